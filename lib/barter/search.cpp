#include "lib/barter/search.hpp"

#include "lib/barter/core.hpp"
#include "lib/barter/proof.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mk::barter {

namespace {

/// What is taken by less than this is the noise of floating point.
constexpr double noise = 1e-6;

/// A value that is short of a whole number by less than this may be that number: it is looked into.
constexpr double doubt = 0.01;

/// More than anything that can be reached.
constexpr double unknown = 1e15;

/// A gain of less than this part of the largest worth is noise.
constexpr double least_part = 1e-9;

/// As many arcs are tried before one is ruled.
constexpr std::size_t most_tried = 8;

/// More rings and chains than this are not tried all together.
constexpr std::size_t most_core = 20'000;

std::vector<double> as_numbers(const std::vector<std::int64_t>& values) {
  return {values.begin(), values.end()};
}

std::int64_t sum(const Goal& goal, const Trail& trail) {
  std::int64_t sum = 0;
  for (const auto arc : trail) sum += goal[arc];
  return sum;
}

std::int64_t whole(double value) { return static_cast<std::int64_t>(std::floor(value + doubt)); }

}  // namespace

Search::Search(const Net& net, const std::vector<Goal>& goals, std::vector<std::int64_t> demands,
               std::vector<Trail>& pool, Deadline deadline)
    : net_{net},
      goals_{goals},
      demands_{std::move(demands)},
      pool_{pool},
      deadline_{deadline},
      packing_{net.rows(), as_numbers(demands_)},
      pricing_{net},
      closings_(net.arcs(), 0),
      users_(net.arcs()) {
  tariff_.closed.assign(net.arcs(), 0);
  for (const auto worth : goals[demands_.size()])
    least_gain_ = std::max(least_gain_, least_part * static_cast<double>(worth));
  enter(0);
}

void Search::run(const Chosen& best, const std::vector<double>& prices) {
  offer(best);
  if (demands_.empty() && !prices.empty()) {
    bound_ = leaf(prices);
    if (bound_ == reached_) return;
    certificate_.leaves.clear();
  }
  bound_ = settle(prices);
}

// Settles what the rulings leave open: by a proof that it holds nothing better, or by ruling on.
// Tells the bound that the leaves added for it prove. `prices` are those of the rulings before the
// last one: they hold, should the time be over before there are better ones.
std::int64_t Search::settle(const std::vector<double>& prices) {
  const bool generated = generate();
  if (!generated && late() && !prices.empty()) return leaf(prices);
  const auto most = most_;
  const auto own = packing_.prices();
  const auto before = certificate_.leaves.size();
  auto bound = std::numeric_limits<std::int64_t>::max();
  const auto hopeful = [&] { return generated && !late() && whole(most) > reached_; };
  if (hopeful()) round();
  if (hopeful() && !settled_) dive();
  if (hopeful() && !settled_ && rulings_.empty() && packing_.solve(deadline_)) settle_core();
  if (const auto next = hopeful() ? next_ruling() : std::nullopt) {
    const auto basis = packing_.basis();
    bound = rule_on({next->arc, true}, own);
    packing_.restore(basis);
    // What one half leaves open, no proof of the other closes.
    if (bound < whole(most)) bound = std::max(bound, rule_on({next->arc, false}, own));
  }
  if (bound < whole(most) && whole(most) > reached_) return bound;
  certificate_.leaves.resize(before);
  return leaf(own);
}

std::int64_t Search::rule_on(const Ruling& ruling, const std::vector<double>& prices) {
  rulings_.push_back(ruling);
  rule(ruling, false);
  const auto bound = settle(prices);
  rule(ruling, true);
  rulings_.pop_back();
  return bound;
}

// Adds rings and chains until none would make the linear program better, or it is known anyway how
// much it can be. False when the time was over before, or nothing meets the demands.
bool Search::generate() {
  while (true) {
    if (!packing_.solve(deadline_)) return false;
    const auto more = add_bargains();
    most_ = packing_.value() + more;
    if (more <= 0 || whole(most_) <= reached_) return true;
    if (late()) return false;
  }
}

// Adds the best rings and chains that the linear program lacks. Tells by how much they could make
// it better, all together: for each first vertex the best alone counts, as raising its price by
// that much would make all of them too dear.
double Search::add_bargains() {
  price();
  std::vector<Bargain> found;
  double more = 0;
  double best = 0;
  auto root = static_cast<Vertex>(-1);
  pricing_.run(tariff_, least_gain_, [&](Bargain&& bargain) {
    const auto from = net_.arc(bargain.trail.front()).from;
    if (from != root) more += std::exchange(best, 0);
    root = from;
    best = std::max(best, bargain.gain);
    // What is known and found again is cheap by noise alone.
    if (!known_.contains(bargain.trail)) found.push_back(std::move(bargain));
    return true;
  });
  if (found.empty()) return 0;
  const auto enough = std::min(found.size(), std::max<std::size_t>(2 * net_.rows(), 1000));
  std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(enough), found.end(),
                   [](const Bargain& a, const Bargain& b) { return a.gain > b.gain; });
  std::vector<Trail> trails;
  for (std::size_t i = 0; i < enough; ++i) trails.push_back(std::move(found[i].trail));
  add(std::move(trails));
  more += best;
  // Of long rings not the best are told: what they could make better is not known.
  return net_.bounds().ring > short_ring && more > 0 ? unknown : more;
}

