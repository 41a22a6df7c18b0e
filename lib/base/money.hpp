#pragma once

#include "lib/base/message.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mk {

/// An amount in grosze.
struct Money {
  std::int64_t grosze = 0;

  auto operator<=>(const Money&) const = default;

  /// The amount that `text` spells in złote: "1200", "1200,50", "1200.5", "1 200,50 zł"; nothing
  /// for other text, for more than two decimals, and from 10 billion złote on.
  MK_API static std::optional<Money> parse(std::string_view text);
};

inline Money operator+(Money a, Money b) { return {a.grosze + b.grosze}; }
inline Money operator-(Money a, Money b) { return {a.grosze - b.grosze}; }
inline Money operator*(Money a, std::int64_t times) { return {a.grosze * times}; }

inline Gap word(Money money) { return {std::to_string(money.grosze), Gap::Kind::money}; }

/// Takes an amount that a person typed. Throws `Error` (usage).
MK_API void read(const std::string& text, Money& money);

}  // namespace mk
