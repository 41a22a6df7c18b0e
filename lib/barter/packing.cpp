#include "lib/barter/packing.hpp"

#include "lib/base/error.hpp"
#include "lib/base/loaded.hpp"

#include <coin/Clp_C_Interface.h>

#include <algorithm>

namespace mk::barter {

namespace {

/// What is called of Clp, loaded when something is matched for the first time.
struct Clp {
  Loaded library{"libClp.so.1"};

  Clp() {
    if (!library.there())
      throw Error{
          Exit::missing,
          msg("matching needs the library libClp.so.1; install the package coinor-libclp1")};
  }

  template <class Function>
  Function* the(const char* name) const {
    return library.function<Function>(name);
  }

#define MK_CLP(name) decltype(::Clp_##name)* const name = the<decltype(::Clp_##name)>("Clp_" #name)
  MK_CLP(newModel);
  MK_CLP(deleteModel);
  MK_CLP(setLogLevel);
  MK_CLP(setObjSense);
  MK_CLP(setMaximumIterations);
  MK_CLP(setPrimalTolerance);
  MK_CLP(resize);
  MK_CLP(rowLower);
  MK_CLP(rowUpper);
  MK_CLP(columnUpper);
  MK_CLP(addColumns);
  MK_CLP(addRows);
  MK_CLP(primal);
  MK_CLP(dual);
  MK_CLP(status);
  MK_CLP(statusArray);
  MK_CLP(copyinStatus);
  MK_CLP(objectiveValue);
  MK_CLP(getColSolution);
  MK_CLP(getRowPrice);
#undef MK_CLP
};

const Clp& clp() {
  static const Clp loaded;
  return loaded;
}

constexpr double endless = 1e30;

/// What Clp says of how it ended.
constexpr int solved = 0;
constexpr int stopped = 3;

}  // namespace

struct Packing::Model {
  Model() : it{clp().newModel()} {}
  ~Model() { clp().deleteModel(it); }
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  Clp_Simplex* it;
};

Packing::Packing(std::size_t rows, std::span<const double> demands)
    : model_{std::make_unique<Model>()}, rows_{rows}, costs_(demands.size(), 0) {
  auto* const model = model_->it;
  const auto all = rows + demands.size();
  clp().setLogLevel(model, 0);
  clp().setObjSense(model, -1);
  // Worths go up to a million: an error in what is taken weighs as much.
  clp().setPrimalTolerance(model, 1e-9);
  clp().resize(model, static_cast<int>(all), 0);
  auto* const lower = clp().rowLower(model);
  auto* const upper = clp().rowUpper(model);
  std::fill(lower, lower + rows, -endless);
  std::fill(upper, upper + rows, 1);
  std::copy(demands.begin(), demands.end(), lower + rows);
  std::fill(upper + rows, upper + all, endless);
  prices_.assign(rows, 0);
}

Packing::~Packing() = default;

void Packing::add(const std::vector<Column>& columns) {
  std::vector<int> starts{0};
  std::vector<int> rows;
  std::vector<double> elements;
  std::vector<double> gains;
  for (const auto& column : columns) {
    for (const auto row : column.rows) {
      rows.push_back(static_cast<int>(row));
      elements.push_back(1);
    }
    for (std::size_t i = 0; i < column.reached.size(); ++i) {
      rows.push_back(static_cast<int>(rows_ + i));
      elements.push_back(column.reached[i]);
    }
    starts.push_back(static_cast<int>(rows.size()));
    gains.push_back(column.gain);
  }
  const std::vector<double> lower(columns.size(), 0);
  // That no more than one is taken is for the rows to say: a bound of its own would have a price.
  const std::vector<double> upper(columns.size(), endless);
  clp().addColumns(model_->it, static_cast<int>(columns.size()), lower.data(), upper.data(),
                   gains.data(), starts.data(), rows.data(), elements.data());
  allowed_.resize(allowed_.size() + columns.size(), true);
  grown_ = true;
}

void Packing::allow(std::size_t column, bool allowed) {
  if (allowed_[column] == allowed) return;
  allowed_[column] = allowed;
  clp().columnUpper(model_->it)[column] = allowed ? endless : 0;
  grown_ = false;
}

void Packing::exclude(const std::vector<std::size_t>& columns) {
  const std::vector<int> starts{0, static_cast<int>(columns.size())};
  const std::vector<int> places{columns.begin(), columns.end()};
  const std::vector<double> ones(columns.size(), 1);
  const double lower = -endless;
  const double upper = 1;
  clp().addRows(model_->it, 1, &lower, &upper, starts.data(), places.data(), ones.data());
  ++exclusions_;
  grown_ = false;
}

Packing::Basis Packing::basis() const {
  if (allowed_.empty()) return {};
  const auto* const status = clp().statusArray(model_->it);
  return {columns(), {status, status + columns() + rows_ + costs_.size() + exclusions_}};
}

void Packing::restore(const Basis& basis) {
  if (basis.status.empty()) return;
  constexpr unsigned char not_taken = 3;
  constexpr unsigned char holds_nothing = 1;
  auto status = basis.status;
  // Clp tells its columns first, then the rows.
  status.insert(status.begin() + static_cast<std::ptrdiff_t>(basis.columns),
                columns() - basis.columns, not_taken);
  status.resize(columns() + rows_ + costs_.size() + exclusions_, holds_nothing);
  clp().copyinStatus(model_->it, status.data());
  grown_ = false;
}

bool Packing::solve(Deadline deadline) {
  // Of nothing nothing is taken, which Clp does not know.
  if (allowed_.empty()) return costs_.empty();
  auto* const model = model_->it;
  // Clp asks the clock at each of its steps when it is told a time: it is told a number of steps.
  constexpr std::size_t work = 10'000'000;
  clp().setMaximumIterations(model, static_cast<int>(work / (rows_ + 1) + 100));
  do {
    // After new columns the old solution is still one; after new bounds its prices still hold.
    grown_ ? clp().primal(model, 0) : clp().dual(model, 0);
  } while (clp().status(model) == stopped && std::chrono::steady_clock::now() < deadline);
  grown_ = true;
  if (clp().status(model) != solved) return false;
  read();
  return true;
}

void Packing::read() {
  auto* const model = model_->it;
  value_ = clp().objectiveValue(model);
  const auto* const taken = clp().getColSolution(model);
  taken_.assign(taken, taken + columns());
  const auto* const prices = clp().getRowPrice(model);
  for (std::size_t row = 0; row < rows_; ++row) prices_[row] = std::max(0.0, prices[row]);
  for (std::size_t i = 0; i < costs_.size(); ++i) costs_[i] = std::max(0.0, -prices[rows_ + i]);
}

}  // namespace mk::barter
