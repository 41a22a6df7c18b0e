#pragma once

#include "lib/barter/net.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace mk::barter {

/// What things are worth and cost for the moment. Sums of whole numbers below 2^53 are exact.
struct Tariff {
  std::vector<double> worth;         ///< Of each arc.
  std::vector<double> price;         ///< Of each vertex.
  std::vector<std::uint8_t> closed;  ///< Of each arc: not 0 when it may not be used.

  /// What is gained by going along `arc`: the price of its second vertex is paid.
  double gain(const Net& net, ArcId arc) const { return worth[arc] - price[net.arc(arc).to]; }
};

/// A ring or a chain that is worth more than its vertices cost.
struct Bargain {
  double gain = 0;
  Trail trail;
};

/// Takes in a bargain; false ends the search.
using Take = std::function<bool(Bargain&&)>;

/// Finds bargains with a gain above `least`. Of the rings with the same lowest vertex and the same
/// first arc from there it tells the best, and of the chains with the same first arc; of rings of
/// more than `short_ring` vertices one for each lowest vertex. When it tells none, there is none.
class Pricing {
 public:
  explicit Pricing(const Net& net) : net_{net} {}

  /// False when `take` ended it.
  bool run(const Tariff& tariff, double least, const Take& take);

  /// Tells all rings and chains with a gain above `least`; rings of at most `short_ring` vertices.
  bool all(const Tariff& tariff, double least, const Take& take);

 private:
  bool begin(const Tariff& tariff, double least, const Take& take);
  bool search(Vertex root, std::size_t longest);
  void bound_chains(std::size_t longest);
  void bound_rings(Vertex root);
  void mark_closing(Vertex root);
  bool hopeless(Vertex at, std::size_t left, double value) const;
  void step(ArcId arc, std::size_t left, double value);
  void keep(double gain);

  const Net& net_;
  const Tariff* tariff_ = nullptr;
  const Take* take_ = nullptr;
  bool each_ = false;   // Not only the best.
  bool ended_ = false;  // By who takes.
  double least_ = 0;
  Vertex root_ = 0;
  bool rings_ = true;                       // Otherwise chains are looked for.
  std::vector<std::vector<double>> reach_;  // By arcs left and vertex: no chain gains more.
  std::vector<double> closing_gain_;        // Of the arc from each vertex to the root …
  std::vector<ArcId> closing_;              // … which is this one …
  std::vector<Vertex> closing_root_;        // … for this root.
  std::vector<double> home_in_two_;    // No way of two arcs from each vertex to the root gains …
  std::vector<Vertex> home_root_;      // … more, for this root.
  std::vector<std::uint8_t> on_path_;  // By party.
  Trail path_;
  Bargain best_;
};

/// Rings of more vertices than this are found by walks instead of paths.
inline constexpr std::size_t short_ring = 4;

}  // namespace mk::barter
