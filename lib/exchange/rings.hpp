#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

/// The matching engine. It knows vertices and arcs, nothing of posts, and always answers the same
/// to the same question.
namespace mk::exchange {

using Vertex = std::size_t;

/// What `giver` has can go to `receiver`.
struct Arc {
  Vertex giver = 0;
  Vertex receiver = 0;

  auto operator<=>(const Arc&) const = default;
};

/// Each vertex gives to the next one, the last to the first.
using Ring = std::vector<Vertex>;

struct Bounds {
  std::size_t longest = 3;    ///< How many vertices a ring has at most.
  std::size_t most = 50'000;  ///< How many rings are found at most, the short ones first.
  Vertex below = static_cast<Vertex>(-1);  ///< Only rings with a vertex below this one.
};

struct Rings {
  std::vector<Ring> found;
  bool all = true;  ///< There are no more.
};

/// The rings of two vertices and more along `arcs`, each once and from its first vertex on; the
/// short ones first, then in the order of their vertices. `owners` says whose each vertex is:
/// nobody is in a ring twice.
Rings rings(const std::vector<std::int64_t>& owners, const std::vector<Arc>& arcs,
            const Bounds& bounds);

/// Something that can happen as a whole or not at all: a ring, or a single gift. Each arc serves
/// its receiver; within a candidate a vertex gives once at most and gets once at most.
using Candidate = std::vector<Arc>;

struct Choice {
  std::vector<std::size_t> chosen;  ///< Places among the candidates, ascending.
  std::size_t served = 0;
  bool proven = true;  ///< No other choice serves more; false when the steps ran out before.
};

/// The candidates that serve most, no two of them sharing a vertex. Of equally good choices the one
/// found first by the order of the candidates. Among candidates that hang together through shared
/// vertices it looks at no more than `steps`, each as often as it is met: some seconds' work.
Choice choose(const std::vector<Candidate>& candidates, std::size_t steps = 10'000'000);

}  // namespace mk::exchange
