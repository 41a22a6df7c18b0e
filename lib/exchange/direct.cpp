#include "lib/exchange/direct.hpp"

#include <algorithm>
#include <iterator>

namespace mk::exchange {

namespace {

constexpr std::uint32_t whole_city = 0;

/// What does not depend on how many words the two have in common.
std::optional<Fit> fit_but_words(const Tree& tree, const Lot& own, const Lot& other) {
  const auto& offer = own.type == Type::offer ? own : other;
  const auto& need = own.type == Type::offer ? other : own;
  if (own.type == other.type || own.party == other.party) return std::nullopt;
  const bool same_district = own.district == other.district;
  if (!same_district && own.district != whole_city && other.district != whole_city)
    return std::nullopt;
  const bool same_category = own.category == other.category;
  if (!same_category && !within(tree, offer.category, need.category)) return std::nullopt;
  const auto enough = supply(offer, need);
  if (need.whole && enough == Supply::fewer) return std::nullopt;
  return Fit{same_category, 0,           same_district && own.district != whole_city,
             enough,        other.until, other.posted_at,
             other.id};
}

}  // namespace

bool within(const Tree& tree, std::uint32_t code, std::uint32_t above) {
  auto at = static_cast<std::int32_t>(code);
  // A tree is no deeper than it has nodes; a broken one must not hold us.
  for (std::size_t steps = 0; steps <= tree.size() && at >= 0; ++steps) {
    if (at == static_cast<std::int32_t>(above)) return true;
    at = tree[static_cast<std::size_t>(at)];
  }
  return false;
}

bool Refusals::between(const Lot& one, const Lot& other) const {
  if (empty()) return false;
  const auto& offer = one.type == Type::offer ? one : other;
  const auto& need = one.type == Type::offer ? other : one;
  return partners.contains({one.party, other.party}) ||
         partners.contains({other.party, one.party}) || posts.contains({one.party, other.id}) ||
         posts.contains({other.party, one.id}) || gifts.contains({offer.id, need.id});
}

Supply supply(const Lot& offer, const Lot& need) {
  if (need.quantity == 0) return Supply::enough;
  if (offer.quantity == 0 || offer.unit != need.unit) return Supply::untold;
  return offer.quantity >= need.quantity ? Supply::enough : Supply::fewer;
}

bool better(const Fit& one, const Fit& other) {
  const auto place = [](const Fit& it) {
    return std::tuple{!it.same_category,
                      -static_cast<std::int64_t>(it.words),
                      !it.same_district,
                      it.supply,
                      -it.until.time_since_epoch(),
                      it.posted_at,
                      it.id};
  };
  return place(one) < place(other);
}

std::optional<Fit> fit(const Tree& tree, const Lot& own, const Lot& other) {
  auto found = fit_but_words(tree, own, other);
  if (found) found->words = common_words(own, other).size();
  return found;
}

std::vector<std::uint32_t> categories_beside(const Tree& tree, const Lot& own) {
  std::vector<std::uint32_t> beside;
  for (std::uint32_t other = 0; other < tree.size(); ++other) {
    const bool fits = own.type == Type::need ? within(tree, other, own.category)
                                             : within(tree, own.category, other);
    if (fits && other != own.category) beside.push_back(other);
  }
  return beside;
}

std::vector<std::uint32_t> common_words(const Lot& one, const Lot& other) {
  std::vector<std::uint32_t> common;
  std::ranges::set_intersection(one.words, other.words, std::back_inserter(common));
  return common;
}

/// The best so far, the best first.
class Counterparts::Best {
 public:
  explicit Best(std::size_t most) : most_{most} {}

  bool full() const { return found_.size() == most_; }
  /// Whether something that fits like that would be taken in.
  bool takes(const Fit& fit) const {
    return !full() || (most_ > 0 && better(fit, found_.back().first));
  }

  void add(const Fit& fit, const Lot* lot) {
    if (!takes(fit)) return;
    if (full()) found_.pop_back();
    const auto after =
        std::ranges::find_if(found_, [&](const auto& there) { return better(fit, there.first); });
    found_.insert(after, {fit, lot});
  }

  std::vector<const Lot*> lots() const {
    std::vector<const Lot*> lots;
    lots.reserve(found_.size());
    for (const auto& [fit, lot] : found_) lots.push_back(lot);
    return lots;
  }

 private:
  std::size_t most_;
  std::vector<std::pair<Fit, const Lot*>> found_;
};

Counterparts::Counterparts(std::vector<const Lot*> lots, const Tree& tree, const Refusals& refusals)
    : lots_{std::move(lots)},
      tree_{tree},
      refusals_{refusals},
      shelves_(tree.size()),
      shared_(lots_.size()) {
  std::ranges::sort(lots_, {}, [](const Lot* lot) {
    return std::tuple{-lot->until.time_since_epoch(), lot->posted_at, lot->id};
  });
  for (std::uint32_t place = 0; place < lots_.size(); ++place) {
    const auto& lot = *lots_[place];
    auto& shelf = shelves_[lot.category];
    shelf.all.push_back(place);
    shelf.in_district[lot.district].push_back(place);
    for (const auto word : lot.words) shelf.with_word[word].push_back(place);
  }
}

std::vector<const Lot*> Counterparts::best(const Lot& own, std::size_t most) {
  Best best{most};
  look(own, {own.category}, best);
  if (!best.full()) look(own, categories_beside(tree_, own), best);
  return best.lots();
}

void Counterparts::count_words(const Lot& own, const Places& shelves) {
  for (const auto place : sharing_) shared_[place] = 0;
  sharing_.clear();
  for (const auto shelf : shelves) {
    for (const auto word : own.words) {
      const auto found = shelves_[shelf].with_word.find(word);
      if (found == shelves_[shelf].with_word.end()) continue;
      for (const auto place : found->second)
        if (shared_[place]++ == 0) sharing_.push_back(place);
    }
  }
}

void Counterparts::look(const Lot& own, const Places& shelves, Best& best) {
  count_words(own, shelves);
  for (const auto place : sharing_) consider(own, place, best);
  for (const auto shelf : shelves) {
    const auto& there = shelves_[shelf];
    if (own.district == whole_city) {
      look_along(own, there.all, best);
      continue;
    }
    for (const auto district : {own.district, whole_city}) {
      const auto found = there.in_district.find(district);
      if (found != there.in_district.end()) look_along(own, found->second, best);
    }
  }
}

/// Looks at those without a common word, until not even one that has enough would be taken in.
void Counterparts::look_along(const Lot& own, const Places& places, Best& best) const {
  for (const auto place : places) {
    if (shared_[place] > 0) continue;
    const auto& lot = *lots_[place];
    const bool same_district = own.district != whole_city && own.district == lot.district;
    const Fit hope{own.category == lot.category,
                   0,
                   same_district,
                   Supply::enough,
                   lot.until,
                   lot.posted_at,
                   lot.id};
    if (!best.takes(hope)) return;
    consider(own, place, best);
  }
}

void Counterparts::consider(const Lot& own, std::uint32_t place, Best& best) const {
  const auto* const lot = lots_[place];
  auto found = fit_but_words(tree_, own, *lot);
  if (!found) return;
  found->words = shared_[place];
  if (best.takes(*found) && !refusals_.between(own, *lot)) best.add(*found, lot);
}

}  // namespace mk::exchange
