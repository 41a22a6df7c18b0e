#pragma once

#include "lib/barter/barter.hpp"

namespace mk::barter {

/// How long to look for something better.
struct Effort {
  double seconds = 10;  ///< Default of ours.
};

/// The rings and chains of `graph` that weigh most and, among those, serve most vertices, with the
/// proof of a bound; when the time is over, the best found so far with the bound known by then.
/// Throws `Error` (missing) when the library for linear programs is not installed.
MK_API Result solve(const Graph& graph, const Bounds& bounds, const Effort& effort);

}  // namespace mk::barter
