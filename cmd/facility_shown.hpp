#pragma once

#include "lib/base/id.hpp"
#include "lib/print/value.hpp"
#include "lib/store/context.hpp"

#include <optional>
#include <vector>

/// How a facility is shown: the same by every verb that tells of one.
namespace mk::cmd {

/// The facility as `show` gives it: the register, the account, and where it stands today, or as it
/// stood at the end of `as_of`.
print::Thing thing(Context& context, FacilityId id, std::optional<Day> as_of = {});
std::vector<print::Thing> things(Context& context, const std::vector<FacilityId>& ids);

}  // namespace mk::cmd
