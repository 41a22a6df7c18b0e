#pragma once

#include "lib/print/value.hpp"
#include "lib/report/report.hpp"
#include "lib/store/context.hpp"

namespace mk::programme {

/// What brings `facility` to its next status: what is missing, what shows it, and which rewards and
/// offers help. By its own cards alone; of others only their open offers are told. `plain` is for a
/// person. Throws `Error` (refused): no such facility, not a member, no card.
MK_API print::Thing advise(const Context& context, FacilityId facility, bool plain);

/// The same as a page for the head of `facility`, with a picture of the criteria that it met on
/// each level over the terms.
MK_API report::Report advice_report(const Context& context, FacilityId facility);

}  // namespace mk::programme
