#include "lib/barter/hybrid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mk::barter {

namespace {

/// So many steps are made between two looks at the bound, and so many looks at the most.
constexpr int steps_to_look = 250;
constexpr int most_looks = 40;

/// The bound hardly falls when a look finds it lower by less than this part.
constexpr double least_fall = 2e-5;

/// What is taken this far is taken.
constexpr double nearly_all = 0.9;

double cost(std::span<const RowId> rows, std::span<const double> prices) {
  double cost = 0;
  for (const auto row : rows) cost += prices[row];
  return cost;
}

bool over(Deadline deadline) { return std::chrono::steady_clock::now() >= deadline; }

double distance(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum);
}

void add(std::vector<double>& sums, std::span<const double> values) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += values[i];
}

}  // namespace

Hybrid::Hybrid(Columns columns, std::size_t rows) : rows_{rows} {
  for (std::size_t i = 0; i < columns.size(); ++i) scale_ = std::max(scale_, columns.gain(i));
  state_.places.resize(columns.size());
  std::iota(state_.places.begin(), state_.places.end(), std::size_t{0});
  state_.taken.assign(columns.size(), 0);
  state_.prices.assign(rows, 0);
  state_.columns = std::move(columns);
  count(state_);
  best_prices_ = state_.prices;
}

void Hybrid::count(State& state) const {
  state.degrees.assign(rows_, 0);
  for (std::size_t i = 0; i < state.columns.size(); ++i)
    for (const auto row : state.columns.rows(i)) ++state.degrees[row];
}

// What is taken moves along what it gains, and the prices along how much too much is taken of a
// row; each by as much as its row or column of the matrix is long.
void Hybrid::step(State& state) const {
  state.load.assign(rows_, 0);
  for (std::size_t i = 0; i < state.columns.size(); ++i) {
    const auto rows = state.columns.rows(i);
    const auto gained = state.columns.gain(i) / scale_ - cost(rows, state.prices);
    const auto before = state.taken[i];
    const auto after =
        std::max(0.0, before + gained / (static_cast<double>(rows.size()) * weight_));
    state.taken[i] = after;
    const auto beyond = 2 * after - before;
    if (beyond != 0)
      for (const auto row : rows) state.load[row] += beyond;
  }
  for (std::size_t row = 0; row < rows_; ++row)
    if (state.degrees[row] > 0)
      state.prices[row] =
          std::max(0.0, state.prices[row] + weight_ * (state.load[row] - 1) / state.degrees[row]);
}

// The sum of the prices when each too cheap column has been made up for at its first row.
double Hybrid::bound(std::span<const double> prices) const {
  std::vector<double> lacks(rows_, 0);
  for (std::size_t i = 0; i < state_.columns.size(); ++i) {
    const auto rows = state_.columns.rows(i);
    lacks[rows.front()] =
        std::max(lacks[rows.front()], state_.columns.gain(i) / scale_ - cost(rows, prices));
  }
  return std::accumulate(prices.begin(), prices.end(), 0.0) +
         std::accumulate(lacks.begin(), lacks.end(), 0.0);
}

void Hybrid::descend(Deadline deadline) {
  bound_ = bound(state_.prices);
  for (int look = 0; look < most_looks; ++look) {
    const auto before = bound_;
    const auto moved = state_.prices;
    const auto took = state_.taken;
    std::vector<double> taken(took.size(), 0);
    std::vector<double> prices(rows_, 0);
    int steps = 0;
    for (; steps < steps_to_look && !over(deadline); ++steps) {
      step(state_);
      add(taken, state_.taken);
      add(prices, state_.prices);
    }
    if (steps == 0) break;
    for (auto& value : taken) value /= steps;
    for (auto& value : prices) value /= steps;
    const auto here = bound(state_.prices);
    const auto average = bound(prices);
    if (std::min(here, average) < bound_) best_prices_ = average < here ? prices : state_.prices;
    bound_ = std::min({bound_, here, average});
    if (average < here) {
      state_.taken = std::move(taken);
      state_.prices = std::move(prices);
    }
    if (look > 0 && before - bound_ < least_fall * bound_) break;
    // Both sides are to move equally far (as in PDLP, 2021).
    const auto far = distance(state_.prices, moved);
    const auto much = distance(state_.taken, took);
    if (far > 0 && much > 0) weight_ = std::sqrt(weight_ * far / much);
  }
}

std::vector<double> Hybrid::prices() const {
  auto prices = best_prices_;
  for (auto& price : prices) price *= scale_;
  return prices;
}

std::optional<std::vector<std::size_t>> Hybrid::round(double pace, int steps,
                                                      Deadline deadline) const {
  auto state = state_;
  std::vector<std::size_t> chosen;
  std::vector<bool> gone(rows_, false);
  while (state.columns.size() > 0) {
    count(state);
    std::vector<double> weighed(state.columns.size(), 0);
    for (int i = 0; i < steps; ++i) {
      if (over(deadline)) return std::nullopt;
      step(state);
      add(weighed, state.taken);
    }
    const auto left = std::ranges::count_if(state.degrees, [](double n) { return n > 0; });
    const auto most = 1 + static_cast<std::size_t>(pace * static_cast<double>(left));
    take(state, weighed, most, nearly_all * steps, gone, chosen);
    drop_gone(state, gone);
  }
  return chosen;
}

// Takes what weighs most, as long as it is among the first `most` or weighs `enough`.
void Hybrid::take(const State& state, const std::vector<double>& weighed, std::size_t most,
                  double enough, std::vector<bool>& gone, std::vector<std::size_t>& chosen) {
  std::vector<std::size_t> order(state.columns.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return weighed[a] > weighed[b]; });
  for (const auto i : order) {
    if (most == 0 && weighed[i] < enough) break;
    const auto rows = state.columns.rows(i);
    if (std::ranges::any_of(rows, [&](RowId row) { return gone[row]; })) continue;
    chosen.push_back(state.places[i]);
    for (const auto row : rows) gone[row] = true;
    if (most > 0) --most;
  }
}

void Hybrid::drop_gone(State& state, const std::vector<bool>& gone) {
  Columns columns;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < state.columns.size(); ++i) {
    const auto rows = state.columns.rows(i);
    if (std::ranges::any_of(rows, [&](RowId row) { return gone[row]; })) continue;
    columns.add(state.columns.gain(i), rows);
    state.places[kept] = state.places[i];
    state.taken[kept++] = state.taken[i];
  }
  state.columns = std::move(columns);
  state.places.resize(kept);
  state.taken.resize(kept);
}

}  // namespace mk::barter
