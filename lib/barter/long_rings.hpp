#pragma once

#include "lib/barter/pricing.hpp"

#include <optional>
#include <vector>

namespace mk::barter {

/// Finds long rings in a plain graph. It looks for closed walks, of which there are few to look at,
/// as one that gains something is made of rings of which one does.
class LongRings {
 public:
  explicit LongRings(const Net& net) : net_{net} {}

  /// A ring through `root` or higher vertices that gains more than `least`, or nothing when no ring
  /// whose lowest vertex is `root` does.
  std::optional<Bargain> from(Vertex root, const Tariff& tariff, double least);

 private:
  // A walk from the root: its last arc, and the walk before that.
  struct Step {
    ArcId arc;
    std::size_t before;
    double gain;
  };

  std::vector<std::size_t> extend(const std::vector<std::size_t>& walks, Vertex root,
                                  const Tariff& tariff);
  std::optional<Bargain> close(const std::vector<std::size_t>& walks, Vertex root,
                               const Tariff& tariff, double least) const;
  Trail trail_of(std::size_t walk, ArcId last) const;

  const Net& net_;
  std::vector<Step> steps_;
  std::vector<double> best_;       // At each vertex: of the walks found so far.
  std::vector<std::size_t> here_;  // The walk of the present length that ends there.
};

}  // namespace mk::barter
