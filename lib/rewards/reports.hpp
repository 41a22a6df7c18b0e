#pragma once

#include "lib/report/report.hpp"
#include "lib/store/context.hpp"

/// The reports about the budget and the basket.
namespace mk::rewards {

/// The budget lines of a year, exact to the grosz: opening, committed, spent and free now, and at
/// the end of each month. In every row the opening is the sum of the other three.
MK_API report::Report budget_report(const Context& context, const report::Ask& ask);

/// Per season and reward: its pool, and how many units of it are reserved, delivered, missed,
/// cancelled, expired and waited for. Small groups are hidden; rewards come by name.
MK_API report::Report rewards_report(const Context& context, const report::Ask& ask);

}  // namespace mk::rewards
