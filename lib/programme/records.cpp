#include "lib/programme/records.hpp"

#include "lib/store/query.hpp"

namespace mk::programme::records {

namespace {

template <class SomeId, class... Values>
std::vector<SomeId> ids(store::Database& db, const char* sql, const Values&... values) {
  return store::all(
      db, [](const store::Row& row) { return row.id<SomeId>("id"); }, sql, values...);
}

}  // namespace

std::vector<FacilityId> applied(store::Database& db) {
  return ids<FacilityId>(db, "select id from facility where state = 'applied' order by id");
}

std::vector<FacilityId> not_activated(store::Database& db) {
  return ids<FacilityId>(db, "select id from facility where state = 'approved' order by id");
}

std::vector<FacilityId> delisted(store::Database& db) {
  return ids<FacilityId>(
      db,
      "select id from facility where delisted_at is not null and "
      "kept_reason is null and state not in ('listed', 'withdrawn') order by id");
}

std::vector<FacilityId> by_hand(store::Database& db) {
  return ids<FacilityId>(db,
                         "select id from facility where unlisted_reason is not null and state <> "
                         "'withdrawn' order by id");
}

std::vector<FacilityId> differing(store::Database& db) {
  return ids<FacilityId>(
      db,
      "select f.id from facility f join account a on a.facility = f.id where a.ended_at is null "
      "and f.unlisted_reason is null and (f.manager not in ('', a.manager) "
      "or lower(f.email) not in ('', lower(a.email)) "
      "or (f.phone <> '' and a.phone not in ('', f.phone))) order by f.id");
}

std::vector<SurveyId> submitted(store::Database& db) {
  return ids<SurveyId>(db,
                       "select s.id from survey s join facility f on f.id = s.facility "
                       "where s.state = 'submitted' and f.state <> 'withdrawn' order by s.id");
}

std::vector<ReservationId> reserved(store::Database& db) {
  return ids<ReservationId>(db, "select id from reservation where state = 'reserved' order by id");
}

std::vector<ReservationId> offered(store::Database& db) {
  return ids<ReservationId>(db, "select id from reservation where state = 'offered' order by id");
}

std::vector<ReservationId> in_line(store::Database& db) {
  return ids<ReservationId>(db,
                            "select id from reservation where state = 'waiting' "
                            "and (ticket is null or drawn is not null) order by id");
}

std::vector<ReservationId> undelivered(store::Database& db, Day today) {
  return ids<ReservationId>(
      db, "select id from reservation where state = 'agreed' and agreed_on < ? order by id", today);
}

std::vector<RewardId> undrawn(store::Database& db, Day today) {
  return ids<RewardId>(db,
                       "select id from reward where closes_on < ? and id in (select reward from "
                       "reservation where state = 'waiting' and ticket is not null and drawn is "
                       "null) order by id",
                       today);
}

std::vector<MatchId> matches(store::Database& db, const std::string& state) {
  return ids<MatchId>(db, "select id from exchange_match where state = ? order by id", state);
}

std::vector<LetterId> letters(store::Database& db, const std::string& state) {
  return ids<LetterId>(db, "select id from mail where state = ? order by id", state);
}

bool is_sending(store::Database& db, Instant now) {
  return !ids<LetterId>(db,
                        "select id from mail where state = 'sending' and leased_until > ? "
                        "order by id limit 1",
                        now)
              .empty();
}

std::vector<store::Place> parts(store::Database& db, const store::Place& thing) {
  auto places = store::all(
      db,
      [](const store::Row& row) {
        return store::Place{row.text("thing"), row.number("row")};
      },
      "select 'remark' thing, id row from remark where ?1 = 'survey' and survey = ?2 union all "
      "select 'status', id from status where ?1 = 'survey' and survey = ?2 union all "
      "select 'post_return', rowid from post_return where ?1 = 'post' and post = ?2 union all "
      "select 'exchange_member', id from exchange_member where ?1 = 'exchange_match' and match = "
      "?2 "
      "union all select 'reward_season', rowid from reward_season where ?1 = 'reward' and reward = "
      "?2 "
      "union all select 'draw', rowid from draw where ?1 = 'reward' and reward = ?2",
      thing.thing, thing.row);
  places.push_back(thing);
  // These have the number of what they belong to.
  if (thing.thing == "facility")
    for (const auto* part : {"account", "logo"}) places.push_back({part, thing.row});
  if (thing.thing == "survey")
    for (const auto* part : {"answer", "project"}) places.push_back({part, thing.row});
  return places;
}

Cards cards(store::Database& db, Term term) {
  return store::one(
             db,
             [](const store::Row& row) {
               return Cards{row.number("active"), row.number("sent"), row.number("accepted")};
             },
             "select count(*) active, "
             "count(*) filter (where s.state in ('submitted', 'accepted')) sent, "
             "count(*) filter (where s.state = 'accepted') accepted "
             "from facility f left join survey s on s.facility = f.id and s.term = ? "
             "where f.state = 'active'",
             term)
      .value_or(Cards{});
}

}  // namespace mk::programme::records
