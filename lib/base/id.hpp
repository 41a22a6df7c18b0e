#pragma once

#include "lib/base/error.hpp"

#include <charconv>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mk {

/// A row's key that knows what it names: an `Id<'F'>` reads and prints as "F-12".
template <char Letter>
struct Id {
  std::int64_t value = 0;

  auto operator<=>(const Id&) const = default;

  /// The id that `text` spells, or nothing when it spells another kind of id or none.
  /// The letter may be in either case, the hyphen or both may be left out; no leading zeros.
  static std::optional<Id> parse(std::string_view text) {
    constexpr char small = Letter - 'A' + 'a';
    if (!text.empty() && (text[0] == Letter || text[0] == small)) {
      text.remove_prefix(1);
      if (!text.empty() && text[0] == '-') text.remove_prefix(1);
    }
    Id id;
    if (text.empty() || text[0] < '1' || text[0] > '9') return std::nullopt;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, id.value);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return id;
  }

  /// "F-12".
  std::string text() const { return std::string{Letter} + '-' + std::to_string(value); }
};

using FacilityId = Id<'F'>;
using RewardId = Id<'R'>;
using ReservationId = Id<'V'>;
using SurveyId = Id<'S'>;
using PostId = Id<'P'>;
using MatchId = Id<'X'>;
using LetterId = Id<'M'>;
using BatchId = Id<'B'>;

template <char Letter>
Gap word(Id<Letter> id) {
  return {id.text(), Gap::Kind::text};
}

/// Takes an id that a person typed. Throws `Error` (usage).
template <char Letter>
void read(const std::string& text, Id<Letter>& id) {
  const auto parsed = Id<Letter>::parse(text);
  if (!parsed) throw Error{Exit::usage, msg("“{}” is not an id such as {}", text, Id<Letter>{12})};
  id = *parsed;
}

}  // namespace mk
