#include "lib/exchange/unmatched.hpp"

#include "lib/exchange/reach.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

/// As many ids as a sentence names.
constexpr std::size_t most_named = 5;

std::string named(const std::vector<PostId>& ids) {
  std::string names;
  for (std::size_t i = 0; i < std::min(ids.size(), most_named); ++i)
    names += (names.empty() ? "" : ", ") + ids[i].text();
  return ids.size() > most_named ? names + ", …" : names;
}

/// The posts of the other type that are about the right thing, by what keeps them away.
struct Away {
  std::vector<PostId> district;
  std::vector<PostId> amount;
  std::vector<PostId> refused;
  std::vector<PostId> tried;
  std::vector<PostId> asking;
  bool nobody = true;
};

bool same_place(const Post& one, const Post& other) {
  return one.district.empty() || other.district.empty() || one.district == other.district;
}

Away away(const Market& market, const Reach& reach, const Post& post) {
  Away all;
  const bool needs = post.type == Type::need;
  for (const auto* const other : needs ? reach.offers() : reach.needs()) {
    const auto& offer = needs ? *other : post;
    const auto& need = needs ? post : *other;
    if (offer.party == need.party || !within(market.tree, offer.category, need.category)) continue;
    all.nobody = false;
    if (!same_place(offer, need)) {
      all.district.push_back(other->id);
    } else if (!meets(market.tree, offer, need)) {
      all.amount.push_back(other->id);
    } else if (!reach.fits(offer, need)) {
      all.refused.push_back(other->id);
    } else if (!offer.in_return.free()) {
      all.asking.push_back(other->id);
    } else if (!reach.can_be_given(offer, need)) {
      all.tried.push_back(other->id);
    }
  }
  return all;
}

void add(std::vector<Fact>& facts, const char* code, const std::vector<PostId>& ids,
         const Message& message) {
  if (!ids.empty()) facts.push_back({code, message});
}

void add_offers(std::vector<Fact>& facts, const Away& there, const Post& need) {
  if (there.nobody)
    facts.push_back(
        {"no_offer", msg("nobody else offers anything of the category {}", need.category_name)});
  const auto district = there.district.size();
  add(facts, "district", there.district,
      counted(district, "{} offer is for another district: {}",
              "{} offers are for another district: {}", named(there.district)));
  add(facts, "amount", there.amount,
      counted(there.amount.size(), "{} offer has too few, and the need is not parted: {}",
              "{} offers have too few, and the need is not parted: {}", named(there.amount)));
  add(facts, "asks", there.asking,
      counted(there.asking.size(), "{} offer asks something in return that was not offered: {}",
              "{} offers ask something in return that was not offered: {}", named(there.asking)));
}

void add_needs(std::vector<Fact>& facts, const Away& there, const Post& offer) {
  if (there.nobody)
    facts.push_back(
        {"no_need", msg("nobody else needs anything of the category {}", offer.category_name)});
  add(facts, "district", there.district,
      counted(there.district.size(), "{} need is for another district: {}",
              "{} needs are for another district: {}", named(there.district)));
  add(facts, "amount", there.amount,
      counted(there.amount.size(), "{} need is for more, and is not parted: {}",
              "{} needs are for more, and are not parted: {}", named(there.amount)));
  add(facts, "asks", there.asking,
      counted(there.asking.size(),
              "{} need would be met, but the offer asks something in return: {}",
              "{} needs would be met, but the offer asks something in return: {}",
              named(there.asking)));
}

/// What an offer that asks something in return lacks for a ring.
void add_ring(std::vector<Fact>& facts, const Market& market, const Reach& reach,
              const Post& offer) {
  std::vector<PostId> wanted;
  for (const auto* const other : reach.offers())
    if (other->party != offer.party && accepts(market.tree, offer, *other))
      wanted.push_back(other->id);
  if (wanted.empty())
    return facts.push_back({"no_return", msg("nobody offers what it asks in return")});
  if (reach.takers(offer).empty())
    return facts.push_back({"no_taker", msg("nobody gives anything in return for the category {}",
                                            offer.category_name)});
  facts.push_back(
      {"no_ring",
       counted(wanted.size(), "no ring leads from it to {} offer that it asks: {}",
               "no ring leads from it to one of {} offers that it asks: {}", named(wanted))});
}

std::string name_of(const std::map<std::string, std::string>& names, const std::string& code) {
  const auto found = names.find(code);
  return found == names.end() ? code : found->second;
}

Message condition(const Step& step, const Post& post, const std::string& name) {
  switch (step.kind) {
    case Step::Kind::district:
      return msg("if it were for the whole city and not for {} only", post.district);
    case Step::Kind::category:
      return msg("if it were about {} and not about {} only", name, post.category_name);
    case Step::Kind::free:
      return msg("if it were free");
    case Step::Kind::take:
      return msg("if {} were also taken in return", name);
    case Step::Kind::need:
      return msg("if its owner also needed {}", name);
    case Step::Kind::offer:
      break;
  }
  return msg("if its owner offered {} in return", name);
}

Message consequence(const Link& link, const Post& post) {
  const auto ids = named(link.others);
  if (link.swap)
    return counted(link.parties.size(), "{} facility could swap with its owner: {}",
                   "{} facilities could swap with its owner: {}", ids);
  const auto count = link.others.size();
  if (post.type == Type::offer)
    return counted(count, "it would meet {} need: {}", "it would meet {} needs: {}", ids);
  return counted(count, "{} offer would meet it: {}", "{} offers would meet it: {}", ids);
}

}  // namespace

std::vector<Fact> obstacles(const Market& market, const Post& post) {
  std::vector<Fact> facts;
  const Reach reach{market};
  const auto there = away(market, reach, post);
  if (post.type == Type::need) {
    add_offers(facts, there, post);
  } else {
    add_needs(facts, there, post);
  }
  add(facts, "refused", there.refused,
      counted(there.refused.size(), "{} post that would fit is refused by one of the two: {}",
              "{} posts that would fit are refused by one of the two: {}", named(there.refused)));
  add(facts, "tried", there.tried,
      counted(there.tried.size(), "a match with {} post that fits came to nothing before: {}",
              "matches with {} posts that fit came to nothing before: {}", named(there.tried)));
  if (!post.in_return.free()) add_ring(facts, market, reach, post);
  return facts;
}

std::string sentence(const Link& link, const Post& post,
                     const std::map<std::string, std::string>& names) {
  std::string all;
  for (const auto& step : link.steps)
    all += spoken(condition(step, post, name_of(names, step.category))) + ", ";
  return all + spoken(consequence(link, post));
}

}  // namespace mk::exchange
