#pragma once

#include "lib/base/message.hpp"
#include "lib/rewards/rewards.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The draw itself: tickets and a seed in, an order out. Whoever has the published file can do it
/// again with sha256sum and sort; mk-rewards(1) tells how.
namespace mk::rewards {

/// The name of the rule below. Another rule gets another name.
inline constexpr const char* draw_rule = "mk-draw-1";

/// What came of a draw, as it is published: all that it takes to check it, and nothing that tells
/// which facility had which ticket.
struct Result {
  RewardId reward;
  std::string name;  ///< Of the reward.
  Term season;
  Instant drawn_at;
  std::string commitment;            ///< Told before anybody wished.
  std::string seed;                  ///< 64 hexadecimal digits, told with the result.
  std::int64_t places = 0;           ///< The tickets drawn first that got a place.
  std::vector<std::string> tickets;  ///< In the drawn order.

  bool operator==(const Result&) const = default;
};

/// What binds the city to `seed`: SHA-256 of its 64 digits.
std::string commitment_of(const std::string& seed);

/// `tickets` in the drawn order, whatever order they come in. The key of the draw is SHA-256 of the
/// seed and the sorted tickets, each with a line end; a ticket's lot is SHA-256 of the key, a blank
/// and the ticket; the lowest lot comes first.
std::vector<std::string> drawn_order(const std::string& seed, std::vector<std::string> tickets);

/// SHA-256 of all that `result` says, a line each in the order of its members: it shows that
/// nothing in the published file was changed by a slip.
std::string checksum(const Result& result);

/// What in `result`, published with `sum` as its checksum, is not as it must be; or nothing.
MK_API std::optional<Message> why_not_true(const Result& result, const std::string& sum);

/// Whether `text` has the form of a ticket, "7KQ2-M9XP".
bool is_ticket(const std::string& text);

/// The ticket that a person means by `text`: any case, blanks and the hyphen left out, the letters
/// that look like digits read as digits. Nothing when it is none.
MK_API std::optional<std::string> ticket_typed(const std::string& text);

/// The place in which `ticket` was drawn, from 1; nothing when it was not in the draw.
MK_API std::optional<std::int64_t> place_of(const Result& result, const std::string& ticket);

}  // namespace mk::rewards
