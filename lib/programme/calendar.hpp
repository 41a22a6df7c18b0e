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

/// How far a clock may be from the last run to be believed (defaults of ours): a second summer-time
/// hour or a time zone is less, a dead battery is more.
inline constexpr std::chrono::days furthest_back{1};
inline constexpr std::chrono::days furthest_ahead{400};

/// Why a clock that says `now` is not believed after a run at `reached`, or nothing.
std::optional<Message> why_not_advance(std::optional<Instant> reached, Instant now);

/// What a run of the calendar found and did.
struct Advance {
  std::int64_t days_off = 0;  ///< Whole days without a run since the last one.
  std::vector<Duty> duties;   ///< In the order in which they were done.
};

/// Whether the clock is right was said, or is to be asked.
enum class Clock { to_check, said_right };

/// Does what the calendar demands by now: what ends is ended, what is to be told is queued. Each
/// duty is a transaction of its own, one that fails stops no other, and a second run finds nothing
/// left to do. Throws `Error` (refused), and does nothing, when the clock is odd.
MK_API Advance advance(const Context& context, Clock clock = Clock::to_check);

}  // namespace mk::programme
