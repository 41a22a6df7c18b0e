#pragma once

#include "lib/rewards/rewards.hpp"
#include "lib/store/database.hpp"

namespace mk::rewards {

/// Why `after` may not take the place of `before` on `today`: it is less than what is reserved.
std::optional<Message> why_not_replace(store::Database& db, const Reward& before,
                                       const Reward& after, Day today);

/// Keeps `after` in the place of the reward with its id, and its pool and limit from the season on
/// that `today` may still change.
void replace(store::Database& db, const Reward& after, Day today);

/// What a person who keeps `reward` on `today` should know.
std::vector<Message> doubts_of(store::Database& db, const Reward& reward, Day today);

/// `reward` as it is stored: names on one line, NFC everywhere.
Reward tidied(Reward reward);

}  // namespace mk::rewards
