#pragma once

#include "lib/rewards/rewards.hpp"
#include "lib/store/context.hpp"

#include <vector>

/// The draws, as the other actions of this room use them.
namespace mk::rewards {

/// Fixes the seed of the coming draw of every reward that has one and is not bound yet; in the
/// running transaction, after anything that changes the catalogue.
void bind_draws(const Context& context);

/// Where draws do not come out as the rule has it when they are drawn again.
std::vector<Message> draw_breaches(store::Database& db);

}  // namespace mk::rewards
