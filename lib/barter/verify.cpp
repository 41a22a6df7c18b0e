#include "lib/barter/verify.hpp"

#include "lib/barter/result.hpp"
#include "lib/barter/verify_prices.hpp"

#include <algorithm>
#include <map>

namespace mk::barter {

namespace {

std::optional<std::int64_t> weight_of(const Graph& graph, Pair pair) {
  const auto by_pair = [](const Arc& arc) { return Pair{arc.from, arc.to}; };
  const auto found = std::ranges::lower_bound(graph.arcs, pair, {}, by_pair);
  if (found == graph.arcs.end() || by_pair(*found) != pair) return std::nullopt;
  return found->weight;
}

/// Follows the rings and chains that are told, and adds up what they serve and weigh.
class Told {
 public:
  explicit Told(const Graph& graph) : graph_{graph}, used_(graph.vertices + graph.givers) {}

  std::optional<Message> why_not(const Result& result) {
    for (std::size_t i = 0; i < result.rings.size(); ++i)
      if (auto why = why_not_ring(result.rings[i], i + 1, result.bounds.ring)) return why;
    for (std::size_t i = 0; i < result.chains.size(); ++i)
      if (auto why = why_not_chain(result.chains[i], i + 1, result.bounds.chain)) return why;
    if (served_ != result.served)
      return msg("“served” is told as {} and is {}", result.served, served_);
    if (weight_ != result.weight)
      return msg("“weight” is told as {} and is {}", result.weight, weight_);
    return std::nullopt;
  }

 private:
  std::optional<Message> why_not_ring(const Walk& ring, std::size_t number, std::size_t longest) {
    if (ring.size() < 2 || ring.size() > longest)
      return msg("ring {}: its vertices: {}, allowed: 2 to {}", number, ring.size(), longest);
    if (auto why = why_not_walk(ring, number, phrase(tr_later("ring")))) return why;
    if (std::ranges::any_of(ring, [&](auto vertex) { return vertex >= graph_.vertices; }))
      return msg("ring {}: a giver stands in it", number);
    served_ += static_cast<std::int64_t>(ring.size());
    return why_not_arc({ring.back(), ring.front()}, number, phrase(tr_later("ring")));
  }

  std::optional<Message> why_not_chain(const Walk& chain, std::size_t number, std::size_t longest) {
    if (chain.size() < 2 || chain.size() - 1 > longest)
      return msg("chain {}: its arcs: {}, allowed: 1 to {}", number,
                 chain.size() - std::min(chain.size(), std::size_t{1}), longest);
    if (chain.front() < graph_.vertices)
      return msg("chain {}: it does not begin with a giver", number);
    served_ += static_cast<std::int64_t>(chain.size() - 1);
    return why_not_walk(chain, number, phrase(tr_later("chain")));
  }

  std::optional<Message> why_not_walk(const Walk& walk, std::size_t number, const Message& what) {
    for (const auto vertex : walk) {
      if (vertex >= used_.size()) return msg("{} {}: there is no vertex {}", what, number, vertex);
      if (used_[vertex])
        return msg("{} {}: {} is used already", what, number, name_of(graph_, vertex));
      used_[vertex] = true;
    }
    for (std::size_t i = 1; i < walk.size(); ++i)
      if (auto why = why_not_arc({walk[i - 1], walk[i]}, number, what)) return why;
    return std::nullopt;
  }

  std::optional<Message> why_not_arc(Pair pair, std::size_t number, const Message& what) {
    const auto weight = weight_of(graph_, pair);
    if (!weight)
      return msg("{} {}: there is no arc from {} to {}", what, number, name_of(graph_, pair.first),
                 name_of(graph_, pair.second));
    weight_ += *weight;
    return std::nullopt;
  }

