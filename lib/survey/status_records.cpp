#include "lib/store/query.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/words.hpp"

namespace mk::survey::records {

namespace {

Held held_row(const store::Row& row) {
  return {.key = row.number("id"),
          .facility = row.id<FacilityId>("facility"),
          .survey = row.id<SurveyId>("survey"),
          .term = row.term("term"),
          .status = status_of(row.text("status")),
          .since = row.day("since"),
          .until = row.day("until"),
          .card = row.number("card")};
}

Unsent unsent_row(const store::Row& row) {
  return {.facility = row.id<FacilityId>("id"),
          .name = row.text("name"),
          .district = row.text("district"),
          .manager = row.text("manager"),
          .email = row.text("email"),
          .phone = row.text("phone"),
          .survey = row.maybe_id<SurveyId>("survey"),
          .survey_state = row.text("survey_state")};
}

SurveyId survey_row(const store::Row& row) { return row.id<SurveyId>("survey"); }

}  // namespace

std::vector<Unsent> unsent(store::Database& db, Term term) {
  return store::all(
      db, unsent_row,
      "select f.id, f.name, f.district, a.manager, a.email,"
      " coalesce(nullif(a.phone, ''), f.phone) as phone, s.id as survey, s.state as survey_state"
      " from facility f join account a on a.facility = f.id"
      " left join survey s on s.facility = f.id and s.term = ?"
      " where f.state = 'active' and coalesce(s.state, '') not in ('submitted', 'accepted')"
      " order by f.id",
      term);
}

std::vector<Unsent> unreminded(store::Database& db, Term term, Occasion occasion) {
  return store::all(
      db, unsent_row,
      "select f.id, f.name, f.district, a.manager, a.email, a.phone, s.id as survey,"
      " s.state as survey_state from facility f join account a on a.facility = f.id"
      " left join survey s on s.facility = f.id and s.term = ?1"
      " where f.state = 'active' and coalesce(s.state, '') not in ('submitted', 'accepted')"
      " and not exists (select 1 from reminder r"
      " where r.facility = f.id and r.term = ?1 and r.occasion = ?2) order by f.id",
      term, code(occasion));
}

void note_reminder(store::Database& db, FacilityId facility, Term term, Occasion occasion,
                   Instant now) {
  store::change(db,
                "insert into reminder (facility, term, occasion, queued_at) values (?, ?, ?, ?)",
                facility, term, code(occasion), now);
}

std::optional<Held> held(store::Database& db, FacilityId facility, Day day) {
  return store::one(db, held_row,
                    "select id, facility, survey, term, status, since, until, card from status"
                    " where facility = ? and revoked_at is null and since <= ?"
                    " order by term desc limit 1",
                    facility, day);
}

std::vector<Held> held_since(store::Database& db, FacilityId facility, Day day, Instant moment) {
  return store::all(db, held_row,
                    "select id, facility, survey, term, status, since, until, card from status"
                    " where facility = ? and since <= ? and (revoked_at is null or revoked_at >= ?)"
                    " order by term desc, id desc",
                    facility, day, moment);
}

std::optional<Held> given_by(store::Database& db, SurveyId survey) {
  return store::one(db, held_row,
                    "select id, facility, survey, term, status, since, until, card from status"
                    " where survey = ? and revoked_at is null",
                    survey);
}

void add_status(store::Database& db, const Held& held, std::int64_t card) {
  store::change(db,
                "insert into status (facility, survey, card, term, status, since, until)"
                " values (?, ?, ?, ?, ?, ?, ?)",
                held.facility, held.survey, card, held.term, code(held.status), held.since,
                held.until);
}

void change_status(store::Database& db, std::int64_t key, Status status) {
  store::change(db, "update status set status = ? where id = ?", code(status), key);
}

void revoke(store::Database& db, SurveyId survey, Instant now) {
  store::change(db, "update status set revoked_at = ? where survey = ? and revoked_at is null", now,
                survey);
}

void set_until(store::Database& db, Term term, Day until, Day today) {
  store::change(db,
                "update status set until = ?1 where term = ?2 and revoked_at is null"
                " and until >= ?3 and until <> ?1",
                until, term, today);
}

std::vector<Held> ending(store::Database& db, Day from, Day to) {
  return store::all(db, held_row,
                    "select t.id, t.facility, t.survey, t.term, t.status, t.since, t.until, t.card"
                    " from status t join facility f on f.id = t.facility"
                    " where t.revoked_at is null and t.lapsed_at is null and t.status <> 'growing'"
                    " and f.state = 'active' and t.until between ? and ?"
                    " and (t.noticed_until is null or t.noticed_until <> t.until)"
                    " and not exists (select 1 from status n where n.facility = t.facility"
                    " and n.term > t.term and n.revoked_at is null) order by t.facility",
                    from, to);
}

void note_noticed(store::Database& db, std::int64_t key, Day until) {
  store::change(db, "update status set noticed_until = ? where id = ?", until, key);
}

std::vector<Held> ended(store::Database& db, Day today) {
  return store::all(db, held_row,
                    "select id, facility, survey, term, status, since, until, card from status"
                    " where revoked_at is null and lapsed_at is null and until < ?"
                    " order by facility, term",
                    today);
}

void note_lapsed(store::Database& db, std::int64_t key, Instant now) {
  store::change(db, "update status set lapsed_at = ? where id = ?", now, key);
}

bool superseded(store::Database& db, const Held& held) {
  return store::count(db,
                      "select count(*) as n from status where facility = ? and term > ?"
                      " and revoked_at is null",
                      held.facility, held.term) > 0;
}

std::vector<SurveyId> accepted_without_status(store::Database& db) {
  return store::all(db, survey_row,
                    "select s.id as survey from survey s where s.state = 'accepted' and not exists"
                    " (select 1 from status t where t.survey = s.id and t.revoked_at is null)"
                    " order by s.id");
}

std::vector<SurveyId> with_status_unaccepted(store::Database& db) {
  return store::all(db, survey_row,
                    "select t.survey from status t join survey s on s.id = t.survey"
                    " where t.revoked_at is null and (s.state <> 'accepted'"
                    " or s.facility <> t.facility or s.term <> t.term or s.card <> t.card)"
                    " order by t.survey");
}

std::vector<SurveyId> with_foreign_answers(store::Database& db) {
  return store::all(db, survey_row,
                    "select distinct a.survey from answer a join survey s on s.id = a.survey"
                    " join criterion c on c.id = a.criterion where c.card <> s.card"
                    " order by a.survey");
}

}  // namespace mk::survey::records
