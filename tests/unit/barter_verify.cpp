#include "lib/barter/result.hpp"
#include "lib/barter/verify.hpp"
#include "lib/barter/verify_prices.hpp"
#include "lib/base/error.hpp"
#include "lib/print/read_json.hpp"
#include "lib/print/render.hpp"
#include "tests/unit/barter_brute.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <limits>

using namespace mk;
using namespace mk::barter;

namespace {

/// A question and a right answer to it.
struct Case {
  Graph graph;
  Result result;
};

/// Two rings of two that share a vertex; one leaf proves the heavier.
Case two_rings() {
  return {{3, 0, {{0, 1, 1}, {1, 0, 1}, {1, 2, 20}, {2, 1, 20}}},
          {{3, 0}, 2, 40, {{1, 2}}, {}, 40, {1, {{{}, {}, {0, 40, 0}}}}}};
}

/// Three that would all swap with each other, two by two: prices alone prove no less than 3.
Case odd() {
  return {
      {3, 0, {{0, 1, 1}, {0, 2, 1}, {1, 0, 1}, {1, 2, 1}, {2, 0, 1}, {2, 1, 1}}},
      {{2, 0}, 2, 2, {{0, 1}}, {}, 2, {1, {{{{0, 1}}, {}, {2, 0, 0}}, {{}, {{0, 1}}, {0, 0, 2}}}}}};
}

/// A ring of three, and a chain of three arcs from a giver.
Case ring_and_chain() {
  return {{6, 1, {{0, 1, 1}, {1, 2, 1}, {2, 0, 1}, {3, 4, 1}, {4, 5, 1}, {6, 3, 1}}},
          {{3, 3}, 6, 6, {{0, 1, 2}}, {{6, 3, 4, 5}}, 6, {2, {{{}, {}, {2, 2, 2, 2, 2, 2, 0}}}}}};
}

/// A chain after which only a ring that is too long comes back: a walk would weigh more.
Case round_and_round() {
  return {{3, 1, {{0, 1, 10}, {1, 2, 10}, {2, 0, 10}, {3, 0, 1}}},
          {{2, 4}, 3, 21, {}, {{3, 0, 1, 2}}, 21, {1, {{{}, {}, {0, 0, 0, 21}}}}}};
}

std::string why(const Case& it) {
  const auto reason = why_not(it.graph, it.result);
  return reason ? in_english(*reason) : std::string{};
}

/// Why the answer is refused once it is changed.
std::string why(Case it, const std::function<void(Result&)>& change) {
  change(it.result);
  return why(it);
}

void check(const Case& it, const std::string& reason, const std::function<void(Result&)>& change) {
  CHECK(why(it, change) == reason);
}

std::string json_of(const Case& it) { return print::as_json(shown(it.graph, it.result), false); }

struct Verdict {
  Exit exit = Exit::ok;
  std::string why;
};

Verdict verdict(const Graph& graph, const std::string& json) {
  try {
    return {Exit::ok, why({graph, read_result(graph, print::read_json(json))})};
  } catch (const Error& error) {
    return {error.exit(), in_english(error.message())};
  }
}

Leaf some_leaf(brute::Random& random, const Graph& graph) {
  Leaf leaf;
  for (const auto& arc : graph.arcs) {
    const auto ruling = brute::below(random, 20);
    if (ruling < 2) (ruling == 0 ? leaf.in : leaf.out).emplace_back(arc.from, arc.to);
  }
  for (std::size_t vertex = 0; vertex < graph.vertices + graph.givers; ++vertex)
    leaf.prices.push_back(static_cast<std::int64_t>(brute::below(random, 16)));
  return leaf;
}

/// What `leaf` leaves of `graph`, a ruling at a time.
Graph allowed(Graph graph, const Leaf& leaf) {
  for (const auto& [from, to] : leaf.in)
    std::erase_if(graph.arcs, [&](const Arc& arc) { return (arc.from == from) != (arc.to == to); });
  for (const auto& [from, to] : leaf.out)
    std::erase_if(graph.arcs, [&](const Arc& arc) { return arc.from == from && arc.to == to; });
  return graph;
}

bool has_cheap(const brute::Walks& walks, const std::vector<std::int64_t>& prices,
               std::int64_t denominator) {
  for (brute::Set set = 1; set < walks.sets(); ++set) {
    std::int64_t cost = 0;
    for (std::size_t vertex = 0; vertex < prices.size(); ++vertex)
      if ((set >> vertex & 1U) != 0) cost += prices[vertex];
    if (walks.best(set) * denominator > cost) return true;
  }
  return false;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("right answers are proven by one leaf, by two, with a denominator, and with chains") {
  for (const auto& it : {two_rings(), odd(), ring_and_chain(), round_and_round()})
    CHECK(why(it) == "");
}

TEST_CASE("a ring is there, within its bounds and apart from the others") {
  const auto it = two_rings();
  check(it, "“served” is told as 2 and is 0", [](auto& r) { r.rings = {}; });
  check(it, "“weight” is told as 40 and is 2", [](auto& r) { r.rings = {{0, 1}}; });
  check(it, "ring 1: there is no arc from 0 to 2", [](auto& r) { r.rings = {{0, 2}}; });
  check(it, "ring 1: there is no arc from 2 to 0", [](auto& r) { r.rings = {{0, 1, 2}}; });
  check(it, "ring 1: its vertices: 1, allowed: 2 to 3", [](auto& r) { r.rings = {{1}}; });
  check(it, "ring 1: its vertices: 0, allowed: 2 to 3", [](auto& r) { r.rings = {{}}; });
  check(it, "ring 2: 1 is used already", [](auto& r) { r.rings = {{1, 2}, {0, 1}}; });
  check(it, "ring 1: 1 is used already", [](auto& r) { r.rings = {{1, 2, 1}}; });
  check(it, "ring 1: there is no vertex 3", [](auto& r) { r.rings = {{1, 3}}; });
  check(ring_and_chain(), "ring 1: its vertices: 3, allowed: 2 to 2",
        [](auto& r) { r.bounds.ring = 2; });
  check(ring_and_chain(), "ring 1: a giver stands in it", [](auto& r) { r.rings = {{6, 3}}; });
}

TEST_CASE("a chain begins with a giver and is no longer than allowed") {
  const auto it = ring_and_chain();
  check(it, "chain 1: its arcs: 3, allowed: 1 to 2", [](auto& r) { r.bounds.chain = 2; });
  check(it, "chain 1: its arcs: 3, allowed: 1 to 0", [](auto& r) { r.bounds.chain = 0; });
  check(it, "chain 1: its arcs: 0, allowed: 1 to 3", [](auto& r) { r.chains = {{6}}; });
  check(it, "chain 1: it does not begin with a giver", [](auto& r) { r.chains = {{3, 4, 5}}; });
  check(it, "chain 2: g0 is used already", [](auto& r) { r.chains = {{6, 3}, {6, 3}}; });
  check(it, "chain 1: there is no arc from g0 to 4", [](auto& r) { r.chains = {{6, 4, 5}}; });
  check(it, "“served” is told as 6 and is 5", [](auto& r) { r.chains = {{6, 3, 4}}; });
}

TEST_CASE("served, weight and bound are what they are told to be") {
  for (const auto& it : {two_rings(), odd(), ring_and_chain(), round_and_round()})
    for (const int by : {-1, 1}) {
      CHECK(why(it, [&](auto& r) { r.served += by; }) != "");
      CHECK(why(it, [&](auto& r) { r.weight += by; }) != "");
    }
  check(odd(), "the bound 1 is below the weight 2", [](auto& r) { r.bound = 1; });
  check(odd(), "", [](auto& r) { r.bound = 3; });
}

TEST_CASE("with longer rings the same prices prove nothing") {
  check(odd(), "leaf 1: a ring that is still allowed costs less than it weighs",
        [](auto& r) { r.bounds.ring = 3; });
}

TEST_CASE("prices are there, none is negative, and their sum is within the bound") {
  const auto it = odd();
  const auto changed = [&](const std::string& reason,
                           const std::function<void(Certificate&)>& change) {
    check(it, reason, [&](auto& r) { change(r.certificate); });
  };
  changed("leaf 2: its prices: 2, vertices and givers: 3",
          [](auto& c) { c.leaves[1].prices.pop_back(); });
  changed("leaf 2: the price of 1 is below 0", [](auto& c) { c.leaves[1].prices = {1, -1, 2}; });
  changed("leaf 2: its prices come to more than the bound 2",
          [](auto& c) { ++c.leaves[1].prices[2]; });
  changed("leaf 2: a ring through 0 that is still allowed costs less than it weighs",
          [](auto& c) { --c.leaves[1].prices[2]; });
  changed("the denominator is 0; it must be at least 1", [](auto& c) { c.denominator = 0; });
  changed("the denominator is -1; it must be at least 1", [](auto& c) { c.denominator = -1; });
  changed("leaf 1: a ring through 0 that is still allowed costs less than it weighs",
          [](auto& c) { c.denominator = 2; });
}

TEST_CASE("every price of a right answer is needed") {
  for (const auto& it : {two_rings(), odd(), ring_and_chain(), round_and_round()})
    for (std::size_t leaf = 0; leaf < it.result.certificate.leaves.size(); ++leaf)
      for (std::size_t i = 0; i < it.graph.vertices + it.graph.givers; ++i) {
        CAPTURE(i);
        auto changed = it;
        auto& price = changed.result.certificate.leaves[leaf].prices[i];
        if (price == 0) continue;
        --price;
        CHECK(why(changed) != "");
      }
}

TEST_CASE("a sum of prices is rounded down to the bound") {
  auto it = odd();
  it.result.certificate.denominator = 3;
  it.result.certificate.leaves[0].prices = {6, 1, 1};
  it.result.certificate.leaves[1].prices = {0, 2, 6};
  CHECK(why(it) == "");
  ++it.result.certificate.leaves[0].prices[1];
  CHECK(why(it) == "leaf 1: its prices come to more than the bound 2");
  it.result.certificate.leaves[0].prices[1] = std::numeric_limits<std::int64_t>::max();
  CHECK(why(it) == "leaf 1: its prices come to more than the bound 2");
}

TEST_CASE("the largest numbers do not overflow") {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  auto it = odd();
  it.result.certificate = {most, {{{}, {}, {most, most, most}}}};
  CHECK(why(it) == "leaf 1: its prices come to more than the bound 2");
  it.result.bound = 3;
  CHECK(why(it) == "");
  it.result.bound = most;
  it.result.certificate.denominator = 1;
  CHECK(why(it) == "leaf 1: its prices come to more than the bound 9223372036854775807");
  it.graph.arcs[0].weight = it.graph.arcs[2].weight = most_weight;
  it.result.certificate.denominator = most;
  it.result.rings = {{1, 2}};
  CHECK(why(it) == "leaf 1: a ring through 0 that is still allowed costs less than it weighs");
}

TEST_CASE("the leaves cover all cases") {
  const std::string hole = "the leaves do not cover all cases";
  check(odd(), hole, [](auto& r) { r.certificate.leaves.clear(); });
  check(odd(), hole, [](auto& r) { r.certificate.leaves.pop_back(); });
  check(odd(), hole, [](auto& r) { r.certificate.leaves.erase(r.certificate.leaves.begin()); });
  const auto moved = [](auto& r) {
    auto& leaf = r.certificate.leaves.front();
    std::swap(leaf.in, leaf.out);
  };
  check(odd(), hole, moved);
  check(odd(), hole, [](auto& r) { r.certificate.leaves[1].out = {{0, 2}}; });
  check(odd(), hole, [](auto& r) { r.certificate.leaves[1].out.emplace_back(0, 2); });
}

TEST_CASE("leaves may be of different depths, in any order") {
  auto it = odd();
  auto& leaves = it.result.certificate.leaves;
  leaves.push_back(leaves[1]);
  leaves[1].out.emplace_back(2, 1);
  leaves[2].in.emplace_back(2, 1);
  std::swap(leaves[0], leaves[2]);
  CHECK(why(it) == "");
  leaves[0].in = {{1, 2}};
  CHECK(why(it) == "the leaves do not cover all cases");
}

TEST_CASE("what a leaf rules is an arc, and once") {
  check(odd(), "leaf 1: there is no arc from 0 to 0", [](auto& r) {
    r.certificate.leaves[0].in[0] = {0, 0};
  });
  check(odd(), "leaf 1: the arc from 0 to 1 is ruled twice", [](auto& r) {
    r.certificate.leaves[0].out = {{0, 1}};
  });
  check(ring_and_chain(), "leaf 1: there is no arc from g0 to 1", [](auto& r) {
    r.certificate.leaves[0].in = {{6, 1}};
  });
}

TEST_CASE("a chain is too cheap when one of its beginnings is") {
  check(round_and_round(),
        "leaf 1: the chain g0, 0, 1, 2 is still allowed and costs less than it weighs",
        [](auto& r) { r.certificate.leaves[0].prices[3] = 20; });
  check(ring_and_chain(), "leaf 1: the chain g0, 3 is still allowed and costs less than it weighs",
        [](auto& r) { r.certificate.leaves[0].prices[3] = 1; });
}

TEST_CASE("a leaf is refused exactly when a ring or chain it allows is too cheap") {
  brute::Random random{1};
  std::size_t refused = 0;
  constexpr std::size_t all = 4000;
  for (std::size_t i = 0; i < all; ++i) {
    CAPTURE(i);
    const auto graph = brute::graph(random, 6, 2, 4);
    const Bounds bounds{2 + brute::below(random, 6), brute::below(random, 6)};
    const auto leaf = some_leaf(random, graph);
    const bool cheap = has_cheap(brute::Walks{allowed(graph, leaf), bounds}, leaf.prices, 3);
    CHECK(why_not_dear(graph, bounds, 3, leaf, 1).has_value() == cheap);
    refused += cheap ? 1 : 0;
  }
  CHECK(refused > all / 10);
  CHECK(refused < all * 9 / 10);
}

TEST_CASE("a result is told with a line for each ring, and read again") {
  CHECK(json_of(ring_and_chain()) == R"({
  "k": 3,
  "chain_length": 3,
  "served": 6,
  "weight": 6,
  "rings": [
    [0, 1, 2]
  ],
  "chains": [
    [0, 3, 4, 5]
  ],
  "proven": true,
  "bound": 6,
  "certificate": {
    "denominator": 2,
    "leaves": [
      {
        "in": [],
        "out": [],
        "prices": [2, 2, 2, 2, 2, 2],
        "giver_prices": [0]
      }
    ]
  }
}
)");
  for (const auto& it : {two_rings(), odd(), ring_and_chain(), round_and_round()}) {
    const auto read = read_result(it.graph, print::read_json(json_of(it)));
    CHECK(json_of({it.graph, read}) == json_of(it));
    CHECK(why({it.graph, read}) == "");
  }
}

TEST_CASE("arcs of givers are ruled apart from the others") {
  auto it = ring_and_chain();
  auto& leaves = it.result.certificate.leaves;
  leaves.push_back(leaves.front());
  leaves[0].in = {{6, 3}};
  leaves[1].out = {{6, 3}};
  const auto json = json_of(it);
  CHECK(json.find("\"gifts_in\": [\n          [0, 3]") != std::string::npos);
  CHECK(json.find("\"gifts_out\": [\n          [0, 3]") != std::string::npos);
  CHECK(verdict(it.graph, json).why == "");
  CHECK(verdict(it.graph, replaced(json, "gifts_in", "in")).exit == Exit::data);
}

TEST_CASE("what is no result is refused as a file, and one that names what is not there as wrong") {
  const auto it = ring_and_chain();
  const auto json = json_of(it);
  const auto check = [&](const std::string& from, const std::string& to, Exit exit,
                         const std::string& why) {
    CAPTURE(to);
    const auto found = verdict(it.graph, replaced(json, from, to));
    CHECK(found.exit == exit);
    CHECK(found.why == why);
  };
  const auto odd_key = [](const std::string& key) {
    return "this is no result: “" + key + "” is not as it should be";
  };
  check("\"k\": 3", "\"k\": 1", Exit::data, odd_key("k"));
  check("\"k\": 3", "\"k\": 3.5", Exit::data, odd_key("k"));
  check("\"k\": 3,", "", Exit::data, odd_key("k"));
  check("\"chain_length\": 3", "\"chain_length\": -1", Exit::data, odd_key("chain_length"));
  check("\"served\"", "\"extra\": 1, \"served\"", Exit::data,
        "this is no result: “extra” does not belong there");
  check("[0, 1, 2]", R"([0, "1", 2])", Exit::data, odd_key("rings"));
  check("[0, 1, 2]", "7", Exit::data, odd_key("rings"));
  check("[0, 3, 4, 5]", "[]", Exit::data, odd_key("chains"));
  check("\"in\": []", "\"in\": [[0, 1, 2]]", Exit::data, odd_key("in"));
  check("\"in\": []", "\"gifts_in\": []", Exit::data, odd_key("in"));
  check("\"leaves\": [", "\"leaves\": [7, ", Exit::data, odd_key("leaves"));
  check("\"prices\": [2, 2, 2, 2, 2, 2]", "\"prices\": [2, 2, 2, 2, 2, 2.5]", Exit::data,
        odd_key("prices"));
  check("\"proven\": true", "\"proven\": 1", Exit::data, odd_key("proven"));
  check("[0, 1, 2]", "[0, 1, 6]", Exit::refused, "there is no vertex 6 in this graph");
  check("[0, 1, 2]", "[0, 1, -2]", Exit::refused, "there is no vertex -2 in this graph");
  check("[0, 3, 4, 5]", "[1, 3, 4, 5]", Exit::refused,
        "there is no giver 1; say with --givers which file has them");
  check("\"prices\": [2, ", "\"prices\": [", Exit::refused,
        "leaf 1: prices of vertices: 5, of givers: 1; there should be 6 and 1");
  check("\"giver_prices\": [0]", "\"giver_prices\": []", Exit::refused,
        "leaf 1: prices of vertices: 6, of givers: 0; there should be 6 and 1");
  check("\"proven\": true", "\"proven\": false", Exit::refused,
        "“proven” is told wrongly: the weight is 6 and the bound is 6");
  check("\"bound\": 6", "\"bound\": 7", Exit::refused,
        "“proven” is told wrongly: the weight is 6 and the bound is 7");
  CHECK(verdict(it.graph, "[]").why == "this is no result: it is no JSON object");
}

TEST_CASE("givers without prices cost nothing") {
  const auto it = ring_and_chain();
  CHECK(verdict(it.graph, replaced(json_of(it), R"(,
        "giver_prices": [0])",
                                   ""))
            .why == "");
  auto other = round_and_round();
  const auto without = replaced(json_of(other), R"(,
        "giver_prices": [21])",
                                "");
  CHECK(verdict(other.graph, without).why ==
        "leaf 1: the chain g0, 0 is still allowed and costs less than it weighs");
}
