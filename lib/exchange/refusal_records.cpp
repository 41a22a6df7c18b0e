#include "lib/exchange/records.hpp"
#include "lib/store/query.hpp"

namespace mk::exchange::records {

namespace {

Refusal read_refusal(const store::Row& row) {
  Refusal it;
  it.party = {row.maybe_id<FacilityId>("facility")};
  if (const auto partner = row.maybe_id<FacilityId>("partner")) it.partner = Party{partner};
  it.post = row.maybe_id<PostId>("post");
  it.partner_name = row.text("partner_name");
  it.post_title = row.text("post_title");
  it.since = row.instant("since");
  return it;
}

std::optional<FacilityId> partner_of(const Refusal& refusal) {
  return refusal.partner ? refusal.partner->facility : std::nullopt;
}

}  // namespace

std::vector<Refusal> refusals(store::Database& db) {
  return store::all(db, read_refusal,
                    "select r.facility, r.partner, r.post, r.since, f.name as partner_name, "
                    "p.title as post_title from exchange_refusal r "
                    "left join facility f on f.id = r.partner left join post p on p.id = r.post "
                    "order by r.facility, r.id");
}

void add_refusal(store::Database& db, const Refusal& refusal) {
  store::change(db,
                "insert into exchange_refusal (facility, partner, post, since) "
                "values (?, ?, ?, ?) on conflict do nothing",
                refusal.party.facility, partner_of(refusal), refusal.post, refusal.since);
}

bool drop_refusal(store::Database& db, const Refusal& refusal) {
  return store::change(db,
                       "delete from exchange_refusal "
                       "where facility is ? and partner is ? and post is ?",
                       refusal.party.facility, partner_of(refusal), refusal.post) > 0;
}

void copy_refusals(store::Database& db, PostId from, PostId to) {
  store::change(db,
                "insert into exchange_refusal (facility, post, since) "
                "select facility, ?, since from exchange_refusal where post = ?",
                to, from);
}

}  // namespace mk::exchange::records
