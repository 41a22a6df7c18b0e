#include "lib/rewards/draw_records.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/words.hpp"
#include "lib/store/query.hpp"

namespace mk::rewards::records {

namespace {

using store::Row;

/// Reservations with the names of what they are about, those that `which` tells.
std::string select(const char* which) {
  return std::string{
             "select v.*, r.name as reward_name, r.unit, f.name as facility_name, "
             "l.name as line_name, l.year as line_year "
             "from reservation v join reward r on r.id = v.reward "
             "join facility f on f.id = v.facility "
             "left join budget_line l on l.id = v.budget_line "} +
         which;
}

Reservation read_reservation(const Row& row) {
  Reservation it;
  it.id = row.id<ReservationId>("id");
  it.reward = row.id<RewardId>("reward");
  it.reward_name = row.text("reward_name");
  it.unit = unit_named(row.text("unit")).value_or(Unit::place);
  it.season = row.term("season");
  it.facility = row.id<FacilityId>("facility");
  it.facility_name = row.text("facility_name");
  it.quantity = row.number("quantity");
  it.state = state_named(row.text("state")).value_or(State::reserved);
  it.cost = row.money("cost");
  it.committed = row.money("committed");
  it.budget_line = row.maybe_number("budget_line");
  if (it.budget_line)
    it.budget = BudgetLine{0, row.text("line_name"), row.number("line_year"), {}, {}}.text();
  it.made_at = row.instant("made_at");
  it.expires_on = row.maybe_day("expires_on");
  it.offer_ends_on = row.maybe_day("offer_ends_on");
  it.reminded_at = row.maybe_instant("reminded_at");
  it.agreed_on = row.maybe_day("agreed_on");
  it.agreements = row.number("agreements");
  it.delivered_on = row.maybe_day("delivered_on");
  it.note = row.text("note");
  it.ended_at = row.maybe_instant("ended_at");
  it.end_reason = row.text("end_reason");
  it.cancelled_by = side_named(row.text("cancelled_by"));
  it.exceed_reason = row.text("exceed_reason");
  it.ticket = row.text("ticket");
  it.drawn = row.maybe_number("drawn");
  return it;
}

/// `text`, or null for none.
std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

std::optional<std::string> state_code(std::optional<State> state) {
  return state ? std::optional{code(*state).code} : std::nullopt;
}

std::optional<std::string> side_code(std::optional<Side> side) {
  return side ? std::optional{code(*side).code} : std::nullopt;
}

Overrun read_overrun(const Row& row) {
  Overrun it;
  it.used = row.number("used");
  it.allowed = row.number("allowed");
  return it;
}

}  // namespace

Reservation reservation(store::Database& db, ReservationId id) {
  static const auto sql = select("where v.id = ?");
  const auto found = store::one(db, read_reservation, sql.c_str(), id);
  if (!found) throw Error{Exit::refused, msg("there is no {}", id)};
  return *found;
}

std::vector<Reservation> reservations(store::Database& db, const Filter& filter) {
  static const auto sql = select(
      "where (?1 is null or v.facility = ?1) and (?2 is null or v.reward = ?2) "
      "and (?3 is null or v.state = ?3) and (?4 is null or v.season = ?4) order by v.id");
  return store::all(db, read_reservation, sql.c_str(), filter.facility, filter.reward,
                    state_code(filter.state), filter.season);
}

std::vector<Reservation> held_from(store::Database& db, RewardId reward, Term from) {
  static const auto sql = select(
      "where v.id in (select id from holding where reward = ? and season >= ?) order by v.id");
  return store::all(db, read_reservation, sql.c_str(), reward, from);
}

std::vector<Reservation> held_on(store::Database& db, std::int64_t line) {
  static const auto sql =
      select("where v.id in (select id from holding where budget_line = ?) order by v.id");
  return store::all(db, read_reservation, sql.c_str(), line);
}

std::vector<Reservation> overdue(store::Database& db, Day day) {
  static const auto sql = select("where v.state = 'reserved' and v.expires_on <= ? order by v.id");
  return store::all(db, read_reservation, sql.c_str(), day);
}

std::vector<Reservation> overdue_offers(store::Database& db, Day day) {
  static const auto sql = select("where v.state = 'offered' and v.offer_ends_on < ? order by v.id");
  return store::all(db, read_reservation, sql.c_str(), day);
}

std::vector<Reservation> unreminded(store::Database& db, Day ends) {
  static const auto sql = select(
      "where v.state = 'reserved' and v.reminded_at is null and v.expires_on <= ? order by v.id");
  return store::all(db, read_reservation, sql.c_str(), ends);
}

std::vector<Reservation> line(store::Database& db, const Reward& reward, Term season) {
  static const auto sql = select(
      "where v.reward = ?1 and v.season = ?2 and v.state = 'waiting' "
      "and (v.ticket is null or v.drawn is not null) order by v.drawn, v.id");
  return store::all(db, read_reservation, sql.c_str(), reward.id, season);
}

std::vector<Reservation> wishes(store::Database& db, RewardId reward, Term season) {
  static const auto sql = select(
      "where v.reward = ? and v.season = ? and v.state = 'waiting' "
      "and v.ticket is not null and v.drawn is null order by v.id");
  return store::all(db, read_reservation, sql.c_str(), reward, season);
}

std::vector<Reservation> drawn(store::Database& db, RewardId reward, Term season) {
  static const auto sql =
      select("where v.reward = ? and v.season = ? and v.drawn is not null order by v.drawn");
  return store::all(db, read_reservation, sql.c_str(), reward, season);
}

std::vector<Reservation> astray(store::Database& db) {
  static const auto sql = select(
      "left join draw d on d.reward = v.reward and d.season = v.season "
      "where v.ticket is not null and v.state = 'waiting' "
      "and case when v.drawn is null then d.reward is null or d.drawn_at is not null "
      "else d.drawn_at is null end order by v.id");
  return store::all(db, read_reservation, sql.c_str());
}

std::vector<Line> lines(store::Database& db) {
  return store::all(
      db,
      [](const Row& row) {
        return Line{row.id<RewardId>("reward"), row.term("season")};
      },
      "select distinct reward, season from reservation where state = 'waiting' "
      "order by reward, season");
}

std::optional<Reservation> in_line(store::Database& db, RewardId reward, Term season,
                                   FacilityId facility) {
  static const auto sql = select(
      "where v.reward = ? and v.season = ? and v.facility = ? "
      "and (v.state = 'waiting' or v.state = 'offered')");
  return store::one(db, read_reservation, sql.c_str(), reward, season, facility);
}

ReservationId add(store::Database& db, const Reservation& reservation) {
  return store::insert<ReservationId>(
      db,
      "insert into reservation (reward, season, facility, quantity, state, cost, committed, "
      "budget_line, made_at, expires_on, exceed_reason, ticket) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      reservation.reward, reservation.season, reservation.facility, reservation.quantity,
      code(reservation.state).code, reservation.cost, reservation.committed,
      reservation.budget_line, reservation.made_at, reservation.expires_on,
      or_null(reservation.exceed_reason), or_null(reservation.ticket));
}

void give(store::Database& db, const Reservation& reservation) {
  store::change(db,
                "update reservation set state = ?, cost = ?, committed = ?, budget_line = ?, "
                "offer_ends_on = ?, expires_on = ? where id = ?",
                code(reservation.state).code, reservation.cost, reservation.committed,
                reservation.budget_line, reservation.offer_ends_on, reservation.expires_on,
                reservation.id);
}

void agree(store::Database& db, const Reservation& reservation) {
  store::change(db,
                "update reservation set state = 'agreed', agreed_on = ?, "
                "agreements = agreements + 1, budget_line = ? where id = ?",
                reservation.agreed_on, reservation.budget_line, reservation.id);
}

void end(store::Database& db, const Reservation& reservation) {
  store::change(db,
                "update reservation set state = ?, cost = ?, ended_at = ?, end_reason = ?, "
                "cancelled_by = ?, delivered_on = ?, note = ? where id = ?",
                code(reservation.state).code, reservation.cost, reservation.ended_at,
                or_null(reservation.end_reason), side_code(reservation.cancelled_by),
                reservation.delivered_on, or_null(reservation.note), reservation.id);
}

void note_reminder(store::Database& db, ReservationId id, Instant now) {
  store::change(db, "update reservation set reminded_at = ? where id = ?", now, id);
}

std::int64_t count(store::Database& db, State state) {
  return store::count(db, "select count(*) as n from reservation where state = ?",
                      code(state).code);
}

std::vector<Overrun> overrun_pools(store::Database& db) {
  return store::all(
      db,
      [](const Row& row) {
        auto it = read_overrun(row);
        it.reward = row.id<RewardId>("reward");
        it.season = row.term("season");
        return it;
      },
      "select h.reward, h.season, sum(h.quantity) as used, s.pool as allowed from holding h "
      "join reward_season s on s.reward = h.reward and s.season = h.season "
      "where h.exceed_reason is null group by h.reward, h.season "
      "having sum(h.quantity) > s.pool order by h.reward, h.season");
}

std::vector<Overrun> overrun_limits(store::Database& db) {
  return store::all(
      db,
      [](const Row& row) {
        auto it = read_overrun(row);
        it.reward = row.id<RewardId>("reward");
        it.season = row.term("season");
        it.facility = row.id<FacilityId>("facility");
        return it;
      },
      "select h.reward, h.season, h.facility, sum(h.quantity) as used, "
      "s.facility_limit as allowed from holding h "
      "join reward_season s on s.reward = h.reward and s.season = h.season "
      "where h.exceed_reason is null group by h.reward, h.season, h.facility "
      "having sum(h.quantity) > s.facility_limit order by h.reward, h.season, h.facility");
}

std::vector<Overrun> overrun_lines(store::Database& db) {
  return store::all(
      db,
      [](const Row& row) {
        auto it = read_overrun(row);
        it.line = BudgetLine{0, row.text("name"), row.number("year"), {}, {}}.text();
        return it;
      },
      "select l.name, l.year, sum(h.cost) as used, l.amount as allowed from holding h "
      "join budget_line l on l.id = h.budget_line group by l.id "
      "having sum(h.cost) > l.amount order by l.id");
}

}  // namespace mk::rewards::records
