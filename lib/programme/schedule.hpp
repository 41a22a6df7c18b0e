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
  std::chrono::minutes grace;  ///< How long after a start that was missed nobody need worry.
};

/// A city may start mk-remind once a day.
inline constexpr std::array schedules{
    Schedule{"mk-bounces", std::chrono::minutes{37}, std::chrono::hours{1}, std::chrono::hours{1}},
    Schedule{"mk-mail", std::chrono::minutes{0}, std::chrono::minutes{5}, std::chrono::minutes{5}},
    Schedule{"mk-remind", std::chrono::minutes{7}, std::chrono::hours{1}, std::chrono::hours{24}},
};

/// When a job that last ran at `last` is due: the first start after that moment.
MK_API Instant next_due(const Schedule& schedule, Instant last);

/// Whether a job that last ran at `last` was left out by `now`: its next start is over, and so is
/// the grace after it. A single start may be under way, or late by the minute that timers take.
MK_API bool is_overdue(const Schedule& schedule, Instant last, Instant now);

}  // namespace mk::programme
