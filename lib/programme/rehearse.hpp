#pragma once

#include "lib/print/value.hpp"
#include "lib/store/context.hpp"
#include "lib/survey/survey.hpp"

namespace mk::programme {

/// What `card`, which is not installed, would make of all past terms: how many would move from
/// which status to which, and what that does to their rewards. Small groups are hidden, nothing is
/// changed. `plain` is for a person.
MK_API print::Thing rehearse(const Context& context, const survey::Card& card, bool plain);

}  // namespace mk::programme
