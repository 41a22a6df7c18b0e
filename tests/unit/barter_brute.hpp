#pragma once

#include "lib/barter/barter.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <utility>
#include <vector>

/// What is best in a small graph, found by looking at everything. It shares nothing with the room.
namespace brute {

/// Vertices and givers as bits.
using Set = unsigned;

/// The weight of the heaviest ring or chain through exactly each set; below 0 where there is none.
class Walks {
 public:
  Walks(const mk::barter::Graph& graph, const mk::barter::Bounds& bounds)
      : graph_{graph},
        bounds_{bounds},
        all_{graph.vertices + graph.givers},
        weights_(all_ * all_, -1),
        best_(std::size_t{1} << all_, -1) {
    for (const auto& arc : graph.arcs) weights_[arc.from * all_ + arc.to] = arc.weight;
    for (std::size_t start = 0; start < all_; ++start) from(start);
  }

  std::int64_t best(Set set) const { return best_[set]; }
  Set sets() const { return static_cast<Set>(best_.size()); }
  std::size_t served(Set set) const {
    return static_cast<std::size_t>(std::popcount(set & ((1U << graph_.vertices) - 1)));
  }

 private:
  std::int64_t weight(std::size_t from, std::size_t to) const { return weights_[from * all_ + to]; }

  /// Paths from `start`, of which a ring has no lower vertex; by their set and where they end.
  void from(std::size_t start) {
    const bool giver = start >= graph_.vertices;
    std::vector<std::int64_t> paths(best_.size() * all_, -1);
    paths[(std::size_t{1} << start) * all_ + start] = 0;
    for (Set set = 0; set < sets(); ++set)
      for (std::size_t end = 0; end < all_; ++end) {
        const auto path = paths[set * all_ + end];
        if (path < 0) continue;
        const auto length = static_cast<std::size_t>(std::popcount(set));
        if (giver && end != start && length - 1 <= bounds_.chain)
          best_[set] = std::max(best_[set], path);
        if (!giver && length >= 2 && length <= bounds_.ring && weight(end, start) > 0)
          best_[set] = std::max(best_[set], path + weight(end, start));
        for (std::size_t next = giver ? 0 : start + 1; next < graph_.vertices; ++next) {
          if ((set >> next & 1U) != 0 || weight(end, next) < 0) continue;
          auto& further = paths[(set | 1U << next) * all_ + next];
          further = std::max(further, path + weight(end, next));
        }
      }
  }

  const mk::barter::Graph& graph_;
  mk::barter::Bounds bounds_;
  std::size_t all_;
  std::vector<std::int64_t> weights_;
  std::vector<std::int64_t> best_;
};

/// The most that rings and chains apart from each other weigh, and of those that weigh as much, the
/// most that they serve.
inline std::pair<std::int64_t, std::int64_t> best(const mk::barter::Graph& graph,
                                                  const mk::barter::Bounds& bounds) {
  const Walks walks{graph, bounds};
  std::vector<std::pair<std::int64_t, std::int64_t>> best(walks.sets());
  for (Set set = 1; set < walks.sets(); ++set) {
    const Set lowest = set & -set;
    best[set] = best[set ^ lowest];
    for (Set part = set; part != 0; part = (part - 1) & set) {
      if ((part & lowest) == 0 || walks.best(part) < 0) continue;
      const auto& rest = best[set ^ part];
      best[set] =
          std::max(best[set], {rest.first + walks.best(part),
                               rest.second + static_cast<std::int64_t>(walks.served(part))});
    }
  }
  return best.back();
}

using Random = std::mt19937;

inline std::size_t below(Random& random, std::size_t count) { return random() % count; }

/// A graph of at most `vertices` vertices and `givers` givers, with about as many arcs as it feels.
inline mk::barter::Graph graph(Random& random, std::size_t vertices, std::size_t givers,
                               std::int64_t heaviest) {
  mk::barter::Graph graph{1 + below(random, vertices), below(random, givers + 1), {}};
  const auto odds = 1 + below(random, 10);
  for (std::size_t from = 0; from < graph.vertices + graph.givers; ++from)
    for (std::size_t to = 0; to < graph.vertices; ++to) {
      if (from == to || below(random, 10) >= odds) continue;
      const auto weight = 1 + below(random, static_cast<std::size_t>(heaviest));
      graph.arcs.push_back({static_cast<mk::barter::Vertex>(from),
                            static_cast<mk::barter::Vertex>(to),
                            static_cast<std::int64_t>(weight)});
    }
  return graph;
}

}  // namespace brute
