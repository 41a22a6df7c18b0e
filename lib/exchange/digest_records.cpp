#include "lib/exchange/digest_records.hpp"

#include "lib/store/query.hpp"

namespace mk::exchange::records {

using store::Row;

std::optional<Day> last_digest(store::Database& db) {
  return store::one(
      db, [](const Row& row) { return row.day("week"); },
      "select week from exchange_digest order by week desc limit 1");
}

void note_digest(store::Database& db, Day monday, Instant now) {
  store::change(db, "insert into exchange_digest (week, made_at) values (?, ?)", monday, now);
}

std::vector<Reader> readers(store::Database& db) {
  return store::all(
      db,
      [](const Row& row) {
        return Reader{row.id<FacilityId>("id"), row.text("email"), row.text("district")};
      },
      "select f.id, a.email, f.district from facility f join account a on a.facility = f.id "
      "where f.state = 'active' and f.id not in (select facility from exchange_silence) "
      "order by f.id");
}

std::vector<PostId> posted_between(store::Database& db, Instant from, Instant to, Day day) {
  return store::all(
      db, [](const Row& row) { return row.id<PostId>("id"); },
      "select p.id from post p left join facility f on f.id = p.facility "
      "where p.posted_at >= ? and p.posted_at < ? and p.state = 'open' and p.until >= ? "
      "and (f.id is null or f.state = 'active') order by p.id",
      from, to, day);
}

std::set<Party> refused_partners(store::Database& db, const Party& party) {
  const auto found = store::all(
      db, [](const Row& row) { return Party{row.maybe_id<FacilityId>("other")}; },
      "select partner as other from exchange_refusal "
      "where facility is ?1 and partner is not null "
      "union select facility from exchange_refusal where partner = ?1 order by other",
      party.facility);
  return {found.begin(), found.end()};
}

std::set<PostId> refused_posts(store::Database& db, const Party& party) {
  const auto found = store::all(
      db, [](const Row& row) { return row.id<PostId>("post"); },
      "select post from exchange_refusal where facility is ? and post is not null order by post",
      party.facility);
  return {found.begin(), found.end()};
}

std::optional<Instant> silent_since(store::Database& db, FacilityId facility) {
  return store::one(
      db, [](const Row& row) { return row.instant("since"); },
      "select since from exchange_silence where facility = ?", facility);
}

void keep_silent(store::Database& db, FacilityId facility, Instant now) {
  store::change(db, "insert into exchange_silence (facility, since) values (?, ?)", facility, now);
}

void end_silence(store::Database& db, FacilityId facility) {
  store::change(db, "delete from exchange_silence where facility = ?", facility);
}

}  // namespace mk::exchange::records
