#include "lib/facility/batch_records.hpp"

#include "lib/store/query.hpp"

namespace mk::facility::records {

namespace {

using store::Row;

Batch read_batch(const Row& row) {
  Batch it;
  it.id = row.id<BatchId>("id");
  it.at = row.instant("at");
  it.who = row.text("who");
  it.file = row.text("file");
  it.hash = row.text("hash");
  it.encoding = row.text("encoding");
  it.separator = row.text("separator");
  it.partial = row.yes("partial");
  it.read = row.number("read");
  it.added = row.number("added");
  it.updated = row.number("updated");
  it.unchanged = row.number("unchanged");
  it.rejected = row.number("rejected");
  it.skipped = row.number("skipped");
  it.delisted = row.number("delisted");
  it.undone_at = row.maybe_instant("undone_at");
  return it;
}

/// Files with who took them in, those that `which` tells.
std::string select(const char* which) {
  return std::string{
             "select b.*, (select coalesce(e.on_behalf_of, e.user) from change c "
             "join entry e on e.id = c.entry where c.thing = 'batch' and c.row = b.id "
             "and c.column = 'id' order by c.id) as who from batch b "} +
         which;
}

/// The entries that changed `column` of a file, and which file.
std::map<std::int64_t, BatchId> entries_of(store::Database& db, const char* column) {
  std::map<std::int64_t, BatchId> found;
  const auto pairs = store::all(
      db,
      [](const Row& row) {
        return std::pair{row.number("entry"), row.id<BatchId>("row")};
      },
      "select entry, row from change where thing = 'batch' and column = ? order by id", column);
  found.insert(pairs.begin(), pairs.end());
  return found;
}

}  // namespace

std::vector<Batch> batches(store::Database& db) {
  return store::all(db, read_batch, select("order by b.id").c_str());
}

Batch batch(store::Database& db, BatchId id) {
  const auto found = store::one(db, read_batch, select("where b.id = ?").c_str(), id);
  if (!found) throw Error{Exit::refused, msg("there is no {}", id)};
  return *found;
}

void mark_undone(store::Database& db, BatchId id, Instant now) {
  store::change(db, "update batch set undone_at = ? where id = ?", now, id);
}

Imports imports(store::Database& db) {
  Imports it{entries_of(db, "id"), entries_of(db, "undone_at"), {}};
  const auto undone = store::all(
      db, [](const Row& row) { return row.id<BatchId>("id"); },
      "select id from batch where undone_at is not null order by id");
  it.undone.insert(undone.begin(), undone.end());
  return it;
}

std::vector<FacilityId> touched(store::Database& db, BatchId batch, std::int64_t entry) {
  return store::all(
      db, [](const Row& row) { return row.id<FacilityId>("id"); },
      "select f.id from change c join facility f on f.id = c.row "
      "where c.entry = ?1 and c.thing = 'facility' union "
      "select f.id from facility f where f.batch = ?2 and not exists (select 1 from change c "
      "where c.thing = 'facility' and c.row = f.id and c.column = 'batch') union "
      "select f.id from change c join facility f on f.id = c.row where c.thing = 'facility' "
      "and c.column = 'batch' and c.before = cast(?2 as text) order by 1",
      entry, batch);
}

Trace trace(store::Database& db, FacilityId id) {
  Trace it;
  it.steps = store::all(
      db,
      [](const Row& row) {
        return Step{row.number("entry"), row.text("column"), row.maybe_text("before"),
                    row.maybe_text("after"), row.yes("erased")};
      },
      "select entry, column, before, after, salt is null as erased from change "
      "where thing = 'facility' and row = ? order by id",
      id);
  store::one(
      db,
      [&](const Row& row) {
        for (const auto* column : register_columns) it.now[column] = row.maybe_text(column);
        return true;
      },
      "select * from facility where id = ?", id);
  return it;
}

Cause cause(store::Database& db, std::int64_t entry) {
  const auto found = store::one(
      db,
      [](const Row& row) {
        return Cause{row.instant("at"), row.text("who"), row.text("verb"),
                     row.maybe_id<BatchId>("batch"), row.text("file")};
      },
      "select e.at, coalesce(e.on_behalf_of, e.user) as who, e.verb, b.id as batch, b.file "
      "from entry e left join change c on c.entry = e.id and c.thing = 'batch' "
      "and c.column = 'id' left join batch b on b.id = c.row where e.id = ?",
      entry);
  return found.value_or(Cause{});
}

void remove(store::Database& db, FacilityId id) {
  store::change(db, "delete from facility where id = ?", id);
}

void put_back(store::Database& db, FacilityId id, const std::string& column,
              const std::optional<std::string>& value) {
  const auto sql = "update facility set \"" + column + "\" = ? where id = ?";
  store::change(db, sql.c_str(), value, id);
}

void settle(store::Database& db, FacilityId id, const registry::Listing& listing) {
  store::change(db,
                "update facility set operator = ?, name = ?, street = ?, register_no = ?, "
                "key_hash = ?, row_hash = ? where id = ?",
                listing.operator_name, listing.name, listing.street, listing.register_no,
                registry::key_hash_of(listing), registry::row_hash_of(listing), id);
}

std::optional<FacilityId> holder(store::Database& db, FacilityId id,
                                 const registry::Listing& listing) {
  const auto read = [](const Row& row) { return row.id<FacilityId>("id"); };
  if (!listing.register_no.empty())
    return store::one(
        db, read, "select id from facility where register_no = ? and register_no <> '' and id <> ?",
        listing.register_no, id);
  return store::one(db, read,
                    "select id from facility where key_hash = ? and register_no = '' and id <> ?",
                    registry::key_hash_of(listing), id);
}

std::map<FacilityId, Digests> digests(store::Database& db) {
  const auto found = store::all(
      db,
      [](const Row& row) {
        return std::pair{row.id<FacilityId>("id"), Digests{row.digest_at(1), row.digest_at(2)}};
      },
      "select id, key_hash, row_hash from facility order by id");
  return {found.begin(), found.end()};
}

}  // namespace mk::facility::records
