#include "lib/facility/records.hpp"
#include "lib/store/query.hpp"

namespace mk::facility::records {

void take_over(store::Database& db, FacilityId heir, FacilityId former) {
  store::change(db,
                "update facility set state = f.state, "
                "applications = facility.applications + f.applications "
                "from facility f where facility.id = ?1 and f.id = ?2",
                heir, former);
}

void leave(store::Database& db, FacilityId id, Instant now) {
  store::change(db,
                "update facility set state = 'listed', delisted_at = coalesce(delisted_at, ?2), "
                "kept_reason = null, unlisted_reason = null where id = ?1",
                id, now);
}

}  // namespace mk::facility::records
