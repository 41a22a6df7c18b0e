#pragma once

#include "lib/base/csv.hpp"
#include "lib/rewards/draw.hpp"
#include "lib/rewards/rewards.hpp"
#include "lib/store/context.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mk::rewards {

/// A reward as it stands today.
struct Offer {
  Reward reward;
  Usage usage;  ///< Of the running season, or of the one in which its window opens.
  RewardState state = RewardState::open;
  std::string commitment;          ///< What binds the city to the draw of that season, or empty.
  std::optional<Message> why_not;  ///< Why the facility asked about may not reserve one unit.
  std::optional<Message> way;      ///< And what it can do about that.
  std::vector<Message> warnings;   ///< After a change: what the person should know.
};

/// Adds `reward` (its id does not matter) to the catalogue. Throws `Error` (refused).
MK_API Offer add(const Context& context, const Reward& reward);

/// What of a reward changes; what is absent stays.
struct Changes {
  std::optional<std::string> name = std::nullopt;
  std::optional<std::string> description = std::nullopt;
  std::optional<Type> type = std::nullopt;
  std::optional<survey::Status> status = std::nullopt;
  std::optional<Unit> unit = std::nullopt;
  std::optional<std::int64_t> pool = std::nullopt;
  std::optional<std::int64_t> limit = std::nullopt;
  std::optional<Money> unit_cost = std::nullopt;
  std::optional<std::string> budget = std::nullopt;
  std::optional<Day> opens_on = std::nullopt;
  std::optional<Day> closes_on = std::nullopt;
  std::optional<std::string> delivery = std::nullopt;
  std::optional<Allocation> allocation = std::nullopt;
  std::optional<Day> visible_from = std::nullopt;
  std::optional<Day> visible_to = std::nullopt;

  bool operator==(const Changes&) const = default;
};

/// Changes a reward. Pool and limit count for the running season (or the one in which its window
/// opens) and the later ones; below what is reserved they are refused, with the list.
/// What is reserved keeps its cost. Throws `Error` (refused).
MK_API Offer edit(const Context& context, RewardId id, const Changes& changes);

/// Takes a reward out of the catalogue. One that was ever reserved is archived instead, and the
/// line of those who wait for it ends.
struct Removal {
  Offer offer;                          ///< As it was last.
  std::vector<Reservation> kept_for{};  ///< What it is kept for; none: it is deleted.
};
/// Throws `Error` (refused): there is none, or it is archived already.
MK_API Removal remove(const Context& context, RewardId id);

/// The catalogue by name, the archived ones too.
MK_API std::vector<Offer> offers(const Context& context);

/// What `facility` sees of the catalogue, by name, with the reason why it may not reserve and what
/// it can do about it. Throws `Error` (refused): there is no such facility.
MK_API std::vector<Offer> offers(const Context& context, FacilityId facility);

/// One reward. Throws `Error` (refused): there is none.
MK_API Offer offer(const Context& context, RewardId id);

/// What became of a file of rewards.
struct Imported {
  std::uint64_t read = 0;
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::vector<csv::Refusal> refusals;
  std::vector<Message> warnings;
};

/// The rewards in `file` as rows under the columns of a catalogue: a TOML file, whose name ends
/// with
/// `.toml`, has a table `[[reward]]` each, any other is CSV; "-" is the standard input. Throws
/// `Error`: missing, data (refused as a whole, with its line).
MK_API csv::Table read_catalogue(const std::string& file);

/// Takes the rewards in `table`, a catalogue's file. A reward is known by its name, an archived one
/// comes back; a column that is missing changes nothing. Bad rows are refused, the others taken, in
/// one transaction. Throws `Error` (data): a column that must be there is missing.
MK_API Imported import(const Context& context, const csv::Table& table);

/// Adds a budget line (its row does not matter). Throws `Error` (refused).
MK_API Funds add_line(const Context& context, const BudgetLine& line);

/// Changes amount and classification, those that are given. Below what is committed and spent the
/// amount is refused, with the list. Throws `Error` (refused).
MK_API Funds edit_line(const Context& context, const std::string& name, std::int64_t year,
                       std::optional<Money> amount, std::optional<std::string> classification);

/// The budget lines, those of `year` when one is given, by year and name.
MK_API std::vector<Funds> lines(const Context& context, std::optional<std::int64_t> year);

