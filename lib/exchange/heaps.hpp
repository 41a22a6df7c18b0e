#pragma once

#include "lib/exchange/matching.hpp"
#include "lib/report/hide.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Counts by category that may leave the office. Pure.
namespace mk::exchange {

/// The categories that something is about: one, or those that go round in a ring.
using About = std::vector<std::string>;

/// What is counted under one name.
struct Heap {
  About about;
  report::Part part;
  std::int64_t units = 0;  ///< Told or hidden together with the count.
  bool rest = false;       ///< Of several categories, each too few for a name of its own.
  report::Shown count = {};
};

struct Heaps {
  std::vector<Heap> heaps;  ///< By what they are about.
  report::Shown total;
  std::int64_t units = 0;

  /// Sees to it that nobody can work the total out.
  void hide_total();
  bool any_hidden() const;
};

/// `single` things in heaps of the same `about`. A heap that fewer than 5 facilities have a part in
/// goes to the heap of the uppermost categories above it; what is still so few is hidden, with as
/// much more as the total would give away.
Heaps heaped(const std::vector<Heap>& single, const Parents& tree);

/// The same things that go round, begun with the code that comes first.
About turned(About ring);

/// What stands first in the tree above `code`, or `code` itself.
std::string uppermost(const Parents& tree, std::string code);

}  // namespace mk::exchange
