#pragma once

#include "lib/barter/barter.hpp"
#include "lib/base/message.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace mk::barter {

/// Why the prices of `leaf` prove nothing: a ring or chain within `bounds` that it still allows
/// costs less than its weight times `denominator`. The arcs of `graph` come in order, `leaf` has a
/// price of each vertex and giver, and `number` is what it is called. Exact, in whole numbers that
/// cannot overflow; chains without end may be too many to look at, which is a reason too.
std::optional<Message> why_not_dear(const Graph& graph, const Bounds& bounds,
                                    std::int64_t denominator, const Leaf& leaf, std::size_t number);

}  // namespace mk::barter
