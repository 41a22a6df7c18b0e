#pragma once

#include "lib/report/report.hpp"

#include <string>

namespace mk::report {

/// A drawn chart: an `<svg>` element and how high it is.
struct Drawn {
  std::string svg;
  int height = 0;
};
inline constexpr int picture_width = 760;

/// Where a chart stands.
enum class Place {
  page,    ///< Under a heading that says its title.
  picture  ///< In a picture, which says it itself.
};

/// `chart` as bars with their numbers and a legend. What is told by a colour is told by a pattern
/// too. `id` begins each id inside, `top` is where it stands in what is around it.
Drawn drawn(const Chart& chart, const std::string& id, Place place, int top = 0);

}  // namespace mk::report
