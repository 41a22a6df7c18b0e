#include "lib/facility/records.hpp"
#include "lib/store/query.hpp"

namespace mk::facility::records {

std::optional<FacilityId> with_key(store::Database& db, const ShortDigest& key_hash) {
  return store::one(
      db, [](const store::Row& row) { return row.id<FacilityId>("id"); },
      "select id from facility where key_hash = ? order by id", key_hash);
}

FacilityId add_by_hand(store::Database& db, const Listing& it, const std::string& reason) {
  return store::insert<FacilityId>(
      db,
      "insert into facility (operator, name, kind, street, postal_code, city, district, "
      "unlisted_reason, key_hash, row_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      it.operator_name, it.name, registry::joined(it.kinds), it.street, it.postal_code, it.city,
      it.district, reason, registry::key_hash_of(it), registry::row_hash_of(it));
}

}  // namespace mk::facility::records
