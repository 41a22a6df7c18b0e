#include "lib/barter/verify_prices.hpp"

#include "lib/barter/result.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <ranges>
#include <span>

namespace mk::barter {

namespace {

/// Room for the sum of any walk.
__extension__ using Wide = __int128;

constexpr std::size_t most_kept = 50'000'000;  ///< Of the bounds that guide the search of a chain.
constexpr std::size_t most_steps = 200'000'000;  ///< Of that search.

struct Step {
  Vertex vertex = 0;
  std::int32_t weight = 1;
};

/// Steps by the vertex that they begin at.
class Steps {
 public:
  explicit Steps(std::size_t vertices) : ends_(vertices + 1) {}

  /// Each is counted first and put in its place then.
  void count(Vertex vertex) { ++ends_[vertex + 1]; }
  void make_room() {
    for (std::size_t i = 1; i < ends_.size(); ++i) ends_[i] += ends_[i - 1];
    steps_.resize(ends_.back());
    free_.assign(ends_.begin(), ends_.end() - 1);
  }
  void put(Vertex vertex, Step step) { steps_[free_[vertex]++] = step; }

  std::span<const Step> at(Vertex vertex) const {
    return std::span{steps_}.subspan(ends_[vertex], ends_[vertex + 1] - ends_[vertex]);
  }

 private:
  std::vector<std::size_t> ends_;
  std::vector<std::size_t> free_;
  std::vector<Step> steps_;
};

/// Says which arcs a leaf still allows.
class Rulings {
 public:
  Rulings(const Graph& graph, const Leaf& leaf)
      : only_to_(graph.vertices + graph.givers, anything),
        only_from_(graph.vertices, anything),
        out_{leaf.out} {
    std::ranges::sort(out_);
    for (const auto& [from, to] : leaf.in) {
      only_to_[from] = only_to_[from] == anything ? to : nothing;
      only_from_[to] = only_from_[to] == anything ? from : nothing;
    }
  }

  bool allow(const Arc& arc) const {
    return (only_to_[arc.from] == anything || only_to_[arc.from] == arc.to) &&
           (only_from_[arc.to] == anything || only_from_[arc.to] == arc.from) &&
           !std::ranges::binary_search(out_, Pair{arc.from, arc.to});
  }

 private:
  static constexpr Vertex anything = std::numeric_limits<Vertex>::max();
  static constexpr Vertex nothing = anything - 1;  ///< Two arcs that exclude each other are in.

  std::vector<Vertex> only_to_;
  std::vector<Vertex> only_from_;
  std::vector<Pair> out_;
};

/// What a leaf leaves of a graph. The gain of an arc is its weight without the price of where it
/// leads, so that a ring with a gain above 0 is too cheap.
class Allowed {
 public:
  Allowed(const Graph& graph, std::int64_t denominator, const Leaf& leaf)
      : leaving{graph.vertices + graph.givers},
        entering{graph.vertices},
        denominator_{denominator},
        prices_{leaf.prices} {
    const Rulings rulings{graph, leaf};
    std::vector<Arc> arcs;
    std::ranges::copy_if(graph.arcs, std::back_inserter(arcs),
                         [&](const Arc& arc) { return rulings.allow(arc); });
    for (const auto& arc : arcs) {
      leaving.count(arc.from);
      entering.count(arc.to);
    }
    leaving.make_room();
    entering.make_room();
    for (const auto& arc : arcs) {
      const auto weight = static_cast<std::int32_t>(arc.weight);
      leaving.put(arc.from, {arc.to, weight});
      entering.put(arc.to, {arc.from, weight});
    }
  }

  Wide price(Vertex vertex) const { return prices_[vertex]; }
  Wide gain(std::int32_t weight, Vertex to) const {
    return Wide{denominator_} * weight - prices_[to];
  }

  Steps leaving;
  Steps entering;

 private:
  std::int64_t denominator_;
  std::span<const std::int64_t> prices_;
};

/// The best walks from where it starts, an arc further at a time.
class Walks {
 public:
  Walks(const Allowed& allowed, std::size_t vertices)
      : allowed_{allowed}, best_(vertices), improved_(vertices) {}

  void begin() {
    began_ = ++layer_;
    ends_.clear();
  }
  void start(Vertex vertex, Wide gain) {
    ends_.push_back({vertex, gain});
    best_[vertex] = gain;
    improved_[vertex] = layer_;
  }
  /// Goes on by at most `arcs`, through vertices from `lowest` on; whether longer walks could not
  /// be better.
  bool settles(std::size_t arcs, Vertex lowest) {
    for (; arcs > 0 && !ends_.empty(); --arcs) {
      ++layer_;
      further_.clear();
      for (const auto& [vertex, gain] : ends_)
        for (const auto& step : allowed_.leaving.at(vertex))
          if (step.vertex >= lowest)
            reach(step.vertex, gain + allowed_.gain(step.weight, step.vertex));
      // Only now: none of them is an arc longer than the others.
      for (auto& end : further_) end.gain = best_[end.vertex];
      std::swap(ends_, further_);
    }
    return ends_.empty();
  }
  bool reached(Vertex vertex) const { return improved_[vertex] >= began_; }
  Wide best(Vertex vertex) const { return best_[vertex]; }

 private:
  struct End {
    Vertex vertex = 0;
    Wide gain = 0;
  };

  void reach(Vertex vertex, Wide gain) {
    if (reached(vertex) && gain <= best_[vertex]) return;
    best_[vertex] = gain;
    if (improved_[vertex] == layer_) return;
    improved_[vertex] = layer_;
    further_.push_back({vertex, 0});
  }

