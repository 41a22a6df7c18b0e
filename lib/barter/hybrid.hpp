#pragma once

#include "lib/barter/packing.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace mk::barter {

/// Many columns at once, laid out for loops over all of them.
class Columns {
 public:
  void add(double gain, std::span<const RowId> rows) {
    gains_.push_back(gain);
    rows_.insert(rows_.end(), rows.begin(), rows.end());
    ends_.push_back(rows_.size());
  }
  std::size_t size() const { return gains_.size(); }
  double gain(std::size_t column) const { return gains_[column]; }
  std::span<const RowId> rows(std::size_t column) const {
    const auto begin = column == 0 ? 0 : ends_[column - 1];
    return std::span{rows_}.subspan(begin, ends_[column] - begin);
  }

 private:
  std::vector<double> gains_;
  std::vector<std::size_t> ends_;
  std::vector<RowId> rows_;
};

/// Solves the linear program of packing for large pools nearly, where the simplex method takes
/// minutes: by steps of the primal-dual hybrid gradient (Chambolle and Pock, 2011) with restarts at
/// the average. Rounds what it takes in part, a little at a time.
class Hybrid {
 public:
  Hybrid(Columns columns, std::size_t rows);

  /// Goes on until the bound hardly falls any more, or the deadline comes.
  void descend(Deadline deadline);
  /// Prices of the rows, none below 0, that are nearly right and nearly cheapest.
  std::vector<double> prices() const;
  /// What these prove: no choice gains more.
  double bound() const { return bound_ * scale_; }

  /// Columns no two of which share a row. A `pace` is how large a part of what is left is taken
  /// before the rest is weighed anew, by `steps` steps. Nothing when the deadline came before.
  std::optional<std::vector<std::size_t>> round(double pace, int steps, Deadline deadline) const;

 private:
  struct State {
    Columns columns;                  // Those that can still be taken.
    std::vector<std::size_t> places;  // Where each of these stands among all.
    std::vector<double> taken;        // Of each of these.
    std::vector<double> prices;
    std::vector<double> degrees;  // How many of the columns take up a row.
    std::vector<double> load;     // How much of a row the last step took up.
  };

  void count(State& state) const;
  void step(State& state) const;
  double bound(std::span<const double> prices) const;
  static void take(const State& state, const std::vector<double>& weighed, std::size_t most,
                   double enough, std::vector<bool>& gone, std::vector<std::size_t>& chosen);
  static void drop_gone(State& state, const std::vector<bool>& gone);

  std::size_t rows_;
  double scale_ = 1;   // The largest gain.
  double weight_ = 1;  // How far prices move for each step of what is taken.
  double bound_ = 0;
  State state_;
  std::vector<double> best_prices_;
};

}  // namespace mk::barter