void Search::add(std::vector<Trail>&& trails) {
  const auto first = pool_.size();
  std::move(trails.begin(), trails.end(), std::back_inserter(pool_));
  enter(first);
}

void Search::enter(std::size_t first) {
  if (first == pool_.size()) return;
  std::vector<Packing::Column> columns;
  for (auto i = first; i < pool_.size(); ++i) {
    const auto& trail = pool_[i];
    gains_.push_back(sum(goals_[demands_.size()], trail));
    columns.push_back(column_of(trail));
    known_.insert(trail);
    for (const auto arc : trail) users_[arc].push_back(static_cast<std::uint32_t>(i));
  }
  blocked_.resize(pool_.size(), 0);
  packing_.add(columns);
}

Packing::Column Search::column_of(const Trail& trail) const {
  Packing::Column column{
      static_cast<double>(sum(goals_[demands_.size()], trail)), rows_of(net_, trail), {}};
  for (std::size_t goal = 0; goal < demands_.size(); ++goal)
    column.reached.push_back(static_cast<double>(sum(goals_[goal], trail)));
  return column;
}

void Search::price() {
  tariff_.price = net_.vertex_prices(packing_.prices());
  tariff_.worth.assign(net_.arcs(), 0);
  const auto& goal = goals_[demands_.size()];
  for (ArcId arc = 0; arc < net_.arcs(); ++arc) {
    auto& worth = tariff_.worth[arc] = static_cast<double>(goal[arc]);
    for (std::size_t i = 0; i < demands_.size(); ++i)
      worth += packing_.costs()[i] * static_cast<double>(goals_[i][arc]);
  }
}

// An arc that is ruled in closes those that leave the same vertex or enter the same one.
void Search::rule(const Ruling& ruling, bool undo) {
  if (!ruling.in) return close(ruling.arc, undo);
  const auto [from, to, weight] = net_.arc(ruling.arc);
  for (auto arc = net_.out(from); arc < net_.out(from + 1); ++arc)
    if (arc != ruling.arc) close(arc, undo);
  for (const auto arc : net_.into(to))
    if (arc != ruling.arc) close(arc, undo);
}

void Search::close(ArcId arc, bool undo) {
  closings_[arc] += undo ? -1 : 1;
  const bool changed = closings_[arc] == (undo ? 0 : 1);
  if (!changed) return;
  tariff_.closed[arc] = undo ? 0 : 1;
  for (const auto trail : users_[arc]) {
    blocked_[trail] += undo ? -1 : 1;
    packing_.allow(trail, blocked_[trail] == 0);
  }
}

// Of the arcs that are used in part the one whose rulings leave least to look for.
std::optional<Search::Ruling> Search::next_ruling() {
  const auto basis = packing_.basis();
  packing_.solve(deadline_);
  std::optional<Ruling> best;
  auto least = std::numeric_limits<double>::infinity();
  for (const auto arc : split_arcs()) {
    const auto in = most_after({arc, true});
    packing_.restore(basis);
    const auto out = most_after({arc, false});
    packing_.restore(basis);
    const auto left = std::max(in, out) + 0.01 * std::min(in, out);
    if (left >= least) continue;
    least = left;
    best = Ruling{arc, true};
    if (late()) break;
  }
  return best;
}

std::vector<ArcId> Search::split_arcs() const {
  std::vector<double> used(net_.arcs(), 0);
  for (std::size_t i = 0; i < pool_.size(); ++i)
    if (packing_.taken()[i] > noise)
      for (const auto arc : pool_[i]) used[arc] += packing_.taken()[i];
  std::vector<ArcId> arcs;
  for (ArcId arc = 0; arc < net_.arcs(); ++arc)
    if (used[arc] > noise && used[arc] < 1 - noise) arcs.push_back(arc);
  std::stable_sort(arcs.begin(), arcs.end(), [&](ArcId a, ArcId b) {
    return std::abs(used[a] - 0.5) < std::abs(used[b] - 0.5);
  });
  arcs.resize(std::min(arcs.size(), most_tried));
  return arcs;
}

double Search::most_after(const Ruling& ruling) {
  rule(ruling, false);
  const bool any = packing_.solve(deadline_);
  rule(ruling, true);
  return any ? packing_.value() : -1;
}