  const Allowed& allowed_;
  std::vector<Wide> best_;
  std::vector<std::uint64_t> improved_;  ///< In which layer last.
  std::vector<End> ends_;
  std::vector<End> further_;
  std::uint64_t began_ = 0;
  std::uint64_t layer_ = 0;
};

/// A closed walk that gains has a ring in it that does, and is no shorter: so walks are enough.
/// Each is looked for from its lowest vertex.
std::optional<Message> why_not_rings(const Graph& graph, std::size_t longest,
                                     const Allowed& allowed, std::size_t number) {
  const auto vertices = static_cast<Vertex>(graph.vertices);
  Walks walks{allowed, graph.vertices + graph.givers};
  walks.begin();
  for (Vertex vertex = 0; vertex < vertices; ++vertex) walks.start(vertex, 0);
  if (walks.settles(std::min(longest, graph.vertices), 0)) return std::nullopt;
  if (longest >= graph.vertices)
    return msg("leaf {}: a ring that is still allowed costs less than it weighs", number);
  for (Vertex root = 0; root < vertices; ++root) {
    walks.begin();
    walks.start(root, 0);
    walks.settles(longest - 1, root + 1);
    for (const auto& step : allowed.entering.at(root))
      if (walks.reached(step.vertex) &&
          walks.best(step.vertex) + allowed.gain(step.weight, root) > 0)
        return msg("leaf {}: a ring through {} that is still allowed costs less than it weighs",
                   number, root);
  }
  return std::nullopt;
}

/// Looks for a chain that gains: along walks that meet no vertex twice, and only where the best of
/// all walks from there on would be enough.
class Chains {
 public:
  Chains(const Graph& graph, const Allowed& allowed, std::size_t longest)
      : graph_{graph}, allowed_{allowed}, used_(graph.vertices) {
    rest_.emplace_back(graph.vertices);
    for (std::size_t arcs = 1; arcs < longest; ++arcs) {
      auto rest = rest_.back();
      for (Vertex vertex = 0; vertex < graph.vertices; ++vertex)
        for (const auto& step : allowed.leaving.at(vertex))
          rest[vertex] = std::max(
              rest[vertex], allowed.gain(step.weight, step.vertex) + rest_.back()[step.vertex]);
      if (rest == rest_.back()) break;
      rest_.push_back(std::move(rest));
    }
  }

  /// Whether a chain of at most `arcs` arcs that begins at `giver` gains, or they are too many.
  bool gains(Vertex giver, std::size_t arcs) {
    return goes_on(giver, -allowed_.price(giver), arcs);
  }
  bool too_many() const { return steps_ > most_steps; }
  const std::string& names() const { return names_; }

 private:
  bool goes_on(Vertex at, Wide gain, std::size_t arcs) {
    if (gain > 0 || ++steps_ > most_steps) {
      names_ = name_of(graph_, at);
      return true;
    }
    if (arcs == 0) return false;
    const auto& rest = rest_[std::min(arcs, rest_.size()) - 1];
    const bool found = std::ranges::any_of(allowed_.leaving.at(at), [&](const Step& step) {
      const auto further = gain + allowed_.gain(step.weight, step.vertex);
      if (used_[step.vertex] || further + rest[step.vertex] <= 0) return false;
      used_[step.vertex] = true;
      const bool gains = goes_on(step.vertex, further, arcs - 1);
      used_[step.vertex] = false;
      return gains;
    });
    if (found) names_ = name_of(graph_, at) + ", " + names_;
    return found;
  }

  const Graph& graph_;
  const Allowed& allowed_;
  std::vector<std::vector<Wide>> rest_;  ///< What a vertex can gain yet, by the arcs left.
  std::vector<bool> used_;
  std::size_t steps_ = 0;
  std::string names_;
};

std::optional<Message> why_not_chains(const Graph& graph, std::size_t longest,
                                      const Allowed& allowed, std::size_t number) {
  longest = std::min(longest, graph.vertices);
  const auto vertices = static_cast<Vertex>(graph.vertices);
  const auto all = vertices + static_cast<Vertex>(graph.givers);
  Walks walks{allowed, all};
  walks.begin();
  for (Vertex giver = vertices; giver < all; ++giver) walks.start(giver, -allowed.price(giver));
  walks.settles(longest, 0);
  const bool gain = std::ranges::any_of(std::views::iota(Vertex{0}, vertices), [&](Vertex vertex) {
    return walks.reached(vertex) && walks.best(vertex) > 0;
  });
  if (!gain) return std::nullopt;
  const auto too_many =
      msg("leaf {}: the chains that are still allowed are too many to check", number);
  if (longest * graph.vertices > most_kept) return too_many;
  Chains chains{graph, allowed, longest};
  for (Vertex giver = vertices; giver < all; ++giver) {
    if (!chains.gains(giver, longest)) continue;
    if (chains.too_many()) return too_many;
    return msg("leaf {}: the chain {} is still allowed and costs less than it weighs", number,
               chains.names());
  }
  return std::nullopt;
}

}  // namespace

std::optional<Message> why_not_dear(const Graph& graph, const Bounds& bounds,
                                    std::int64_t denominator, const Leaf& leaf,
                                    std::size_t number) {
  const Allowed allowed{graph, denominator, leaf};
  if (bounds.ring >= 2)
    if (auto why = why_not_rings(graph, bounds.ring, allowed, number)) return why;
  if (bounds.chain > 0) return why_not_chains(graph, bounds.chain, allowed, number);
  return std::nullopt;
}

}  // namespace mk::barter
