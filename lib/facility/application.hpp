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

}  // namespace mk::facility
