#pragma once

#include "lib/base/export.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Barter graphs: who can give to whom, which rings and chains of gifts move most, and the proof
/// that nothing moves more. It knows vertices and arcs, nothing of posts.
namespace mk::barter {

/// From 0. In a graph with givers, the giver g is the vertex `vertices + g`.
using Vertex = std::uint32_t;

/// What `from` has can go to `to`.
struct Arc {
  Vertex from = 0;
  Vertex to = 0;
  std::int64_t weight = 1;  ///< What it is worth, from 1 to 1,000,000.
};

/// The most that a file may announce: more than a country has.
inline constexpr std::int64_t most_vertices = 1'000'000;
inline constexpr std::int64_t most_arcs = 50'000'000;
inline constexpr std::int64_t most_weight = 1'000'000;

struct Graph {
  std::size_t vertices = 0;  ///< Those that give and get.
  std::size_t givers = 0;    ///< Those that want nothing back.
  std::vector<Arc> arcs;     ///< No arc leads from a vertex to itself, none is there twice.
};

/// Which rings and chains are allowed.
struct Bounds {
  std::size_t ring = 3;   ///< The most vertices of a ring.
  std::size_t chain = 0;  ///< The most arcs of a chain, which begins at a giver; 0: no chains.
};

/// Each vertex gives to the next one; in a ring the last gives to the first. A chain begins with
/// its giver.
using Walk = std::vector<Vertex>;

using Pair = std::pair<Vertex, Vertex>;

/// One leaf of a branch tree: what was ruled on the way to it, and a price of each vertex (givers
/// after the others). An arc ruled out is not used; where one is ruled in, no other arc leaves its
/// first vertex or enters its second. Each ring and chain that is still allowed costs, in prices of
/// its vertices, at least its weight times the denominator, so that the sum of all prices bounds
/// what can be moved.
struct Leaf {
  std::vector<Pair> in;
  std::vector<Pair> out;
  std::vector<std::int64_t> prices;  ///< None is negative.
};

/// The proof of a bound: leaves that cover all cases, each with a sum of prices over `denominator`
/// that, rounded down, is at most the bound.
struct Certificate {
  std::int64_t denominator = 1;
  std::vector<Leaf> leaves;
};

struct Result {
  Bounds bounds;
  std::int64_t served = 0;  ///< Vertices that get something.
  std::int64_t weight = 0;  ///< Of all arcs that are used.
  std::vector<Walk> rings;
  std::vector<Walk> chains;
  std::int64_t bound = 0;  ///< No other rings and chains weigh more than this.
  Certificate certificate;

  bool proven() const { return bound == weight; }
};

}  // namespace mk::barter
