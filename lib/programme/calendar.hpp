#pragma once

#include "lib/store/context.hpp"

#include <cstdint>
#include <vector>

namespace mk::programme {

/// One duty of the calendar, and how often it fell due in this run.
struct Duty {
  const char* key;    ///< For programs, such as "card_reminders".
  const char* title;  ///< For people: English, marked.
  std::uint64_t done;
};

/// Does what the calendar demands by now: what ends is ended, what is to be told is queued. Each
/// duty is a transaction of its own, and a second run finds nothing left to do.
MK_API std::vector<Duty> advance(const Context& context);

}  // namespace mk::programme
