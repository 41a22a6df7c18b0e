#pragma once

#include "lib/base/id.hpp"
#include "lib/base/money.hpp"
#include "lib/base/time.hpp"
#include "lib/facility/facility.hpp"
#include "lib/survey/survey.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The rewards: the catalogue, the budget it draws on, and the reservations.
namespace mk::rewards {

enum class Type { service, training, consultation, supervision, tool, trip };
enum class Unit { place, hour, visit, set };

/// Who gets a scarce reward: whoever asks first, or whoever a draw finds among the wishes.
enum class Allocation { order, draw };

/// A service or a resource that the city gives to facilities of a status.
struct Reward {
  RewardId id;
  std::string name;
  std::string description;  ///< The limits are told here (published).
  Type type = Type::service;
  survey::Status status = survey::Status::standard;  ///< The lowest one that opens it.
  Unit unit = Unit::place;
  std::int64_t pool = 0;   ///< Units for all facilities in a season.
  std::int64_t limit = 0;  ///< Units for one facility in a season.
  Money unit_cost;
  std::string budget;    ///< The name of the budget line; empty when it costs nothing.
  Day opens_on;          ///< The first day on which it can be reserved.
  Day closes_on;         ///< The last one.
  std::string delivery;  ///< How it is delivered.
  Allocation allocation = Allocation::order;
  std::optional<Day> visible_from;  ///< The first day on which facilities see it; always if absent.
  std::optional<Day> visible_to;    ///< The last one; the last of the window if absent.
  std::optional<Instant> archived_at;  ///< When it left the catalogue.

  bool operator==(const Reward&) const = default;
};

/// The most units of a pool, a limit or a reservation (default of ours).
inline constexpr std::int64_t most_units = 100'000;
/// The most that one unit may cost: a million złotych (default of ours).
inline constexpr Money most_unit_cost{100'000'000};
/// The most that a budget line may hold or a reservation cost: ten billion złotych (default of
/// ours).
inline constexpr Money most_money{1'000'000'000'000};

/// How a reward stands on a day. But for `archived` nobody sets it: window and pool say it.
enum class RewardState { planned, open, full, closed, archived };

/// What is used of a reward in one season, whose own pool and limit count.
struct Usage {
  Term season;
  std::int64_t pool = 0;
  std::int64_t limit = 0;
  std::int64_t taken = 0;  ///< By all facilities.
  std::int64_t own = 0;    ///< By the facility in question.
  /// Who waits and is to be offered what is free first.
  std::optional<ReservationId> ahead = std::nullopt;
  std::int64_t gone = 0;  ///< What of `taken` never comes back: delivered or missed.

  /// Units that are left of the pool; never negative.
  std::int64_t left() const { return taken < pool ? pool - taken : 0; }
};

/// A line of the city's budget for one calendar year.
struct BudgetLine {
  std::int64_t id = 0;
  std::string name;
  std::int64_t year = 0;
  std::string classification;  ///< Such as "852-85295-4300".
  Money amount;

  /// "superwizje/2026": how it is named to programs.
  std::string text() const { return name + "/" + std::to_string(year); }
};

/// A budget line and what has become of its money.
struct Funds {
  BudgetLine line;
  Money committed;  ///< Promised to reservations that are still to come.
  Money spent;      ///< What the delivered and the missed ones cost.

  Money free() const { return line.amount - committed - spent; }
};

/// `waiting` → `offered` → `reserved` → `agreed` → `delivered` or `missed`; `cancelled` from any
/// before delivery, `expired` from a hold that nobody agreed.
enum class State { waiting, offered, reserved, agreed, delivered, missed, cancelled, expired };

/// Who cancelled a reservation.
enum class Side { facility, city };

/// One facility's claim on a reward.
struct Reservation {
  ReservationId id;
  RewardId reward;
  std::string reward_name;
  Unit unit = Unit::place;
  Term season;
  FacilityId facility;
  std::string facility_name;
  std::int64_t quantity = 1;
  State state = State::reserved;
  Money cost;       ///< The commitment; once delivered or missed what it really cost.
  Money committed;  ///< What was promised with the place.
  std::optional<std::int64_t> budget_line;
  std::string budget;  ///< The line as `BudgetLine::text` names it, or empty.
  Instant made_at;
  std::optional<Day> expires_on;       ///< When the hold ends, should nobody agree a day.
  std::optional<Day> offer_ends_on;    ///< The last day to take the place that was offered.
  std::optional<Instant> reminded_at;  ///< When the coordinator was reminded of the hold.
  std::optional<Day> agreed_on;        ///< The day of the service.
  std::int64_t agreements = 0;         ///< How often a day was agreed.
  std::optional<Day> delivered_on;     ///< The day on which the service took place.
  std::string note;                    ///< What is to be remembered of it.
  std::optional<Instant> ended_at;
  std::string end_reason;
  std::optional<Side> cancelled_by;
  std::string exceed_reason;          ///< Why it goes beyond the pool or the limit, or empty.
  std::string ticket;                 ///< Of a wish: its number in the draw.
  std::optional<std::int64_t> drawn;  ///< Of a wish: the place in which it was drawn, from 1.
};

/// Which reservations; what is absent does not matter.
struct Filter {
  std::optional<FacilityId> facility = std::nullopt;
  std::optional<RewardId> reward = std::nullopt;
  std::optional<State> state = std::nullopt;
  std::optional<Term> season = std::nullopt;
};

/// What somebody wants to reserve, and for whom.
struct Claim {
  RewardId reward;
  FacilityId facility;
  std::int64_t quantity = 1;
  /// The administrator's exception from pool and limit, and why.
  std::optional<std::string> exceed_reason = std::nullopt;
  bool wait = false;  ///< Joins the line when nothing is free now; an exception never waits.
};

}  // namespace mk::rewards
