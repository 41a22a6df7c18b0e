#include "lib/barter/solve.hpp"
#include "lib/barter/verify.hpp"
#include "tests/unit/barter_brute.hpp"

#include <doctest/doctest.h>

#include <numeric>

using namespace mk;
using namespace mk::barter;

namespace {

#ifdef NDEBUG
constexpr std::size_t many = 100'000;
#else
constexpr std::size_t many = 2'000;  // The sanitizers take their time.
#endif

using Value = std::pair<std::int64_t, std::int64_t>;

/// The weight and what is served, of an answer that is proven and right.
Value solved(const Graph& graph, const Bounds& bounds) {
  const auto result = solve(graph, bounds, Effort{});
  const auto why = why_not(graph, result);
  INFO((why ? in_english(*why) : std::string{}));
  CHECK_FALSE(why.has_value());
  CHECK(result.proven());
  CHECK(result.bounds.ring == bounds.ring);
  CHECK(result.bounds.chain == bounds.chain);
  return {result.weight, result.served};
}

/// Weights are alike in every other graph, so that ties are as common as in life.
Graph some_graph(brute::Random& random, std::size_t vertices) {
  return brute::graph(random, vertices, 2, brute::below(random, 2) == 0 ? 1 : 9);
}

Bounds some_bounds(brute::Random& random) {
  return {2 + brute::below(random, 7), brute::below(random, 5)};
}

/// The same graph, its vertices and givers under other names and its arcs in another order.
Graph relabelled(brute::Random& random, const Graph& graph) {
  std::vector<Vertex> names(graph.vertices + graph.givers);
  std::iota(names.begin(), names.end(), 0);
  const auto givers = names.begin() + static_cast<std::ptrdiff_t>(graph.vertices);
  std::shuffle(names.begin(), givers, random);
  std::shuffle(givers, names.end(), random);
  auto other = graph;
  for (auto& arc : other.arcs) arc = {names[arc.from], names[arc.to], arc.weight};
  std::shuffle(other.arcs.begin(), other.arcs.end(), random);
  return other;
}

}  // namespace

TEST_SUITE("laws") {
  TEST_CASE("the engine finds what looking at everything finds, and proves it") {
    brute::Random random{1};
    for (std::size_t i = 0; i < many; ++i) {
      CAPTURE(i);
      const auto graph = some_graph(random, 8);
      const auto bounds = some_bounds(random);
      const auto found = solved(graph, bounds);
      const auto best = brute::best(graph, bounds);
      CHECK(found.first == best.first);
      CHECK(found.second == best.second);
    }
  }

  TEST_CASE("other names for the vertices change no value") {
    brute::Random random{2};
    for (std::size_t i = 0; i < many / 50; ++i) {
      CAPTURE(i);
      const auto graph = some_graph(random, 12);
      const auto bounds = some_bounds(random);
      CHECK(solved(graph, bounds) == solved(relabelled(random, graph), bounds));
    }
  }

  TEST_CASE("one arc more lowers no weight") {
    brute::Random random{3};
    for (std::size_t i = 0; i < many / 50; ++i) {
      CAPTURE(i);
      auto graph = some_graph(random, 12);
      if (graph.arcs.empty()) continue;
      const auto bounds = some_bounds(random);
      const auto more = solved(graph, bounds);
      graph.arcs.erase(graph.arcs.begin() +
                       static_cast<std::ptrdiff_t>(brute::below(random, graph.arcs.size())));
      CHECK(solved(graph, bounds) <= more);
    }
  }

  TEST_CASE("longer rings and longer chains lower no weight") {
    brute::Random random{4};
    for (std::size_t i = 0; i < many / 50; ++i) {
      CAPTURE(i);
      const auto graph = some_graph(random, 12);
      auto bounds = some_bounds(random);
      const auto least = solved(graph, bounds);
      ++bounds.ring;
      const auto more = solved(graph, bounds);
      CHECK(least <= more);
      ++bounds.chain;
      CHECK(more <= solved(graph, bounds));
    }
  }

  TEST_CASE("there are no chains unless they are asked for") {
    brute::Random random{5};
    for (std::size_t i = 0; i < many / 50; ++i) {
      CAPTURE(i);
      const auto graph = some_graph(random, 12);
      auto rings = graph;
      rings.givers = 0;
      std::erase_if(rings.arcs, [&](const Arc& arc) { return arc.from >= graph.vertices; });
      CHECK(solve(graph, {3, 0}, Effort{}).chains.empty());
      CHECK(solved(graph, {3, 0}) == solved(rings, {3, 0}));
    }
  }
}
