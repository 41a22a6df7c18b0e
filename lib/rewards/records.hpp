#pragma once

#include "lib/rewards/rewards.hpp"
#include "lib/store/database.hpp"

#include <optional>
#include <string>
#include <vector>

/// The rows of the catalogue, the budget and the reservations; a statement a function.
namespace mk::rewards::records {

/// The reward `id`. Throws `Error` (refused): "there is no R-9".
Reward reward(store::Database& db, RewardId id);
/// The reward of this name, whatever its case and blanks.
std::optional<Reward> reward_named(store::Database& db, const std::string& name);
/// Every reward, by name in the Polish order.
std::vector<Reward> rewards(store::Database& db);
RewardId add(store::Database& db, const Reward& reward);
void change(store::Database& db, const Reward& reward);
/// Takes a reward away that nobody ever reserved.
void remove(store::Database& db, RewardId id);

/// What is used of `reward` in `season`, and by `facility` when one is given. The season's own pool
/// and limit count; those of the reward while nothing has been reserved in it.
Usage usage(store::Database& db, const Reward& reward, Term season,
            std::optional<FacilityId> facility = std::nullopt);
/// Keeps pool and limit of `reward` for `season`, unless they are kept already.
void open_season(store::Database& db, const Reward& reward, Term season);
/// Gives the kept seasons from `from` on the pool and the limit of `reward`.
void change_seasons(store::Database& db, const Reward& reward, Term from);

/// The budget line of this name and year.
std::optional<Funds> funds(store::Database& db, const std::string& name, std::int64_t year);
/// The budget line whose row is `id`.
std::optional<Funds> funds(store::Database& db, std::int64_t id);
/// The budget lines, those of `year` when one is given, by year and name.
std::vector<Funds> all_funds(store::Database& db, std::optional<std::int64_t> year);
std::int64_t add(store::Database& db, const BudgetLine& line);
void change(store::Database& db, const BudgetLine& line);

/// The reservation `id`. Throws `Error` (refused): "there is no V-9".
Reservation reservation(store::Database& db, ReservationId id);
/// The reservations that `filter` wants, by id.
std::vector<Reservation> reservations(store::Database& db, const Filter& filter);
/// Those that use a place of `reward` in a season from `from` on, by id.
std::vector<Reservation> held_from(store::Database& db, RewardId reward, Term from);
/// Those that draw on the budget line `line`, by id.
std::vector<Reservation> held_on(store::Database& db, std::int64_t line);
/// Holds that end on `day` or ended before it, by id.
std::vector<Reservation> overdue(store::Database& db, Day day);
/// Offered places whose last day was before `day`, by id.
std::vector<Reservation> overdue_offers(store::Database& db, Day day);
/// Holds that end on `ends` or before it and whose coordinator was not reminded, by id.
std::vector<Reservation> unreminded(store::Database& db, Day ends);

/// Those who wait for `reward` in `season`, in the order in which they are served: of asking, or of
/// the draw. Wishes that were not drawn yet are in no line.
std::vector<Reservation> line(store::Database& db, const Reward& reward, Term season);
/// A season of a reward that somebody waits for.
struct Line {
  RewardId reward;
  Term season;
};
std::vector<Line> lines(store::Database& db);
/// What `facility` waits for or was offered of this reward in this season; there is one at most.
std::optional<Reservation> in_line(store::Database& db, RewardId reward, Term season,
                                   FacilityId facility);

ReservationId add(store::Database& db, const Reservation& reservation);
/// Keeps that a place was offered or taken: its state, cost, budget line and days.
void give(store::Database& db, const Reservation& reservation);
/// Keeps the day agreed and the line that pays for it.
void agree(store::Database& db, const Reservation& reservation);
/// Keeps the last state: its reason, who cancelled, the day, the note and what it cost.
void end(store::Database& db, const Reservation& reservation);
void note_reminder(store::Database& db, ReservationId id, Instant now);

/// How many reservations are in `state`.
std::int64_t count(store::Database& db, State state);

/// A pool, a limit or a budget line that reservations go beyond.
struct Overrun {
  RewardId reward;
  Term season;
  FacilityId facility;
  std::string line;
  std::int64_t used = 0;
  std::int64_t allowed = 0;
};
std::vector<Overrun> overrun_pools(store::Database& db);
std::vector<Overrun> overrun_limits(store::Database& db);
std::vector<Overrun> overrun_lines(store::Database& db);

}  // namespace mk::rewards::records
