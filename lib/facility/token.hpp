#pragma once

#include "lib/base/id.hpp"
#include "lib/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mk::facility {

/// What a link or code is for.
enum class Purpose {
  activation,  ///< Opens the account of an approved facility.
  password,    ///< Lets the head of an active one set a password.
};

/// A link or code that was sent, without its secret.
struct Token {
  std::int64_t id = 0;
  FacilityId facility;
  Purpose purpose = Purpose::activation;
  std::string address;  ///< Where it was sent; it dies when the account's address changes.
  Instant expires_at;
  bool spent = false;  ///< Used, or ended by a newer one or a change.
};

}  // namespace mk::facility
