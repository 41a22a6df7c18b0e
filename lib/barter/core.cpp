#include "lib/barter/core.hpp"

#include <algorithm>
#include <cmath>

namespace mk::barter {

namespace {

constexpr double noise = 1e-6;

/// A value that is short of a whole number by less than this may be that number.
constexpr double doubt = 0.01;

/// So much too much is worth a cut, and so many cuts are made at a time.
constexpr double least_excess = 0.05;
constexpr std::size_t most_cuts = 200;

}  // namespace

Core::Core(std::vector<Packing::Column> columns, std::size_t rows,
           const std::vector<double>& demands, Deadline deadline)
    : columns_{std::move(columns)},
      deadline_{deadline},
      packing_{rows, demands},
      takers_(rows),
      blocked_(columns_.size(), 0) {
  packing_.add(columns_);
  for (std::size_t i = 0; i < columns_.size(); ++i)
    for (const auto row : columns_[i].rows) takers_[row].push_back(i);
}

std::optional<Core::Chosen> Core::best_above(std::int64_t least) {
  least_ = least;
  settle();
  return best_;
}

void Core::settle() {
  do {
    done_ = done_ && std::chrono::steady_clock::now() < deadline_;
    if (!done_ || !packing_.solve(deadline_)) return;
    if (packing_.value() < static_cast<double>(least_ + 1) - doubt) return;
  } while (cut());
  const auto column = split();
  if (!column) return keep();
  const auto basis = packing_.basis();
  block_rivals(*column, 1);
  settle();
  block_rivals(*column, -1);
  packing_.restore(basis);
  block(*column, 1);
  settle();
  block(*column, -1);
}

// Tells whether the linear program took too much of some triple, which it now may not.
bool Core::cut() {
  std::size_t cuts = 0;
  std::vector<RowId> near;
  for (RowId first = 0; first < takers_.size() && cuts < most_cuts; ++first) {
    near.clear();
    near_rows(first, near);
    for (auto second = near.begin(); second != near.end(); ++second)
      for (auto third = second + 1; third != near.end(); ++third) {
        const auto takers = takers_of_two({first, *second, *third});
        double taken = 0;
        for (const auto column : takers) taken += packing_.taken()[column];
        if (taken <= 1 + least_excess) continue;
        packing_.exclude(takers);
        ++cuts;
      }
  }
  return cuts > 0;
}

// The rows after `row` that a column takes up with it which is taken in part.
void Core::near_rows(RowId row, std::vector<RowId>& rows) const {
  for (const auto column : takers_[row]) {
    const auto taken = packing_.taken()[column];
    if (taken <= noise || taken >= 1 - noise) continue;
    std::ranges::copy_if(columns_[column].rows, std::back_inserter(rows),
                         [&](RowId other) { return other > row; });
  }
  std::ranges::sort(rows);
  const auto repeated = std::ranges::unique(rows);
  rows.erase(repeated.begin(), repeated.end());
}

Core::Chosen Core::takers_of_two(const Triple& triple) const {
  Chosen found;
  for (const auto row : triple)
    for (const auto column : takers_[row])
      if (std::ranges::count_if(columns_[column].rows, [&](RowId taken) {
            return std::ranges::find(triple, taken) != triple.end();
          }) >= 2)
        found.push_back(column);
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

std::optional<std::size_t> Core::split() const {
  std::optional<std::size_t> most;
  double nearest = 0.5 - noise;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto off = std::abs(packing_.taken()[i] - 0.5);
    if (off >= nearest) continue;
    nearest = off;
    most = i;
  }
  return most;
}

void Core::block_rivals(std::size_t column, int by) {
  for (const auto row : columns_[column].rows)
    for (const auto rival : takers_[row])
      if (rival != column) block(rival, by);
}

void Core::block(std::size_t column, int by) {
  blocked_[column] += by;
  packing_.allow(column, blocked_[column] == 0);
}

void Core::keep() {
  best_.emplace();
  double gain = 0;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (packing_.taken()[i] < 0.5) continue;
    best_->push_back(i);
    gain += columns_[i].gain;
  }
  least_ = std::llround(gain);
}

}  // namespace mk::barter
