#pragma once

#include "lib/exchange/actions.hpp"
#include "lib/exchange/exchange.hpp"
#include "lib/store/context.hpp"

#include <set>
#include <vector>

/// From what can be matched to what is proposed; used within a running transaction.
namespace mk::exchange {

/// Sets of posts whose match came to nothing: they are not proposed together again.
std::set<std::vector<PostId>> refused_before(store::Database& db);

/// What can be matched now, as `find` tells it.
Findings search(const Context& context, std::int64_t rings, std::int64_t seed);

/// A match of `members` as it would be proposed now.
Match fresh(const Context& context, std::vector<Member> members);

/// Keeps `found` as proposed, with how much each gives, and takes its posts off the market. Tells
/// nobody yet. Gives it with its id.
Match lay(const Context& context, const Match& found);

/// The same, and writes to its members.
Match propose_one(const Context& context, const Match& found);

}  // namespace mk::exchange
