#pragma once

#include "lib/report/report.hpp"
#include "lib/store/context.hpp"

/// The report about the exchange.
namespace mk::exchange {

/// What went from hand to hand by category, among how many, in which rings, how matches ended, and
/// what is in short supply. Small groups are hidden; no facility is named. Terms choose the matches
/// that were proposed in their seasons.
MK_API report::Report exchange_report(const Context& context, const report::Ask& ask);

}  // namespace mk::exchange
