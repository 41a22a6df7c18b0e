#pragma once

#include "lib/barter/packing.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace mk::barter {

/// What is left to choose from when everything that cannot lead to something better is left out:
/// few enough columns to settle by branch and cut. Of any three rows, at most one column that takes
/// up two of them can be taken; where the linear program takes more, that is a cut.
class Core {
 public:
  /// `columns` take up `rows` rows and must reach the `demands`.
  Core(std::vector<Packing::Column> columns, std::size_t rows, const std::vector<double>& demands,
       Deadline deadline);

  using Chosen = std::vector<std::size_t>;  ///< Places among the columns.

  /// The columns that gain most in all, or nothing when none gain more than `least`.
  std::optional<Chosen> best_above(std::int64_t least);
  /// Whether all was tried before the deadline.
  bool done() const { return done_; }

 private:
  using Triple = std::array<RowId, 3>;

  void settle();
  bool cut();
  void near_rows(RowId row, std::vector<RowId>& rows) const;
  Chosen takers_of_two(const Triple& triple) const;
  std::optional<std::size_t> split() const;
  void block_rivals(std::size_t column, int by);
  void block(std::size_t column, int by);
  void keep();

  const std::vector<Packing::Column> columns_;
  Deadline deadline_;
  Packing packing_;
  std::vector<Chosen> takers_;  // The columns that take up a row.
  std::vector<int> blocked_;    // By how many of those that are taken.
  std::int64_t least_ = 0;
  std::optional<Chosen> best_;
  bool done_ = true;
};

}  // namespace mk::barter
