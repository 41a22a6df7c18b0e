#pragma once

#include "lib/base/export.hpp"
#include "lib/base/time.hpp"

#include <array>
#include <chrono>
#include <string_view>

/// When the jobs are started, as jobs/*.timer and jobs/mk.cron say it too; a test holds the three
/// together.
namespace mk::programme {

/// A job starts at the minutes `first`, `first + every`, … of each hour: the same minutes in UTC
/// and in Warsaw.
struct Schedule {
  std::string_view job;  ///< "mk-mail".
  std::chrono::minutes first;
  std::chrono::minutes every;
};

inline constexpr std::array schedules{
    Schedule{"mk-bounces", std::chrono::minutes{37}, std::chrono::minutes{60}},
    Schedule{"mk-mail", std::chrono::minutes{0}, std::chrono::minutes{5}},
    Schedule{"mk-remind", std::chrono::minutes{7}, std::chrono::minutes{60}},
};

/// When a job that last ran at `last` is due: the first start after that moment.
MK_API Instant next_due(const Schedule& schedule, Instant last);

/// Whether a job that last ran at `last` was left out by `now`: its next start is over and the one
/// after that has come. A single one may be under way, or late by the minute that timers take.
MK_API bool is_overdue(const Schedule& schedule, Instant last, Instant now);

}  // namespace mk::programme
