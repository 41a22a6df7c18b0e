#include "lib/exchange/missing_link.hpp"

#include "lib/exchange/reach.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace mk::exchange {

namespace {

using Kind = Step::Kind;
using Posts = std::vector<const Post*>;

/// A post as it would be after some steps.
struct Variant {
  Post post;
  std::vector<Step> steps;
};

Link link(std::vector<Step> steps, bool swap, const Posts& others) {
  Link it{std::move(steps), swap, {}, {}};
  std::set<PostId> ids;
  std::set<Party> parties;
  for (const auto* const other : others) {
    ids.insert(other->id);
    parties.insert(other->party);
  }
  it.others.assign(ids.begin(), ids.end());
  it.parties.assign(parties.begin(), parties.end());
  return it;
}

class Search {
 public:
  Search(const Market& market, const Post& post) : market_{market}, post_{post}, reach_{market} {}

  std::optional<Link> run() {
    for (const auto& variant : variants()) {
      if (post_.type == Type::offer) {
        try_offer(variant);
      } else {
        try_need(variant);
      }
    }
    return std::move(best_);
  }

 private:
  /// The post as it stands and with its own words widened, the smaller changes first.
  std::vector<Variant> variants() const {
    std::vector<Variant> all{{post_, {}}};
    if (!post_.district.empty()) {
      all.push_back({post_, {{Kind::district, ""}}});
      all.back().post.district.clear();
    }
    if (post_.type == Type::offer) return all;
    const auto narrow = all;
    for (const auto& above : categories_above(post_.category)) {
      for (auto it : narrow) {
        it.post.category = above;
        it.steps.push_back({Kind::category, above});
        all.push_back(std::move(it));
      }
    }
    return all;
  }

  std::vector<std::string> categories_above(const std::string& category) const {
    std::vector<std::string> above;
    for (auto at = market_.tree.find(category);
         at != market_.tree.end() && !at->second.empty() && above.size() < market_.tree.size();
         at = market_.tree.find(at->second))
      above.push_back(at->second);
    return above;
  }

  /// Whether so many steps may still be the best.
  bool worth(std::size_t steps) const { return !best_ || steps <= best_->steps.size(); }

  void keep(std::vector<Step> steps, bool swap, const Posts& others) {
    if (others.empty()) return;
    auto it = link(std::move(steps), swap, others);
    if (!best_ || it.steps.size() < best_->steps.size() ||
        (it.steps.size() == best_->steps.size() && it.parties.size() > best_->parties.size()))
      best_ = std::move(it);
  }

  static std::vector<Step> with(const std::vector<Step>& steps, Step step) {
    auto more = steps;
    more.push_back(std::move(step));
    return more;
  }

  void try_offer(const Variant& variant) {
    const auto& offer = variant.post;
    if (!worth(variant.steps.size())) return;
    const auto round = reach_.coming_round(offer);
    if (offer.in_return.free()) {
      keep(variant.steps, false, met_by(offer));
      keep(variant.steps, true, meeting_own_need(round));
    } else {
      keep(variant.steps, true,
           chosen(round, [&](const Post& it) { return accepts(market_.tree, offer, it); }));
    }
    if (worth(variant.steps.size() + 1)) try_offer_with_more(variant, round);
  }

  void try_offer_with_more(const Variant& variant, const Posts& round) {
    const bool asks = !variant.post.in_return.free();
    if (asks) {
      auto given = variant.post;
      given.in_return = {};
      keep(with(variant.steps, {Kind::free, ""}), false, met_by(given));
    }
    std::set<std::string> there;
    for (const auto* const it : round) there.insert(it->category);
    for (const auto& code : there)
      keep(with(variant.steps, {asks ? Kind::take : Kind::need, code}), true,
           chosen(round, [&](const Post& it) { return within(market_.tree, it.category, code); }));
  }

  void try_need(const Variant& variant) {
    const auto& need = variant.post;
    if (!worth(variant.steps.size())) return;
    keep(variant.steps, false,
         chosen(reach_.offers(), [&](const Post& it) { return reach_.can_be_given(it, need); }));
    for (const auto* const own : reach_.posts_of(need.party, Type::offer))
      keep(variant.steps, true, chosen(round_of(own->id, *own), [&](const Post& it) {
             return reach_.fits(it, need) &&
                    (own->in_return.free() || accepts(market_.tree, *own, it));
           }));
    if (!worth(variant.steps.size() + 1)) return;
    for (const auto& code : reach_.asked())
      keep(with(variant.steps, {Kind::offer, code}), true,
           chosen(round_of(code),
                  [&](const Post& it) { return !it.in_return.free() && reach_.fits(it, need); }));
  }

  Posts met_by(const Post& offer) const {
    return chosen(reach_.needs(), [&](const Post& it) { return reach_.can_be_given(offer, it); });
  }

  Posts meeting_own_need(const Posts& round) const {
    const auto needs = reach_.posts_of(post_.party, Type::need);
    return chosen(round, [&](const Post& it) {
      return std::ranges::any_of(needs, [&](const Post* own) { return reach_.fits(it, *own); });
    });
  }

  template <class Holds>
  static Posts chosen(const Posts& posts, Holds holds) {
    Posts some;
    for (const auto* const it : posts)
      if (holds(*it)) some.push_back(it);
    return some;
  }

  const Posts& round_of(PostId id, const Post& own) {
    const auto [at, added] = rounds_.try_emplace(id);
    if (added) at->second = reach_.coming_round(own);
    return at->second;
  }

  /// What comes round to the owner who offered something of the category `code`, for the whole
  /// city.
  const Posts& round_of(const std::string& code) {
    const auto [at, added] = rounds_of_more_.try_emplace(code);
    if (!added) return at->second;
    Post more;
    more.party = post_.party;
    more.category = code;
    return at->second = reach_.coming_round(more);
  }

  const Market& market_;
  const Post& post_;
  Reach reach_;
  std::map<PostId, Posts> rounds_;
  std::map<std::string, Posts> rounds_of_more_;
  std::optional<Link> best_;
};

}  // namespace

std::optional<Link> missing_link(const Market& market, const Post& post) {
  return Search{market, post}.run();
}

}  // namespace mk::exchange
