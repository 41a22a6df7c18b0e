#pragma once

#include "lib/base/error.hpp"
#include "lib/store/context.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace mk::programme {

/// One duty of the calendar, and what came of it in this run.
struct Duty {
  const char* key;                    ///< For programs, such as "card_reminders".
  const char* title;                  ///< For people: English, marked.
  std::uint64_t done = 0;             ///< How often it fell due.
  std::optional<Error> failure = {};  ///< Why it was not done.
};

/// Does what the calendar demands by now: what ends is ended, what is to be told is queued. Each
/// duty is a transaction of its own, one that fails stops no other, and a second run finds nothing
/// left to do.
MK_API std::vector<Duty> advance(const Context& context);

}  // namespace mk::programme
