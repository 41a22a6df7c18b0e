#include "lib/facility/import_records.hpp"

#include "lib/store/query.hpp"

namespace mk::facility::records {

using store::Row;

std::vector<Known> known(store::Database& db) {
  return store::all(
      db,
      [](const Row& row) {
        return Known{row.id<FacilityId>("id"), row.text("register_no"), row.digest("key_hash"),
                     row.digest("row_hash"),   row.yes("delisted"),     row.yes("by_hand")};
      },
      "select id, register_no, key_hash, row_hash, delisted_at is not null as delisted, "
      "unlisted_reason is not null as by_hand from facility order by id");
}

BatchId add_batch(store::Database& db, const Batch& it) {
  return store::insert<BatchId>(
      db,
      "insert into batch (at, file, hash, encoding, separator, partial, read, added, updated, "
      "unchanged, rejected, skipped, delisted) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      it.at, it.file, it.hash, it.encoding, it.separator, it.partial, it.read, it.added, it.updated,
      it.unchanged, it.rejected, it.skipped, it.delisted);
}

FacilityId add_listed(store::Database& db, const registry::Row& row, BatchId batch) {
  const auto& it = row.listing;
  return store::insert<FacilityId>(
      db,
      "insert into facility (operator, name, kind, street, postal_code, city, district, manager, "
      "email, phone, phone_raw, places, regon, nip, krs, register_no, informal_name, batch, line, "
      "key_hash, row_hash) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      it.operator_name, it.name, registry::joined(it.kinds), it.street, it.postal_code, it.city,
      it.district, it.manager, it.email, it.phone, row.phone_raw, it.places, it.regon, it.nip,
      it.krs, it.register_no, it.informal_name, batch, row.line, registry::key_hash_of(it),
      registry::row_hash_of(it));
}

void change_listed(store::Database& db, FacilityId id, const registry::Row& row, BatchId batch) {
  const auto& it = row.listing;
  store::change(
      db,
      "update facility set operator = ?, name = ?, kind = ?, street = ?, postal_code = ?, "
      "city = ?, district = ?, manager = ?, email = ?, phone = ?, phone_raw = ?, places = ?, "
      "regon = ?, nip = ?, krs = ?, register_no = ?, informal_name = ?, batch = ?, line = ?, "
      "key_hash = ?, row_hash = ?, delisted_at = null, "
      "kept_reason = null, unlisted_reason = null where id = ?",
      it.operator_name, it.name, registry::joined(it.kinds), it.street, it.postal_code, it.city,
      it.district, it.manager, it.email, it.phone, row.phone_raw, it.places, it.regon, it.nip,
      it.krs, it.register_no, it.informal_name, batch, row.line, registry::key_hash_of(it),
      registry::row_hash_of(it), id);
}

void delist(store::Database& db, FacilityId id, Instant now) {
  store::change(db, "update facility set delisted_at = ? where id = ?", now, id);
}

std::vector<FacilityId> by_hand(store::Database& db) {
  return store::all(
      db, [](const Row& row) { return row.id<FacilityId>("id"); },
      "select id from facility where unlisted_reason is not null order by id");
}

std::vector<Contact> contacts(store::Database& db) {
  return store::all(
      db,
      [](const Row& row) {
        return Contact{row.id<FacilityId>("facility"), row.text("manager"), row.text("email"),
                       row.text("phone")};
      },
      "select facility, manager, email, phone from account where ended_at is null "
      "order by facility");
}

}  // namespace mk::facility::records