  const Graph& graph_;
  std::vector<bool> used_;
  std::int64_t served_ = 0;
  std::int64_t weight_ = 0;
};

/// The arcs that a leaf rules: whether in.
using Ruled = std::map<Pair, bool>;

std::optional<Message> why_not_ruled(const Graph& graph, const Leaf& leaf, std::size_t number,
                                     Ruled& ruled) {
  for (const bool in : {true, false})
    for (const auto& pair : in ? leaf.in : leaf.out) {
      const auto from = name_of(graph, pair.first);
      const auto to = name_of(graph, pair.second);
      if (!weight_of(graph, pair))
        return msg("leaf {}: there is no arc from {} to {}", number, from, to);
      if (!ruled.emplace(pair, in).second)
        return msg("leaf {}: the arc from {} to {} is ruled twice", number, from, to);
    }
  return std::nullopt;
}

/// Whether every case is one of a leaf: a leaf without rulings takes all, and otherwise some arc is
/// ruled in each, in some of them in and in the others out.
bool cover(std::vector<Ruled> leaves) {
  std::map<Pair, std::size_t> times;
  for (const auto& leaf : leaves) {
    if (leaf.empty()) return true;
    for (const auto& [pair, in] : leaf) ++times[pair];
  }
  const auto found =
      std::ranges::find(times, leaves.size(), [](const auto& it) { return it.second; });
  if (found == times.end()) return false;
  std::vector<Ruled> in;
  std::vector<Ruled> out;
  for (auto& leaf : leaves) {
    const auto ruling = leaf.extract(found->first);
    (ruling.mapped() ? in : out).push_back(std::move(leaf));
  }
  return !in.empty() && !out.empty() && cover(std::move(in)) && cover(std::move(out));
}

/// Of `leaf`, which has a price of each: whether their sum over `denominator`, rounded down, is
/// above the bound. Nothing overflows, for it stops there.
bool above(const Leaf& leaf, std::int64_t denominator, std::int64_t bound) {
  std::int64_t whole = 0;
  std::uint64_t rest = 0;
  const auto unit = static_cast<std::uint64_t>(denominator);
  for (const auto price : leaf.prices) {
    rest += static_cast<std::uint64_t>(price % denominator);
    const std::int64_t more = price / denominator + (rest >= unit ? 1 : 0);
    if (rest >= unit) rest -= unit;
    if (more > bound - whole) return true;
    whole += more;
  }
  return false;
}

std::optional<Message> why_not_prices(const Graph& graph, const Leaf& leaf, std::size_t number) {
  if (leaf.prices.size() != graph.vertices + graph.givers)
    return msg("leaf {}: its prices: {}, vertices and givers: {}", number, leaf.prices.size(),
               graph.vertices + graph.givers);
  for (std::size_t i = 0; i < leaf.prices.size(); ++i)
    if (leaf.prices[i] < 0)
      return msg("leaf {}: the price of {} is below 0", number,
                 name_of(graph, static_cast<Vertex>(i)));
  return std::nullopt;
}

std::optional<Message> why_not_certified(const Graph& graph, const Result& result) {
  const auto& [denominator, leaves] = result.certificate;
  if (denominator < 1) return msg("the denominator is {}; it must be at least 1", denominator);
  if (result.bound < result.weight)
    return msg("the bound {} is below the weight {}", result.bound, result.weight);
  std::vector<Ruled> rulings(leaves.size());
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (auto why = why_not_ruled(graph, leaves[i], i + 1, rulings[i])) return why;
    if (auto why = why_not_prices(graph, leaves[i], i + 1)) return why;
    if (above(leaves[i], denominator, result.bound))
      return msg("leaf {}: its prices come to more than the bound {}", i + 1, result.bound);
  }
  if (!cover(std::move(rulings))) return msg("the leaves do not cover all cases");
  for (std::size_t i = 0; i < leaves.size(); ++i)
    if (auto why = why_not_dear(graph, result.bounds, denominator, leaves[i], i + 1)) return why;
  return std::nullopt;
}

}  // namespace

std::optional<Message> why_not(const Graph& graph, const Result& result) {
  auto ordered = graph;
  std::ranges::sort(ordered.arcs, {}, [](const Arc& arc) { return Pair{arc.from, arc.to}; });
  if (auto why = Told{ordered}.why_not(result)) return why;
  return why_not_certified(ordered, result);
}

}  // namespace mk::barter
