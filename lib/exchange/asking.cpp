#include "lib/exchange/asking.hpp"

#include "lib/base/text.hpp"
#include "lib/exchange/rules.hpp"

#include <algorithm>

namespace mk::exchange {

std::optional<Message> why_not_ask(const Post& wanted, const Party& asker, Day today) {
  if (wanted.party == asker) return msg("{} is the owner's own post", wanted.id);
  return why_not_match(wanted, today);
}

std::optional<Message> why_not_give(const Post& given, const Party& asker, Day today) {
  if (given.party != asker) return msg("{} is not a post of {}", given.id, asker);
  if (given.type != Type::offer) return msg("{} is a need; only an offer can be given", given.id);
  return why_not_match(given, today);
}

std::optional<Message> why_not_part(const Post& offer, std::int64_t quantity) {
  if (!offer.quantity)
    return msg("{} does not say how many there are; leave --quantity out", offer.id);
  if (quantity < 1 || quantity > *offer.quantity)
    return msg("the quantity is a whole number from 1 to {}", *offer.quantity);
  if (offer.whole && quantity < *offer.quantity)
    return msg("{} is not given in parts; there are {}", offer.id, *offer.quantity);
  return std::nullopt;
}

bool same_asking(const Match& before, const Match& now) {
  if (!before.asked || text::folded(before.in_return) != text::folded(now.in_return)) return false;
  return std::all_of(now.members.begin(), now.members.end(), [&](const Member& member) {
    const auto* const was = part_of(before, member.party);
    return was != nullptr && was->gives == member.gives && was->gets == member.gets &&
           was->quantity == member.quantity;
  });
}

}  // namespace mk::exchange
