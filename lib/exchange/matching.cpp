#include "lib/exchange/matching.hpp"

#include "lib/exchange/amount.hpp"
#include "lib/exchange/refusing.hpp"
#include "lib/exchange/rings.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace mk::exchange {

namespace {

// One way in which a party can take part in a ring: the offer it gives, and the need that is met or
// nothing where the offer itself says what is wanted.
struct Trade {
  Vertex offer;
  std::optional<Vertex> need;

  Vertex wants() const { return need.value_or(offer); }
};

// The next number of a fixed sequence (SplitMix64): the same everywhere, unlike std::shuffle.
std::uint64_t next(std::uint64_t& state) {
  auto mixed = state += 0x9E3779B97F4A7C15U;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31U);
}

std::vector<Post> in_order(std::vector<Post> posts, std::uint64_t seed) {
  std::sort(posts.begin(), posts.end(), [](const Post& a, const Post& b) { return a.id < b.id; });
  if (seed == 0) return posts;
  for (auto left = posts.size(); left > 1; --left)
    std::swap(posts[left - 1], posts[next(seed) % left]);
  return posts;
}

// The part of the owner of `own`, which is what it gives, or the need when it gives nothing.
Member part(const Post& own, const Post* gets, const Post* need) {
  Member member;
  member.party = own.party;
  member.name = own.owner;
  if (own.type == Type::offer) {
    member.gives = own.id;
    member.gives_title = own.title;
  }
  if (gets != nullptr) {
    member.gets = gets->id;
    member.gets_title = gets->title;
  }
  if (need != nullptr) member.need = need->id;
  return member;
}

class Matching {
 public:
  Matching(const Market& market, std::uint64_t seed)
      : market_{market}, posts_{in_order(market.posts, seed)} {}

  Found run(std::size_t longest) {
    add_gifts();
    add_rings(longest);
    const auto choice = choose(candidates_);
    Found found{{}, choice.served, choice.proven && all_rings_};
    for (const auto chosen : choice.chosen) found.proposals.push_back(proposals_[chosen]);
    std::sort(found.proposals.begin(), found.proposals.end(),
              [](const auto& a, const auto& b) { return posts_of(a) < posts_of(b); });
    return found;
  }

 private:
  void add_gifts() {
    for (Vertex offer = 0; offer < posts_.size(); ++offer) {
      const auto& given = posts_[offer];
      if (given.type != Type::offer || !given.in_return.free()) continue;
      for (Vertex need = 0; need < posts_.size(); ++need) {
        const auto& met = posts_[need];
        if (met.type != Type::need || !meets(market_.tree, given, met)) continue;
        add({part(given, nullptr, nullptr), part(met, &given, &met)}, {{offer, need}});
      }
    }
  }

