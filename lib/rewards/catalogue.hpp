#pragma once

#include "lib/rewards/rewards.hpp"
#include "lib/store/database.hpp"

namespace mk::rewards {

/// Keeps `after` in the place of `before`, and its pool and limit from the season on that `today`
/// may still change. Throws `Error` (refused): it is less than what is reserved.
void replace(store::Database& db, const Reward& before, const Reward& after, Day today);

}  // namespace mk::rewards
