#pragma once

#include "lib/barter/net.hpp"
#include "lib/barter/packing.hpp"

#include <cstdint>
#include <vector>

namespace mk::barter {

/// What is to be most: the sum of this over all arcs that are used.
using Goal = std::vector<std::int64_t>;

struct Choice {
  std::vector<Trail> trails;          ///< No two of them take up the same row.
  std::vector<std::int64_t> reached;  ///< Of each goal.
  std::int64_t bound = 0;             ///< Of the first goal: no choice reaches more.
  bool best = false;        ///< No choice reaches more of the goals, taken in their order.
  Certificate certificate;  ///< Of the bound; prices are those of rows.
};

/// The rings and chains that reach most of the first goal, among those most of the second, and so
/// on; what was found so far when the deadline comes. Its results are the same each time, unless
/// the deadline came. Throws `Error` (missing) when Clp is not installed.
Choice choose(const Net& net, const std::vector<Goal>& goals, Deadline deadline);

}  // namespace mk::barter
