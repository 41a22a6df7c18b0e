#pragma once

#include "lib/rewards/rewards.hpp"
#include "lib/store/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the reports of this room read; a statement a function.
namespace mk::rewards::records {

/// A reservation, as far as the books go.
struct Booked {
  ReservationId id;
  RewardId reward;
  Term season;
  FacilityId facility;
  std::int64_t quantity = 0;
  State state = State::reserved;
  Money cost;
  std::optional<std::int64_t> budget_line;
  Instant made_at;
};
/// All of them, by id.
std::vector<Booked> booked(store::Database& db);

/// The pool of a reward in one season.
struct Season {
  std::int64_t row = 0;
  RewardId reward;
  Term season;
  std::int64_t pool = 0;
};
/// All of them, by reward and season.
std::vector<Season> seasons(store::Database& db);

/// What a value of the books was before it changed.
struct Undo {
  Instant at;
  std::string thing;  ///< `reservation`, `budget_line`, `reward` or `reward_season`.
  std::int64_t row = 0;
  std::string column;
  std::optional<std::string> before;
};
/// Every change of the books, the latest first.
std::vector<Undo> book_changes(store::Database& db);

/// Reservations that are paid from a line of `year`, but whose day is in another year, by id.
std::vector<ReservationId> of_another_year(store::Database& db, std::int64_t year);

}  // namespace mk::rewards::records
