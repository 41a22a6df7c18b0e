#pragma once

#include "lib/base/catch_up.hpp"
#include "lib/store/context.hpp"

#include <optional>

namespace mk::store {

/// The time of the calendar's last run that was believed, or nothing before the first.
MK_API std::optional<Instant> calendar_reached(Database& db);

/// Notes, before anything else is done, that the calendar runs at the time of `context`.
MK_API void note_calendar(const Context& context);

/// Whether `day` is over and the calendar did not run on it.
MK_API bool is_missed(const Context& context, Day day);

/// Whether what fell due once, on `day`, is told no more: it was missed, and `policy` tells none of
/// what was.
MK_API bool falls_away(const Context& context, CatchUp policy, Day day);

}  // namespace mk::store
