#pragma once

#include "lib/barter/choose.hpp"
#include "lib/barter/pricing.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace mk::barter {

/// What whole prices are counted in for `goal`: as fine as keeps each sum along a walk exact.
std::int64_t denominator(const Net& net, const Goal& goal);

/// Whole prices of the rows, in parts of `denominator`, such that each ring and chain along arcs
/// that are not `closed` costs at least its worth: those of `prices`, made dearer where these are
/// too low.
std::vector<std::int64_t> proof(const Net& net, const Goal& goal,
                                const std::vector<std::uint8_t>& closed,
                                std::span<const double> prices, std::int64_t denominator,
                                Pricing& pricing);

}  // namespace mk::barter
