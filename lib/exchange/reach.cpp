#include "lib/exchange/reach.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

/// How an offer is reached: by how many steps, and over whom (two are enough to know that one of
/// them is not a certain third).
struct Reached {
  bool first = false;
  std::vector<Party> second;
  bool third = false;

  bool any() const { return first || !second.empty() || third; }
};

bool has_other(const std::vector<Party>& parties, const Party& than) {
  return std::ranges::any_of(parties, [&](const Party& it) { return it != than; });
}

}  // namespace

Reach::Reach(const Market& market) : market_{market} {
  for (const auto& post : market.posts) {
    owned_[{post.party, post.type}].push_back(&post);
    if (post.type == Type::need) {
      needs_.push_back(&post);
      needing_[post.category].push_back(&post);
      continue;
    }
    place_[post.id] = static_cast<std::uint32_t>(offers_.size());
    offers_.push_back(&post);
    for (const auto& category : post.in_return.categories) asking_[category].push_back(&post);
    for (const auto wanted : post.in_return.posts) asking_post_[wanted].push_back(&post);
  }
  for (const auto& refusal : market.refusals) {
    if (refusal.partner) refused_partners_.insert({refusal.party, *refusal.partner});
    if (refusal.post) refused_posts_.insert({refusal.party, *refusal.post});
  }
  taken_from_.resize(offers_.size());
}

bool Reach::refused(const Post& offer, const Party& getter, const Post* need) const {
  return refused_partners_.contains({offer.party, getter}) ||
         refused_partners_.contains({getter, offer.party}) ||
         refused_posts_.contains({getter, offer.id}) ||
         (need != nullptr && refused_posts_.contains({offer.party, need->id}));
}

bool Reach::fits(const Post& offer, const Post& need) const {
  return meets(market_.tree, offer, need) && !refused(offer, need.party, &need);
}

bool Reach::can_be_given(const Post& offer, const Post& need) const {
  const auto [first, second] = std::minmax(offer.id, need.id);
  return offer.in_return.free() && fits(offer, need) && !market_.refused.contains({first, second});
}

std::vector<std::string> Reach::with_those_above(const std::string& category) const {
  std::vector<std::string> all;
  auto at = category;
  while (!at.empty() && all.size() <= market_.tree.size()) {
    all.push_back(at);
    const auto found = market_.tree.find(at);
    at = found == market_.tree.end() ? std::string{} : found->second;
  }
  return all;
}

std::vector<const Post*> Reach::posts_of(const Party& party, Type type) const {
  const auto found = owned_.find({party, type});
  return found == owned_.end() ? std::vector<const Post*>{} : found->second;
}

std::vector<const Post*> Reach::takers(const Post& given) const {
  std::vector<const Post*> takers;
  const auto add_asking = [&](const auto& index, const auto& key) {
    const auto found = index.find(key);
    if (found == index.end()) return;
    for (const auto* const offer : found->second)
      if (offer->party != given.party && !refused(given, offer->party, nullptr))
        takers.push_back(offer);
  };
  add_asking(asking_post_, given.id);
  for (const auto& category : with_those_above(given.category)) {
    add_asking(asking_, category);
    const auto needing = needing_.find(category);
    if (needing == needing_.end()) continue;
    for (const auto* const need : needing->second) {
      if (!fits(given, *need)) continue;
      for (const auto* const own : posts_of(need->party, Type::offer))
        if (own->in_return.free()) takers.push_back(own);
    }
  }
  std::ranges::sort(takers, {}, &Post::id);
  takers.erase(std::unique(takers.begin(), takers.end()), takers.end());
  return takers;
}

std::vector<std::uint32_t> Reach::places_of(const std::vector<const Post*>& offers) const {
  std::vector<std::uint32_t> places;
  for (const auto* const offer : offers) places.push_back(place_.at(offer->id));
  return places;
}

const std::vector<std::uint32_t>& Reach::taken_from(std::uint32_t offer) const {
  auto& taken = taken_from_[offer];
  if (!taken) taken = places_of(takers(*offers_[offer]));
  return *taken;
}

std::vector<const Post*> Reach::coming_round(const Post& first) const {
  std::vector<Reached> reached(offers_.size());
  const auto next = places_of(takers(first));
  for (const auto at : next) reached[at].first = true;
  for (const auto from : next) {
    for (const auto to : taken_from(from)) {
      auto& there = reached[to];
      const auto& over = offers_[from]->party;
      if (offers_[to]->party == first.party || there.second.size() == 2) continue;
      if (std::ranges::find(there.second, over) == there.second.end()) there.second.push_back(over);
    }
  }
  for (std::uint32_t from = 0; from < offers_.size(); ++from) {
    if (reached[from].second.empty()) continue;
    for (const auto to : taken_from(from))
      if (offers_[to]->party != first.party && !reached[to].third)
        reached[to].third = has_other(reached[from].second, offers_[to]->party);
  }
  std::vector<const Post*> round;
  for (std::uint32_t at = 0; at < offers_.size(); ++at)
    if (reached[at].any()) round.push_back(offers_[at]);
  return round;
}

std::set<std::string> Reach::asked() const {
  std::set<std::string> codes;
  for (const auto& [code, offers] : asking_) codes.insert(code);
  return codes;
}

}  // namespace mk::exchange
