#include "lib/rewards/check_records.hpp"

#include "lib/store/query.hpp"

namespace mk::rewards::records {

namespace {

Suspect read_suspect(const store::Row& row) {
  return {row.id<ReservationId>("id"), row.id<RewardId>("reward"), row.term("season"),
          row.id<FacilityId>("facility")};
}

}  // namespace

std::vector<Suspect> without_season(store::Database& db) {
  return store::all(db, read_suspect,
                    "select id, reward, season, facility from reservation v where not exists "
                    "(select 1 from reward_season s where s.reward = v.reward "
                    "and s.season = v.season) order by id");
}

std::vector<Suspect> live_of_withdrawn(store::Database& db) {
  return store::all(db, read_suspect,
                    "select v.id, v.reward, v.season, v.facility from reservation v "
                    "join facility f on f.id = v.facility where f.state = 'withdrawn' "
                    "and v.state in ('waiting', 'offered', 'reserved', 'agreed') order by v.id");
}

std::vector<Suspect> waiting_for_archived(store::Database& db) {
  return store::all(db, read_suspect,
                    "select v.id, v.reward, v.season, v.facility from reservation v "
                    "join reward r on r.id = v.reward where r.archived_at is not null "
                    "and v.state = 'waiting' order by v.id");
}

}  // namespace mk::rewards::records
