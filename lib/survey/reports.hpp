#pragma once

#include "lib/report/report.hpp"
#include "lib/store/context.hpp"

/// The reports about terms. Small groups are hidden; nothing is ordered by a result.
namespace mk::survey {

/// Per term and district: how many facilities are listed, registered, active, and sent a card that
/// was accepted.
MK_API report::Report participation_report(const Context& context, const report::Ask& ask);

/// Per term and criterion: how many accepted cards meet it, of how many.
MK_API report::Report criteria_report(const Context& context, const report::Ask& ask);

/// Per term: how many members are in each status, and how many moved since the term before, as it
/// stood on the last day of the season, or on the day that is asked for.
MK_API report::Report statuses_report(const Context& context, const report::Ask& ask);

}  // namespace mk::survey
