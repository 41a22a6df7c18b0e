#pragma once

#include "lib/report/picture.hpp"

namespace mk::report {

/// `rings` by size, as circles: a dot for each that takes part, a numbered arrow for each thing
/// that goes on, and what it is beside them. `id`, `place` and `top` as of a chart.
Drawn drawn(const Rings& rings, const std::string& id, Place place, int top = 0);

/// What goes round, for a reader: "Furniture → Room → Volunteers".
std::string said(const Circle& circle);

}  // namespace mk::report
