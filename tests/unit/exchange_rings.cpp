#include "lib/exchange/rings.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <utility>

using namespace mk::exchange;

namespace {

std::vector<std::int64_t> each_its_own(std::size_t count) {
  std::vector<std::int64_t> owners;
  for (std::size_t i = 0; i < count; ++i) owners.push_back(static_cast<std::int64_t>(i));
  return owners;
}

Candidate around(const Ring& ring) {
  Candidate candidate;
  for (std::size_t i = 0; i < ring.size(); ++i)
    candidate.push_back({ring[i], ring[(i + 1) % ring.size()]});
  return candidate;
}

bool apart(const std::vector<Candidate>& candidates, const std::vector<std::size_t>& chosen) {
  std::multiset<Vertex> used;
  for (const auto i : chosen) {
    std::set<Vertex> own;
    for (const auto& arc : candidates[i]) own.insert({arc.giver, arc.receiver});
    used.insert(own.begin(), own.end());
  }
  return std::adjacent_find(used.begin(), used.end()) == used.end();
}

// The most that any subset serves, by trying them all.
std::size_t most_served(const std::vector<Candidate>& candidates) {
  std::size_t best = 0;
  for (std::size_t set = 0; set < (std::size_t{1} << candidates.size()); ++set) {
    std::vector<std::size_t> chosen;
    std::size_t served = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if ((set >> i & 1U) == 0) continue;
      chosen.push_back(i);
      served += candidates[i].size();
    }
    if (served > best && apart(candidates, chosen)) best = served;
  }
  return best;
}

// Every ring, by trying all orders of all vertices.
std::set<Ring> rings_by_trying(const std::vector<std::int64_t>& owners, const std::set<Arc>& arcs,
                               std::size_t longest) {
  std::set<Ring> found;
  for (std::size_t set = 0; set < (std::size_t{1} << owners.size()); ++set) {
    Ring ring;
    std::set<std::int64_t> met;
    for (Vertex vertex = 0; vertex < owners.size(); ++vertex)
      if ((set >> vertex & 1U) != 0) {
        ring.push_back(vertex);
        met.insert(owners[vertex]);
      }
    if (ring.size() < 2 || ring.size() > longest || met.size() < ring.size()) continue;
    do {
      const auto candidate = around(ring);
      if (std::all_of(candidate.begin(), candidate.end(),
                      [&](const Arc& arc) { return arcs.contains(arc); }))
        found.insert(ring);
    } while (std::next_permutation(ring.begin() + 1, ring.end()));
  }
  return found;
}

}  // namespace

TEST_CASE("a ring of three is found once and from its first vertex on") {
  const std::vector<Arc> arcs{{2, 0}, {0, 1}, {1, 2}};
  CHECK(rings(each_its_own(3), arcs, {3}).found == std::vector<Ring>{{0, 1, 2}});
  CHECK(rings(each_its_own(3), arcs, {2}).found.empty());
}

TEST_CASE("nobody is in a ring twice, nor swaps with itself") {
  const std::vector<Arc> arcs{{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, 0}};
  CHECK(rings({7, 8, 7, 9}, arcs, {4}).found.empty());
  CHECK(rings({7, 8, 6, 9}, arcs, {4}).found == std::vector<Ring>{{0, 1, 2, 3}});
}

TEST_CASE("two short rings go before a long one that serves fewer") {
  const std::vector<Arc> arcs{{0, 1}, {1, 2}, {2, 0}, {1, 0}, {2, 3}, {3, 2}};
  const auto found = rings(each_its_own(4), arcs, {3}).found;
  REQUIRE(found == std::vector<Ring>{{0, 1}, {2, 3}, {0, 1, 2}});
  const auto choice = choose({around(found[0]), around(found[1]), around(found[2])});
  CHECK(choice.chosen == std::vector<std::size_t>{0, 1});
  CHECK(choice.served == 4);
  CHECK(choice.proven);
}

TEST_CASE("no more rings are found than wanted, the short ones first, and it says so") {
  const std::vector<Arc> arcs{{0, 1}, {1, 2}, {2, 0}, {1, 0}, {2, 3}, {3, 2}};
  const auto some = rings(each_its_own(4), arcs, {.longest = 3, .most = 2});
  CHECK(some.found == std::vector<Ring>{{0, 1}, {2, 3}});
  CHECK_FALSE(some.all);
  CHECK(rings(each_its_own(4), arcs, {.longest = 3, .most = 3}).all);
  CHECK(rings(each_its_own(4), arcs, {.longest = 3, .below = 2}).found ==
        std::vector<Ring>{{0, 1}, {0, 1, 2}});
}

TEST_CASE("of equally good choices the same one is made each time") {
  const std::vector<Candidate> candidates{{{0, 2}}, {{1, 2}}};
  CHECK(choose(candidates).chosen == std::vector<std::size_t>{0});
}

TEST_CASE("nothing to choose from serves nobody") {
  CHECK(choose({}).chosen.empty());
  CHECK(choose({}).served == 0);
}

TEST_CASE("a search that runs out of steps says that its answer is not proven") {
  const std::vector<Candidate> candidates{around({0, 1}), around({1, 2}), around({2, 3, 4})};
  CHECK_FALSE(choose(candidates, 5).proven);
  CHECK(choose(candidates).proven);
  CHECK(choose(candidates).served == 5);
}

TEST_CASE("rings agree with trying every order of every set of vertices") {
  std::mt19937 random{2026};
  for (int round = 0; round < 200; ++round) {
    const std::size_t count = 2 + random() % 6;
    std::vector<std::int64_t> owners;
    for (std::size_t i = 0; i < count; ++i)
      owners.push_back(static_cast<std::int64_t>(random() % 6));
    std::set<Arc> arcs;
    for (std::size_t i = random() % 20; i > 0; --i)
      arcs.insert({random() % count, random() % count});
    const std::size_t longest = 2 + random() % 3;
    const auto found = rings(owners, {arcs.begin(), arcs.end()}, {longest}).found;
    CHECK(std::set<Ring>(found.begin(), found.end()) == rings_by_trying(owners, arcs, longest));
    CHECK(std::is_sorted(found.begin(), found.end(), [](const Ring& a, const Ring& b) {
      return std::pair{a.size(), a} < std::pair{b.size(), b};
    }));
  }
}

TEST_CASE("the choice serves as many as the best of all subsets") {
  std::mt19937 random{1989};
  for (int round = 0; round < 400; ++round) {
    const std::size_t vertices = 4 + random() % 8;
    std::vector<Candidate> candidates;
    for (std::size_t i = random() % 12; i > 0; --i) {
      Ring ring(vertices);
      for (Vertex vertex = 0; vertex < vertices; ++vertex) ring[vertex] = vertex;
      std::shuffle(ring.begin(), ring.end(), random);
      ring.resize(2 + random() % 3);
      auto candidate = around(ring);
      if (random() % 3 == 0) candidate.resize(1);
      candidates.push_back(std::move(candidate));
    }
    const auto choice = choose(candidates);
    std::size_t served = 0;
    for (const auto i : choice.chosen) served += candidates[i].size();
    CHECK(choice.proven);
    CHECK(served == choice.served);
    CHECK(apart(candidates, choice.chosen));
    CHECK(choice.served == most_served(candidates));
  }
}
