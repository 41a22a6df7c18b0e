#pragma once

#include "lib/barter/net.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace mk::barter {

/// When to stop looking for something better.
using Deadline = std::chrono::steady_clock::time_point;

/// The linear program of packing: each of its columns, a ring or a chain, is taken in part, no row
/// is taken up more than once in all, and what is gained is most. COIN-OR Clp solves it.
class Packing {
 public:
  /// Rows to pack, and `demands`: so much of each further row must be reached.
  /// Throws `Error` (missing) when Clp is not installed.
  Packing(std::size_t rows, std::span<const double> demands);
  ~Packing();
  Packing(const Packing&) = delete;
  Packing& operator=(const Packing&) = delete;

  struct Column {
    double gain = 0;
    std::vector<RowId> rows;      ///< Those that it takes up.
    std::vector<double> reached;  ///< What it adds to each demand.
  };

  void add(const std::vector<Column>& columns);
  std::size_t columns() const { return allowed_.size(); }
  /// Lets a column be taken, or not.
  void allow(std::size_t column, bool allowed);

  /// Lets at most one of `columns` be taken; columns that come later are not among them.
  void exclude(const std::vector<std::size_t>& columns);

  /// Where a solution stands; it can be gone back to when columns have come since.
  struct Basis {
    std::size_t columns = 0;
    std::vector<unsigned char> status;
  };
  Basis basis() const;
  void restore(const Basis& basis);

  /// Solves it from where the last solution stood. False when the demands cannot be met, or when
  /// the deadline came before.
  bool solve(Deadline deadline);

  double value() const { return value_; }
  /// How far each column is taken, from 0 to 1.
  std::span<const double> taken() const { return taken_; }
  /// The price of each row, none below 0.
  const std::vector<double>& prices() const { return prices_; }
  /// What one more unit of each demand costs, none below 0.
  std::span<const double> costs() const { return costs_; }

 private:
  struct Model;
  void read();

  std::unique_ptr<Model> model_;
  std::size_t rows_;
  std::size_t exclusions_ = 0;
  std::vector<bool> allowed_;
  bool grown_ = false;  // Columns came since the last solution, and nothing else.
  double value_ = 0;
  std::vector<double> taken_;
  std::vector<double> prices_;
  std::vector<double> costs_;
};

}  // namespace mk::barter
