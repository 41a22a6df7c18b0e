#include "lib/exchange/refusing.hpp"

#include "lib/exchange/rules.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

const Member* getter_of(const std::vector<Member>& members, std::optional<PostId> offer) {
  if (!offer) return nullptr;
  for (const auto& member : members)
    if (member.gets == offer) return &member;
  return nullptr;
}

bool takes_part(const std::vector<Member>& members, const Party& party) {
  return std::any_of(members.begin(), members.end(),
                     [&](const Member& member) { return member.party == party; });
}

bool meets_refusal(const Refusal& refusal, const std::vector<Member>& members) {
  if (refusal.partner)
    return takes_part(members, refusal.party) && takes_part(members, *refusal.partner);
  return std::any_of(members.begin(), members.end(), [&](const Member& member) {
    if (member.party != refusal.party) return false;
    const auto* const getter = getter_of(members, member.gives);
    return member.gets == refusal.post || (getter != nullptr && getter->need == refusal.post);
  });
}

}  // namespace

const Refusal* forbidding(const std::vector<Refusal>& refusals,
                          const std::vector<Member>& members) {
  for (const auto& refusal : refusals)
    if (meets_refusal(refusal, members)) return &refusal;
  return nullptr;
}

bool refused(const std::vector<Refusal>& refusals, const Post& offer, const Party& getter,
             std::optional<PostId> need) {
  Member gives;
  gives.party = offer.party;
  gives.gives = offer.id;
  Member gets;
  gets.party = getter;
  gets.gets = offer.id;
  gets.need = need;
  return forbidding(refusals, {gives, gets}) != nullptr;
}

std::optional<Refusal> declining(const Match& match, const Party& party) {
  const auto* const own = part_of(match, party);
  if (own == nullptr) return std::nullopt;
  Refusal refusal;
  refusal.party = party;
  refusal.post = own->gets;
  const auto* const getter = getter_of(match.members, own->gives);
  if (!refusal.post && getter != nullptr) refusal.post = getter->need;
  if (!refusal.post) return std::nullopt;
  return refusal;
}

std::optional<Message> why_not_refuse(const Refusal& refusal, const std::optional<Post>& post) {
  if (refusal.partner && *refusal.partner == refusal.party)
    return msg("{} is never matched with itself", refusal.party);
  if (refusal.partner && !refusal.partner->facility)
    return msg("the city's posts are refused one by one, with --post");
  if (post && post->party == refusal.party)
    return msg("{} is a post of {} itself; it is taken back with: mk exchange close {}", post->id,
               refusal.party, post->id);
  return std::nullopt;
}

Message because_of(const Refusal& refusal) {
  if (refusal.partner)
    return msg(
        "{} does not want to be in a match with {}; it is taken back with: "
        "mk exchange allow {} --partner {}",
        refusal.party, *refusal.partner, refusal.party, *refusal.partner);
  return msg("{} has refused {}; it is taken back with: mk exchange allow {} --post {}",
             refusal.party, *refusal.post, refusal.party, *refusal.post);
}

}  // namespace mk::exchange
