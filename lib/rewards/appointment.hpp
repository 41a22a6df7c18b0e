#pragma once

#include "lib/base/time.hpp"

#include <cstdint>
#include <string>

namespace mk::rewards {

/// A day of a calendar program (RFC 5545), which takes the whole day.
struct Appointment {
  std::string uid;            ///< The same for every version of it.
  std::int64_t sequence = 0;  ///< Grows with each version.
  Day day;
  std::string title;
  std::string text;
  std::string place;
  std::string organiser;  ///< An address, or empty.
  bool cancelled = false;
};

/// The .ics file that tells of `appointment`, made at `now`: CRLF, lines of at most 75 bytes.
std::string calendar_file(const Appointment& appointment, Instant now);

}  // namespace mk::rewards
