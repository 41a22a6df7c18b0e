#pragma once

#include "lib/exchange/direct_records.hpp"
#include "lib/print/value.hpp"
#include "lib/store/context.hpp"

#include <cstdint>
#include <vector>

/// Direct matches: each need with the offers that fit it best, and why. Nothing is changed.
namespace mk::exchange {

/// How many offers a need is told, unless somebody wants another number (our default).
inline constexpr std::int64_t usual_choice = 3;
inline constexpr std::int64_t widest_choice = 50;

/// Pairs of places among the lots.
struct Pair {
  std::uint32_t need = 0;
  std::uint32_t offer = 0;
};

struct Direct {
  Lots lots;
  std::vector<Pair> pairs;
};

/// The `most` offers that fit the need `id` best, or the needs that fit the offer `id`; the best
/// first. Throws `Error`: refused (it does not stand, or its owner may not take part), usage.
MK_API Direct direct_matches(const Context& context, PostId id, std::int64_t most);

/// For each need that may be matched, by id, the `most` offers that fit it best, the best first.
/// Throws `Error` (usage).
MK_API Direct direct_matches(const Context& context, std::int64_t most);

/// How a pair looks: the parts of its fit, and a sentence of them.
MK_API std::vector<print::Column> columns_of_direct();
MK_API std::vector<print::Value> shown(const Direct& direct, const Pair& pair);

}  // namespace mk::exchange
