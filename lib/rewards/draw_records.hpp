#pragma once

#include "lib/rewards/rewards.hpp"
#include "lib/store/database.hpp"

#include <optional>
#include <string>
#include <vector>

/// The rows of the draws; a statement a function.
namespace mk::rewards::records {

/// The draw of a reward in one season.
struct Draw {
  RewardId reward;
  Term season;
  std::string seed;  ///< Told to nobody before it is drawn.
  std::string commitment;
  Instant committed_at;
  std::optional<Instant> drawn_at;
  std::int64_t places = 0;
};

std::optional<Draw> draw(store::Database& db, RewardId reward, Term season);
/// Every draw, by reward and season.
std::vector<Draw> draws(store::Database& db);
void add(store::Database& db, const Draw& draw);
/// Keeps when it was drawn, and how many places it had.
void close(store::Database& db, const Draw& draw);

/// Who wished for `reward` in `season` and was not drawn yet, in the order of asking.
std::vector<Reservation> wishes(store::Database& db, RewardId reward, Term season);
/// Those who were drawn, in that order, whatever became of them.
std::vector<Reservation> drawn(store::Database& db, RewardId reward, Term season);
/// Keeps the place in which a wish was drawn.
void note_drawn(store::Database& db, ReservationId id, std::int64_t place);
/// Wishes that no draw can ever draw: there is none for them, or it is made. By id.
std::vector<Reservation> astray(store::Database& db);

}  // namespace mk::rewards::records