// Takes what the linear program takes most of, and then whatever still fits.
void Search::round() {
  Chosen order(pool_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t i) { return packing_.taken()[i] <= noise; });
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return packing_.taken()[a] > packing_.taken()[b];
  });
  offer(order);
}

// Rules in what the linear program takes most of, lets it decide anew about the rest, and so on, as
// long as that may lead to something better.
void Search::dive() {
  const auto before = rulings_.size();
  const auto basis = packing_.basis();
  const auto most = most_;
  std::vector<bool> in(pool_.size(), false);
  while (!late() && whole(most_) > reached_) {
    in.resize(pool_.size(), false);
    double largest = 0;
    for (std::size_t i = 0; i < pool_.size(); ++i)
      if (!in[i]) largest = std::max(largest, packing_.taken()[i]);
    if (largest <= noise) break;
    const auto enough = std::min(largest, 1 - noise);
    for (std::size_t i = 0; i < pool_.size(); ++i) {
      if (in[i] || packing_.taken()[i] < enough || blocked_[i] != 0) continue;
      in[i] = true;
      for (const auto arc : pool_[i]) {
        rulings_.push_back({arc, true});
        rule(rulings_.back(), false);
      }
      if (enough < 1 - noise) break;
    }
    if (!generate()) break;
    round();
  }
  for (; rulings_.size() > before; rulings_.pop_back()) rule(rulings_.back(), true);
  packing_.restore(basis);
  most_ = most;
}

// Tries everything that could lead to more than was reached so far, if it is little enough: what
// costs so much more than it is worth that the rest cannot make up for it is left out.
void Search::settle_core() {
  if (net_.bounds().ring > short_ring) return;
  price();
  const auto spare = most_ - static_cast<double>(reached_ + 1) + doubt;
  std::vector<Trail> trails;
  std::vector<Packing::Column> columns;
  const bool all = pricing_.all(tariff_, -spare, [&](Bargain&& bargain) {
    columns.push_back(column_of(bargain.trail));
    trails.push_back(std::move(bargain.trail));
    return trails.size() < most_core && !late();
  });
  if (!all) return;
  Core core{std::move(columns), net_.rows(), as_numbers(demands_), deadline_};
  const auto chosen = core.best_above(reached_);
  settled_ = core.done();
  if (!chosen) return;
  Chosen order;
  std::vector<Trail> taken;
  for (const auto i : *chosen) {
    order.push_back(pool_.size() + taken.size());
    taken.push_back(std::move(trails[i]));
  }
  add(std::move(taken));
  offer(order);
}

// Keeps the trails of `order` that exclude none before them, and all others that still fit, should
// they be the best so far.
void Search::offer(const Chosen& order) {
  std::vector<bool> gone(net_.rows(), false);
  Chosen chosen;
  const auto take = [&](std::size_t i) {
    const auto walk = walk_of(net_, pool_[i]);
    const auto rows = [&](auto&& all) {
      return std::ranges::all_of(walk, [&](Vertex vertex) {
        return std::ranges::all_of(net_.place(vertex).rows,
                                   [&](RowId row) { return row == Net::no_row || all(row); });
      });
    };
    if (!rows([&](RowId row) { return !gone[row]; })) return;
    rows([&](RowId row) { return gone[row] = true; });
    chosen.push_back(i);
  };
  for (const auto i : order) take(i);
  Chosen rest(pool_.size());
  std::iota(rest.begin(), rest.end(), std::size_t{0});
  std::stable_sort(rest.begin(), rest.end(),
                   [&](std::size_t a, std::size_t b) { return gains_[a] > gains_[b]; });
  for (const auto i : rest) take(i);
  std::int64_t reached = 0;
  for (const auto i : chosen) reached += gains_[i];
  if (reached <= reached_) return;
  for (std::size_t goal = 0; goal < demands_.size(); ++goal) {
    std::int64_t met = 0;
    for (const auto i : chosen) met += sum(goals_[goal], pool_[i]);
    if (met < demands_[goal]) return;
  }
  reached_ = reached;
  best_ = std::move(chosen);
}

std::int64_t Search::leaf(const std::vector<double>& prices) {
  if (!demands_.empty()) return late() ? std::numeric_limits<std::int64_t>::max() : reached_;
  Leaf leaf;
  for (const auto& ruling : rulings_) {
    const auto& arc = net_.arc(ruling.arc);
    (ruling.in ? leaf.in : leaf.out).emplace_back(arc.from, arc.to);
  }
  const auto parts = certificate_.denominator = denominator(net_, goals_.front());
  leaf.prices = proof(net_, goals_.front(), tariff_.closed, prices, parts, pricing_);
  const auto total = std::accumulate(leaf.prices.begin(), leaf.prices.end(), std::int64_t{0});
  certificate_.leaves.push_back(std::move(leaf));
  return total / parts;
}

}  // namespace mk::barter
