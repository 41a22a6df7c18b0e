#pragma once

#include "lib/rewards/rewards.hpp"
#include "lib/store/database.hpp"

#include <vector>

/// What the check of this room asks; a statement a function.
namespace mk::rewards::records {

/// A reservation that cannot be, and what it is about.
struct Suspect {
  ReservationId id;
  RewardId reward;
  Term season;
  FacilityId facility;
};

/// Those whose reward has no pool in their season, by id.
std::vector<Suspect> without_season(store::Database& db);
/// Those that a withdrawn facility still waits for or holds, by id.
std::vector<Suspect> live_of_withdrawn(store::Database& db);
/// Those that wait for what has left the catalogue, by id.
std::vector<Suspect> waiting_for_archived(store::Database& db);

}  // namespace mk::rewards::records
