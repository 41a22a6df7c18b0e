#pragma once

#include "lib/base/message.hpp"
#include "lib/rewards/rewards.hpp"

#include <optional>
#include <span>
#include <string>

namespace mk::rewards {

/// Why `reason` is none, or nothing.
std::optional<Message> why_no_reason(const std::string& reason);

/// Why `note` cannot be kept, or nothing; an empty one can.
std::optional<Message> why_no_note(const std::string& note);

/// How `reward` stands on `today`.
RewardState state(const Reward& reward, const Usage& usage, Day today);

/// Whether a reservation in this state may still be cancelled.
bool cancellable(State state);

/// The season whose pool counts for what is asked of `reward` on `today`: the running one, or the
/// one in which its window opens; of a draw the one in which it is made, the day after the window.
Term season_for(const Reward& reward, Day today);

/// Whether facilities see `reward` on `today`.
bool visible(const Reward& reward, Day today);

/// The last day on which somebody who waits for `reward` in `season` may still be offered a place:
/// the last one of the window, of a draw's line the last one of the season.
Day line_ends(const Reward& reward, Term season);

/// The year whose budget pays for a service on `day`.
MK_API std::int64_t budget_year(Day day);

/// The facility, as far as it matters here.
struct Applicant {
  FacilityId id;
  facility::State state = facility::State::listed;
  survey::Standing standing;
  std::optional<survey::Score> score = std::nullopt;  ///< What its answers make, if that is told.
};

/// What stands against a claim.
struct Obstacle {
  enum class Kind {
    quantity,
    facility,
    catalogue,
    status,
    window,
    draw,
    pool,
    limit,
    line,
    budget
  };
  Kind kind = Kind::facility;
  Message why;
};

/// The first thing that stands against `claim` on `reward`, or nothing: the facility is not active
/// or its first card not accepted (published), the reward archived, the facility's status too low,
/// the window shut, a draw decides, the pool or the limit used up, others wait for it, the budget
/// short. An exception lifts pool, limit and line, nothing else. `funds` are those of the line of
/// this year, should there be one.
std::optional<Obstacle> obstacle(const Reward& reward, const Claim& claim,
                                 const Applicant& applicant, const Usage& usage,
                                 const std::optional<Funds>& funds, Day today);

/// Why waiting does not help against `obstacle`, or nothing: `claim` is for more than there will
/// ever be, or it is no place and no money that it lacks.
std::optional<Message> why_not_wait(const Obstacle& obstacle, const Claim& claim,
                                    const Usage& usage, const std::optional<Funds>& funds);

/// Whether what `claim`, which waits, lacks may become free by itself: what others hold and have
/// not had yet would do. Who waits for more than that holds nobody up.
bool may_become_free(const Claim& claim, Money cost, const Usage& usage,
                     const std::optional<Funds>& funds);

/// What a facility can do about `obstacle`, and when: a sentence for it.
Message way_round(const Obstacle& obstacle, const Reward& reward, const Claim& claim,
                  const Applicant& applicant, const Usage& usage, const std::optional<Funds>& funds,
                  Day today);

/// Whether `claim` goes beyond pool or limit or past those who wait, and so needs its exception.
bool exceeds(const Claim& claim, const Usage& usage);

std::optional<Message> why_not_agree(const Reservation& reservation, Day day);
/// Why it may not end as delivered or missed. `cost` is what it really cost, `budget` the line it
/// draws on, should there be one.
std::optional<Message> why_not_finish(const Reservation& reservation, Money cost,
                                      const std::optional<Funds>& budget);
/// Why the service may not have taken place on `day`, or nothing.
std::optional<Message> why_not_on(const Reservation& reservation, Day day, Day today);
std::optional<Message> why_not_cancel(const Reservation& reservation);

/// Why `reservation` of a facility in this state may not take the place that was offered to it.
std::optional<Message> why_not_accept(const Reservation& reservation, facility::State facility,
                                      Day today);

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
