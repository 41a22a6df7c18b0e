#pragma once

#include "lib/base/message.hpp"
#include "lib/rewards/rewards.hpp"

#include <optional>
#include <span>
#include <string>

namespace mk::rewards {

/// Why `reason` is none, or nothing.
std::optional<Message> why_no_reason(const std::string& reason);

/// How `reward` stands on `today`.
RewardState state(const Reward& reward, const Usage& usage, Day today);

/// Whether a reservation in this state may still be cancelled.
bool cancellable(State state);

/// The first season that a change of `reward` made on `today` is about: the running one, or the one
/// in which its window opens.
Term first_season(const Reward& reward, Day today);

/// The year whose budget pays for a service on `day`.
MK_API std::int64_t budget_year(Day day);

/// The facility, as far as it matters here.
struct Applicant {
  FacilityId id;
  facility::State state = facility::State::listed;
  survey::Standing standing;
};

/// The first reason why `claim` on `reward` is refused, or nothing when it may be: the facility is
/// not active, its first card not accepted (published), its status too low, the window shut, the
/// pool or the limit used up, the budget short. An exception lifts pool and limit, nothing else.
/// `budget` is the line of this year, should there be one.
std::optional<Message> why_not_reserve(const Reward& reward, const Claim& claim,
                                       const Applicant& applicant, const Usage& usage,
                                       const std::optional<Funds>& budget, Day today);

/// Whether `claim` goes beyond pool or limit and so needs its exception.
bool exceeds(const Claim& claim, const Usage& usage);

std::optional<Message> why_not_agree(const Reservation& reservation, Day day);
/// Why it may not end as delivered or missed. `cost` is what it really cost, `budget` the line it
/// draws on, should there be one.
std::optional<Message> why_not_finish(const Reservation& reservation, Money cost,
                                      const std::optional<Funds>& budget);
std::optional<Message> why_not_cancel(const Reservation& reservation);

/// Why a commitment may not move to the line `budget` of another year, or nothing.
std::optional<Message> why_not_move(const Reservation& reservation, const Funds& budget);

/// Why the unit of a reward with reservations may not change, or nothing.
std::optional<Message> why_not_recount(const Reward& before, const Reward& after, bool reserved);

/// Why `reward` may not get its pool and limit: the reservations that use more. `held` are those
/// that use a place in the seasons it is about.
std::optional<Message> why_not_lower(const Reward& reward, std::span<const Reservation> held);

/// Why `line` may not get its amount, or nothing; `held` are the reservations that draw on it.
std::optional<Message> why_not_lower(const BudgetLine& line, const Funds& funds,
                                     std::span<const Reservation> held);

}  // namespace mk::rewards
