#pragma once

#include "lib/base/message.hpp"
#include "lib/exchange/exchange.hpp"

#include <optional>
#include <vector>

/// Who will not be matched with whom or with what. Pure.
namespace mk::exchange {

/// The first of `refusals` that forbids `members` as one match, or nullptr. "Not with X" keeps the
/// two out of one match altogether, whatever each would give and get there; "not this post" keeps
/// who refuses from getting that offer, or from giving to that need.
const Refusal* forbidding(const std::vector<Refusal>& refusals, const std::vector<Member>& members);

/// Whether what a match serves `getter` with by `giver` is refused by one of the two: for the arcs
/// of a graph. `need` is the need of `getter` that `offer` meets, if any.
bool refused(const std::vector<Refusal>& refusals, const Post& offer, const Party& getter,
             std::optional<PostId> need);

/// What `party`, which says no to `match`, does not want again: the offer that it would have got,
/// or else the need that it would have met. Nothing when no post says it.
std::optional<Refusal> declining(const Match& match, const Party& party);

/// Why `refusal` may not be kept: it is of oneself, of the city, or of nothing at all.
std::optional<Message> why_not_refuse(const Refusal& refusal, const std::optional<Post>& post);

/// Why `refusal` forbids a match of its party, to be told to whoever asked for one.
Message because_of(const Refusal& refusal);

}  // namespace mk::exchange