  // A ring of free offers alone is left out, as its gifts can be agreed one by one: the trades that
  // are swaps come first, and a ring has one of them.
  void add_rings(std::size_t longest) {
    const auto trades = all_trades();
    std::vector<std::int64_t> owners;
    std::vector<Arc> arcs;
    for (Vertex from = 0; from < trades.size(); ++from) {
      const auto party = posts_[trades[from].offer].party;
      owners.push_back(party.facility ? party.facility->value : 0);
      for (Vertex to = 0; to < trades.size(); ++to)
        if (takes(trades[to], posts_[trades[from].offer])) arcs.push_back({from, to});
    }
    // Shorter rings first; of equal ones those that meet needs, so that they are not met twice.
    const auto swaps = static_cast<Vertex>(std::count_if(
        trades.begin(), trades.end(), [&](const Trade& trade) { return swap(trade); }));
    auto [found, all] = rings(owners, arcs, {.longest = longest, .below = swaps});
    all_rings_ = all;
    const auto place = [&](const Ring& ring) {
      const auto met = std::count_if(
          ring.begin(), ring.end(), [&](Vertex vertex) { return trades[vertex].need.has_value(); });
      return std::pair{ring.size(), -met};
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const Ring& a, const Ring& b) { return place(a) < place(b); });
    for (const auto& ring : found) add_ring(trades, ring);
  }

  std::vector<Trade> all_trades() const {
    std::vector<Trade> trades;
    for (Vertex offer = 0; offer < posts_.size(); ++offer) {
      if (posts_[offer].type != Type::offer) continue;
      if (!posts_[offer].in_return.free()) trades.push_back({offer, {}});
      for (Vertex need = 0; need < posts_.size(); ++need)
        if (posts_[need].type == Type::need && posts_[need].party == posts_[offer].party)
          trades.push_back({offer, need});
    }
    std::stable_partition(trades.begin(), trades.end(),
                          [&](const Trade& trade) { return swap(trade); });
    return trades;
  }

  bool swap(const Trade& trade) const { return !posts_[trade.offer].in_return.free(); }

  bool takes(const Trade& trade, const Post& given) const {
    const auto& own = posts_[trade.offer];
    if (own.party == given.party) return false;
    if (!own.in_return.free() && !accepts(market_.tree, own, given)) return false;
    return !trade.need || meets(market_.tree, given, posts_[*trade.need]);
  }

  void add_ring(const std::vector<Trade>& trades, const Ring& ring) {
    Proposal proposal;
    Candidate candidate;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& trade = trades[ring[i]];
      const auto& giver = trades[ring[(i + ring.size() - 1) % ring.size()]];
      const auto& own = posts_[trade.offer];
      candidate.push_back({giver.offer, trade.wants()});
      proposal.push_back(
          part(own, &posts_[giver.offer], trade.need ? &posts_[*trade.need] : nullptr));
    }
    std::rotate(
        proposal.begin(),
        std::min_element(proposal.begin(), proposal.end(),
                         [](const Member& a, const Member& b) { return *a.gives < *b.gives; }),
        proposal.end());
    add(std::move(proposal), std::move(candidate));
  }

  void add(Proposal proposal, Candidate candidate) {
    if (market_.refused.contains(posts_of(proposal)) ||
        forbidding(market_.refusals, proposal) != nullptr)
      return;
    proposals_.push_back(std::move(proposal));
    candidates_.push_back(std::move(candidate));
  }

  const Market& market_;
  std::vector<Post> posts_;
  std::vector<Proposal> proposals_;
  std::vector<Candidate> candidates_;
  bool all_rings_ = true;
};

}  // namespace

Parents parents_of(const std::vector<Category>& categories) {
  Parents tree;
  for (const auto& category : categories) tree[category.code] = category.parent;
  return tree;
}

bool within(const Parents& tree, const std::string& code, const std::string& above) {
  auto at = code;
  // A tree is no deeper than it has nodes; a broken one must not hold us.
  for (std::size_t steps = 0; steps <= tree.size(); ++steps) {
    if (at == above) return true;
    const auto found = tree.find(at);
    if (found == tree.end() || found->second.empty()) return false;
    at = found->second;
  }
  return false;
}

bool meets(const Parents& tree, const Post& offer, const Post& need) {
  if (offer.party == need.party || !within(tree, offer.category, need.category) ||
      !enough(offer, need))
    return false;
  return offer.district.empty() || need.district.empty() || offer.district == need.district;
}

bool accepts(const Parents& tree, const Post& offer, const Post& given) {
  const auto& wanted = offer.in_return;
  return std::find(wanted.posts.begin(), wanted.posts.end(), given.id) != wanted.posts.end() ||
         std::any_of(wanted.categories.begin(), wanted.categories.end(),
                     [&](const auto& code) { return within(tree, given.category, code); });
}

Found find_matches(const Market& market, std::size_t longest, std::uint64_t seed) {
  return Matching{market, seed}.run(longest);
}

std::vector<PostId> posts_of(const std::vector<Member>& proposal) {
  std::vector<PostId> posts;
  for (const auto& member : proposal) {
    if (member.gives) posts.push_back(*member.gives);
    if (member.need) posts.push_back(*member.need);
  }
  std::sort(posts.begin(), posts.end());
  return posts;
}

}  // namespace mk::exchange
