#pragma once

#include "lib/base/export.hpp"
#include "lib/base/time.hpp"

namespace mk {

/// Whether people work on `day` in Poland: Monday to Friday, but for the days free by the act of
/// 18 January 1951 (published): fixed ones, Easter Monday and Corpus Christi; Epiphany since 2011,
/// Christmas Eve since 2025.
MK_API bool working(Day day);

/// The `count`-th working day after `day`.
MK_API Day after_working_days(Day day, int count);

}  // namespace mk
