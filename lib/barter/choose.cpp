#include "lib/barter/choose.hpp"

#include "lib/barter/hybrid.hpp"
#include "lib/barter/search.hpp"

#include <numeric>
#include <optional>
#include <utility>

namespace mk::barter {

namespace {

/// A pool of so many rows is large: the simplex method takes seconds and more for it.
constexpr std::size_t large = 1500;

/// More rings and chains than this are not looked at all together.
constexpr std::size_t most_trails = 1'000'000;

/// All rings and chains of `net`, unless there are too many or the deadline came.
std::optional<std::vector<Trail>> all_trails(const Net& net, const Goal& goal, Deadline deadline) {
  if (net.bounds().ring > short_ring) return std::nullopt;
  Tariff tariff{{goal.begin(), goal.end()},
                std::vector<double>(net.size(), 0),
                std::vector<std::uint8_t>(net.arcs(), 0)};
  std::vector<Trail> trails;
  const bool all = Pricing{net}.all(tariff, 0, [&](Bargain&& bargain) {
    trails.push_back(std::move(bargain.trail));
    return trails.size() < most_trails && std::chrono::steady_clock::now() < deadline;
  });
  if (!all) return std::nullopt;
  return trails;
}

Columns columns_of(const Net& net, const Goal& goal, const std::vector<Trail>& trails) {
  Columns columns;
  for (const auto& trail : trails) {
    std::int64_t gain = 0;
    for (const auto arc : trail) gain += goal[arc];
    columns.add(static_cast<double>(gain), rows_of(net, trail));
  }
  return columns;
}

/// What a large pool begins with: nearly the best there is, and prices that nearly prove it.
struct Start {
  std::vector<Trail> trails;
  std::vector<double> prices;
};

Start start(const Net& net, const Goal& goal, Deadline deadline) {
  if (net.rows() < large) return {};
  auto trails = all_trails(net, goal, deadline);
  if (!trails) {
    auto shorter = net;
    shorter.shorten({3, 1});
    trails = all_trails(shorter, goal, Deadline::max());
  }
  if (!trails) return {};
  const auto columns = columns_of(net, goal, *trails);
  Hybrid hybrid{columns, net.rows()};
  const auto now = std::chrono::steady_clock::now();
  hybrid.descend(now + (deadline - now) / 2);
  Start found{{}, hybrid.prices()};
  std::int64_t most = 0;
  const auto try_round = [&](double pace, int steps, Deadline until) {
    const auto chosen = hybrid.round(pace, steps, until);
    if (!chosen) return;
    std::int64_t gain = 0;
    for (const auto i : *chosen) gain += static_cast<std::int64_t>(columns.gain(i));
    if (gain <= most) return;
    most = gain;
    found.trails.clear();
    for (const auto i : *chosen) found.trails.push_back((*trails)[i]);
  };
  // In a hurry first, whatever the time, then with ever more care.
  try_round(0.1, 10, Deadline::max());
  for (const auto& [pace, steps] :
       {std::pair{0.01, 100}, std::pair{0.007, 200}, std::pair{0.003, 200}, std::pair{0.002, 100}})
    if (static_cast<double>(most) + 1 <= hybrid.bound()) try_round(pace, steps, deadline);
  return found;
}

}  // namespace

Choice choose(const Net& net, const std::vector<Goal>& goals, Deadline deadline) {
  const auto now = std::chrono::steady_clock::now;
  const auto share = (deadline - now()) / 4;
  auto [pool, prices] = start(net, goals.front(), deadline);
  std::vector<std::int64_t> reached;
  Search::Chosen chosen(pool.size());
  std::iota(chosen.begin(), chosen.end(), std::size_t{0});
  Choice choice;
  choice.best = true;
  for (const auto& goal : goals) {
    // What comes after the first goal is not to hold anybody up.
    const bool first = &goal == &goals.front();
    Search search{net, goals, reached, pool, first ? deadline : std::min(deadline, now() + share)};
    search.run(chosen, prices);
    chosen = search.best();
    reached.push_back(search.reached());
    choice.best = choice.best && search.bound() <= search.reached();
    if (!first) continue;
    choice.bound = search.bound();
    choice.certificate = search.certificate();
  }
  choice.reached = reached;
  for (const auto i : chosen) choice.trails.push_back(pool[i]);
  return choice;
}

}  // namespace mk::barter
