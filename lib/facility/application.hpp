#pragma once

#include <string>

namespace mk::facility {

/// What a head says when registering. "" is absent.
struct Application {
  std::string manager;
  std::string email;
  std::string phone;
  std::string formal_name;
  std::string informal_name;
};

/// A facility that the register does not have, as a person types it. "" is absent.
struct ByHand {
  std::string operator_name;
  std::string name;
  std::string district;
  std::string kind;
  std::string street;
  std::string postal_code;
  std::string reason;  ///< Why it is added all the same.
};

}  // namespace mk::facility