/// A reservation after a change, and what the person should know.
struct Outcome {
  Reservation reservation;
  std::vector<Message> warnings;
};

/// Reserves: the place, the money, the confirmation to the facility and the notice to the
/// coordinator, in one transaction. A place that was offered to the facility is taken; where
/// nothing is free `claim.wait` joins the line. Throws `Error` (refused) with the first reason
/// against it.
MK_API Outcome reserve(const Context& context, const Claim& claim);

/// Keeps the day agreed for the service, or another one than before. The commitment moves to the
/// budget line of that day's year, should there be one. Throws `Error` (refused).
MK_API Outcome agree(const Context& context, ReservationId id, Day day);

/// How a service ended, as far as it is told.
struct Finish {
  std::optional<Money> cost = std::nullopt;  ///< What it really cost; as committed when absent.
  std::optional<Day> on = std::nullopt;      ///< The day; as agreed when absent.
  std::string note = {};                     ///< What is to be remembered.
};

/// The service took place. Throws `Error` (refused).
MK_API Outcome deliver(const Context& context, ReservationId id, const Finish& how = {});

/// The facility did not come: place and limit stay used; the cost is as told.
MK_API Outcome miss(const Context& context, ReservationId id, const Finish& how = {});

/// Gives place, limit and money back, tells the facility and, where it knew of it, the coordinator,
/// and offers what is free to who waits. Throws `Error` (refused): after delivery.
MK_API Outcome cancel(const Context& context, ReservationId id, const std::string& reason,
                      Side side = Side::city);

/// Takes the place that was offered to `id`. Throws `Error` (refused): none is, or it is too late.
MK_API Outcome accept(const Context& context, ReservationId id);

/// Those who were offered a place of a reward, then those who wait, in the order in which they are
/// served, then those who wished and were not drawn yet, in the order of asking. Throws `Error`
/// (refused): there is no such reward.
MK_API std::vector<Reservation> waiting(const Context& context, RewardId id);

/// Notes that `facility` wishes for a reward that a draw gives, under a ticket of its own, and
/// tells the facility. Throws `Error` (refused).
MK_API Outcome wish(const Context& context, RewardId reward, FacilityId facility);

/// A draw and what a person should know of it.
struct Drawing {
  Result result;
  bool before = false;         ///< It was made before, and this only tells it.
  std::string short_of_money;  ///< The budget line that pays for fewer places than the pool has.
  std::vector<Message> warnings;
};

/// Draws the wishes for a reward when its window is over, once: what was drawn before, or in
/// another `season`, is told as it was. Who may not have the reward any more is left out, the first
/// get the places, the others wait in the drawn order, and all are told. A rehearsal draws with
/// another seed, so that it tells nothing of the draw to come. Throws `Error` (refused).
MK_API Drawing draw(const Context& context, RewardId id, std::optional<Term> season = {});

/// The reservations, by id. Throws `Error` (refused): there is no such facility or reward.
MK_API std::vector<Reservation> reservations(const Context& context, const Filter& filter = {});

/// One reservation. Throws `Error` (refused): there is none.
MK_API Reservation reservation(const Context& context, ReservationId id);

/// Ends the holds that nobody agreed in time, and tells the facilities. Tells how many ended.
MK_API std::uint64_t expire(const Context& context);

/// Ends the offers that nobody took in time, tells the facilities and offers the places to the
/// next. Tells how many ended.
MK_API std::uint64_t expire_offers(const Context& context);

/// Ends the waiting for what can no longer be offered, and tells the facilities. Tells how many.
MK_API std::uint64_t end_lines(const Context& context);

/// Offers what became free to those who wait. Tells how many offers it made.
MK_API std::uint64_t serve(const Context& context);

/// Reminds the coordinator of old holds, once each. Tells how many letters were queued.
MK_API std::uint64_t remind_holds(const Context& context);

/// Cancels what `facility`, which is being withdrawn, has reserved and not yet had, without a
/// letter of its own. Tells how many there were.
MK_API std::uint64_t cancel_all(const Context& context, FacilityId facility,
                                const std::string& reason);

/// What does not hold: pools, limits and budgets, counted again from the reservations, and
/// reservations that contradict themselves, their facility or their reward. A sentence each.
MK_API std::vector<Message> breaches(store::Database& db);

/// How many reservations are in `state`.
MK_API std::uint64_t how_many(store::Database& db, State state);

}  // namespace mk::rewards
