#pragma once

#include "lib/base/message.hpp"
#include "lib/rewards/rewards.hpp"
#include "lib/rewards/rules.hpp"

#include <cstdint>
#include <optional>
#include <span>

/// Who may wish, when the draw is made, and how many places it has.
namespace mk::rewards {

/// Whether `reservation` is a wish that was not drawn yet.
bool is_wish(const Reservation& reservation);

/// Why the facility may not wish for `reward`, or nothing: what stands against a reservation does,
/// but for pool and budget, which the draw looks at. `drawn`: the draw of the season is made.
std::optional<Message> why_not_wish(const Reward& reward, const Applicant& applicant,
                                    const Usage& usage, bool drawn, Day today);

/// Why nothing of `reward` is drawn on `today`, or nothing; `wishes`: how many there are.
std::optional<Message> why_not_draw(const Reward& reward, std::size_t wishes, Day today);

/// Why a facility that wished may not have `reward` any more, said to itself; or nothing.
std::optional<Message> why_not_enter(const Reward& reward, const Applicant& applicant,
                                     const Usage& usage);

/// How many tickets can get a place.
struct Places {
  std::int64_t count = 0;
  bool short_of_money = false;  ///< The pool has more of them than the budget pays for.
};
/// Of `tickets` that are drawn. `funds` are those of the budget line; needed when it costs.
Places places_for(const Reward& reward, const Usage& usage, const std::optional<Funds>& funds,
                  std::int64_t tickets);

/// Why `reward` may not be given as `after` says while some of `all` its reservations stand: those
/// who wished or wait did so for a draw, or for a season, that it would take from them.
std::optional<Message> why_not_reallot(const Reward& before, const Reward& after,
                                       std::span<const Reservation> all, Day today);

}  // namespace mk::rewards
