#include "lib/barter/solve.hpp"

#include "lib/barter/choose.hpp"

#include <algorithm>

namespace mk::barter {

namespace {

std::vector<Goal> goals_of(const Net& net) {
  std::vector<Goal> goals(1);
  for (ArcId arc = 0; arc < net.arcs(); ++arc) goals[0].push_back(net.arc(arc).weight);
  const bool alike =
      std::adjacent_find(goals[0].begin(), goals[0].end(), std::not_equal_to<>{}) == goals[0].end();
  // Where all arcs weigh the same, what weighs most serves most.
  if (!alike) goals.emplace_back(net.arcs(), 1);
  return goals;
}

}  // namespace

Result solve(const Graph& graph, const Bounds& bounds, const Effort& effort) {
  const Net net{graph, bounds};
  const auto deadline =
      std::chrono::steady_clock::now() +
      std::chrono::duration_cast<Deadline::duration>(std::chrono::duration<double>(effort.seconds));
  auto choice = choose(net, goals_of(net), deadline);
  Result result;
  result.bounds = bounds;
  for (const auto& trail : choice.trails) {
    result.served += static_cast<std::int64_t>(trail.size());
    (is_ring(net, trail) ? result.rings : result.chains).push_back(walk_of(net, trail));
  }
  result.weight = choice.reached.front();
  result.bound = choice.bound;
  result.certificate = std::move(choice.certificate);
  std::sort(result.rings.begin(), result.rings.end());
  std::sort(result.chains.begin(), result.chains.end());
  return result;
}

}  // namespace mk::barter
