#include "lib/exchange/keeping.hpp"

#include <algorithm>
#include <optional>

namespace mk::exchange {

namespace {

class Keeping {
 public:
  Keeping(const Remains& remains, const Match& match) : remains_{remains}, match_{match} {}

  Proposal run() const {
    const auto all = everyone();
    for (const auto a : all)
      for (const auto b : all)
        for (const auto c : all)
          if (a < b && a < c && b != c && may(ring({a, b, c}))) return ring({a, b, c});
    for (const auto a : all)
      for (const auto b : all)
        if (a < b && may(ring({a, b}))) return ring({a, b});
    return beginning();
  }

 private:
  std::vector<std::size_t> everyone() const {
    std::vector<std::size_t> places(match_.members.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    return places;
  }

  const Post* standing(const std::optional<PostId>& id) const {
    const auto found = std::find_if(remains_.posts.begin(), remains_.posts.end(),
                                    [&](const Post& post) { return post.id == id; });
    return id && found != remains_.posts.end() ? &*found : nullptr;
  }

  // Nothing when a member cannot give, or would get what it did not consent to.
  Proposal ring(const std::vector<std::size_t>& places) const {
    Proposal proposal;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto& own = match_.members[places[i]];
      const auto& giver = match_.members[places[(i + places.size() - 1) % places.size()]];
      const auto* const gives = standing(own.gives);
      const auto* const gets = standing(giver.gives);
      if (gives == nullptr || gets == nullptr) return {};
      const auto* const need = standing(own.need);
      const bool met = need != nullptr && meets(remains_.tree, *gets, *need);
      if (gives->in_return.free() ? !met : !accepts(remains_.tree, *gives, *gets)) return {};
      proposal.push_back(part(own, giver, met));
    }
    return proposal;
  }

  // A chain is told from its giver on; what was agreed beforehand between two of it still holds.
  Proposal beginning() const {
    const auto& members = match_.members;
    if (members.empty() || members.front().gets) return {};
    Proposal whole{part(members.front(), {}, false)};
    Proposal longest;
    for (std::size_t i = 1; i < members.size() && standing(members[i - 1].gives) != nullptr; ++i) {
      if (members[i].gets != members[i - 1].gives) break;
      const bool met = standing(members[i].need) != nullptr;
      whole.push_back(part(members[i], members[i - 1], met));
      auto ending = whole;
      ending.back().gives.reset();
      ending.back().gives_title.clear();
      if (met && may(ending)) longest = ending;
    }
    return longest;
  }

  static Member part(const Member& own, const Member& giver, bool met) {
    auto it = own;
    it.answer = Answer::waiting;
    it.quantity.reset();
    it.gets = giver.gives;
    it.gets_title = giver.gives_title;
    if (!met) it.need.reset();
    return it;
  }

  bool may(const Proposal& proposal) const {
    return !proposal.empty() && forbidding(remains_.refusals, proposal) == nullptr &&
           !remains_.tried.contains(posts_of(proposal));
  }

  const Remains& remains_;
  const Match& match_;
};

}  // namespace

Proposal kept(const Remains& remains, const Match& match) { return Keeping{remains, match}.run(); }

}  // namespace mk::exchange
