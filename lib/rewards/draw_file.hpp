#pragma once

#include "lib/print/value.hpp"
#include "lib/rewards/draw.hpp"

#include <cstddef>
#include <string>

namespace mk::rewards {

/// The most bytes of a published draw: of 100,000 tickets they are half of it.
inline constexpr std::size_t most_draw_bytes = 4UL << 20U;

/// What is published of a draw.
MK_API print::Thing published(const Result& result);

/// A published draw as it came back from outside.
struct Published {
  Result result;
  std::string checksum;
};

/// Takes in what `json` says, of which nothing is believed. Throws `Error` (data): it has not the
/// form in which a draw is published. Whether what it says is right is another question.
MK_API Published read_published(const print::Value& json);

}  // namespace mk::rewards
