#include "lib/rewards/report_records.hpp"

#include "lib/rewards/words.hpp"
#include "lib/store/query.hpp"

namespace mk::rewards::records {

using store::Row;

std::vector<Booked> booked(store::Database& db) {
  return store::all(
      db,
      [](const Row& row) {
        return Booked{.id = row.id<ReservationId>("id"),
                      .reward = row.id<RewardId>("reward"),
                      .season = row.term("season"),
                      .facility = row.id<FacilityId>("facility"),
                      .quantity = row.number("quantity"),
                      .state = state_named(row.text("state")).value_or(State::reserved),
                      .cost = row.money("cost"),
                      .budget_line = row.maybe_number("budget_line"),
                      .made_at = row.instant("made_at")};
      },
      "select id, reward, season, facility, quantity, state, cost, budget_line, made_at "
      "from reservation order by id");
}

std::vector<Season> seasons(store::Database& db) {
  return store::all(
      db,
      [](const Row& row) {
        return Season{row.number("row"), row.id<RewardId>("reward"), row.term("season"),
                      row.number("pool")};
      },
      "select rowid as row, reward, season, pool from reward_season order by reward, season");
}

std::vector<Undo> book_changes(store::Database& db) {
  return store::all(
      db,
      [](const Row& row) {
        return Undo{row.instant("at"), row.text("thing"), row.number("row"), row.text("column"),
                    row.maybe_text("before")};
      },
      "select e.at, c.thing, c.row, c.column, c.before from change c join entry e on e.id = "
      "c.entry "
      "where c.thing = 'reservation' and c.column in ('state', 'quantity', 'cost', 'budget_line') "
      "or c.thing = 'budget_line' and c.column = 'amount' "
      "or c.thing = 'reward' and c.column in ('name', 'pool', 'opens_on', 'closes_on', "
      "'archived_at') or c.thing = 'reward_season' and c.column = 'pool' "
      "order by e.at desc, c.id desc");
}

std::vector<ReservationId> of_another_year(store::Database& db, std::int64_t year) {
  return store::all(
      db, [](const Row& row) { return row.id<ReservationId>("id"); },
      "select v.id from holding h join reservation v on v.id = h.id "
      "join budget_line l on l.id = v.budget_line "
      "where l.year = ?1 and v.cost > 0 and v.agreed_on is not null "
      "and cast(substr(coalesce(v.delivered_on, v.agreed_on), 1, 4) as integer) <> ?1 "
      "order by v.id",
      year);
}

}  // namespace mk::rewards::records
