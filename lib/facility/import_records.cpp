#include "lib/facility/import_records.hpp"

#include "lib/store/query.hpp"

namespace mk::facility::records {

using store::Row;

void each_known(store::Database& db, const TakeKnown& take) {
  Row row{db,
          "select id, row_hash, key_hash, register_no, delisted_at is not null, "
          "unlisted_reason is not null from facility order by id"};
  while (row.next()) {
    Known it;
    it.id = {row.number_at(0)};
    it.row_hash = row.digest_at(1);
    it.delisted = row.number_at(4) != 0;
    it.by_hand = row.number_at(5) != 0;
    take(it, row.digest_at(2), row.text_at(3));
  }
}

std::size_t count_known(store::Database& db) {
  return static_cast<std::size_t>(store::count(db, "select count(*) as n from facility"));
}

BatchId add_batch(store::Database& db, const Batch& it) {
  return store::insert<BatchId>(
      db,
      "insert into batch (at, file, hash, encoding, separator, partial, read, added, updated, "
      "unchanged, rejected, skipped, delisted) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      it.at, it.file, it.hash, it.encoding, it.separator, it.partial, it.read, it.added, it.updated,
      it.unchanged, it.rejected, it.skipped, it.delisted);
}

namespace {

/// What SQLite would give the next row of `table` as its id.
std::int64_t next_id(store::Database& db, const char* table) {
  return 1 + store::count(db, "select seq as n from sqlite_sequence where name = ?", table);
}

/// Fills the values of `it` in the order of the statements below; they are lent.
int lend(Row& row, const registry::Row& from, const std::string& kinds) {
  const auto& it = from.listing;
  int place = 0;
  for (const auto* text :
       {&it.operator_name, &it.name, &kinds, &it.street, &it.postal_code, &it.city, &it.district,
        &it.manager, &it.email, &it.phone, &from.phone_raw, &it.regon, &it.nip, &it.krs,
        &it.register_no, &it.informal_name})
    row.lend(++place, *text);
  put(row, ++place, it.places);
  put(row, ++place, from.line);
  return place;
}

}  // namespace

BatchId next_batch(store::Database& db) { return {next_id(db, "batch")}; }

FacilityId next_facility(store::Database& db) { return {next_id(db, "facility")}; }

Adder::Adder(store::Database& db)
    : db_{db},
      insert_{db,
              "insert into facility (operator, name, kind, street, postal_code, city, district, "
              "manager, email, phone, phone_raw, regon, nip, krs, register_no, informal_name, "
              "places, line, batch, key_hash, row_hash) "
              "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"} {}

FacilityId Adder::add(const registry::Row& row, const ShortDigest& key_hash,
                      const ShortDigest& row_hash, BatchId batch) {
  const auto kinds = registry::joined(row.listing.kinds);
  auto place = lend(insert_, row, kinds);
  put(insert_, ++place, batch);
  put(insert_, ++place, key_hash);
  put(insert_, ++place, row_hash);
  insert_.change();
  insert_.again();
  return {store::last_id(db_)};
}

void change_listed(store::Database& db, FacilityId id, const registry::Row& row,
                   const ShortDigest& row_hash, BatchId batch) {
  const auto kinds = registry::joined(row.listing.kinds);
  Row update{db,
             "update facility set operator = ?, name = ?, kind = ?, street = ?, postal_code = ?, "
             "city = ?, district = ?, manager = ?, email = ?, phone = ?, phone_raw = ?, "
             "regon = ?, nip = ?, krs = ?, register_no = ?, informal_name = ?, places = ?, "
             "line = ?, batch = ?, key_hash = ?, row_hash = ?, delisted_at = null, "
             "kept_reason = null, unlisted_reason = null where id = ?"};
  auto place = lend(update, row, kinds);
  put(update, ++place, batch);
  put(update, ++place, registry::key_hash_of(row.listing));
  put(update, ++place, row_hash);
  put(update, ++place, id);
  update.change();
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
