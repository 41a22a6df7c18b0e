#include "lib/survey/records.hpp"

#include "lib/base/error.hpp"
#include "lib/store/log.hpp"
#include "lib/store/query.hpp"
#include "lib/survey/words.hpp"

namespace mk::survey::records {

namespace {

std::optional<std::string> nothing_if_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

Survey survey_row(const store::Row& row) {
  return {.id = row.id<SurveyId>("id"),
          .facility = row.id<FacilityId>("facility"),
          .term = row.term("term"),
          .card = row.number("card"),
          .state = state_of(row.text("state")),
          .late = row.yes("late"),
          .begun_at = row.instant("begun_at"),
          .changed_at = row.instant("changed_at"),
          .received_on = row.maybe_day("received_on"),
          .submitted_at = row.maybe_instant("submitted_at"),
          .accepted_at = row.maybe_instant("accepted_at"),
          .returned_at = row.maybe_instant("returned_at"),
          .return_reason = row.text("return_reason"),
          .returns = row.number("returns")};
}

}  // namespace

TermChange term_change(store::Database& db, Term term) {
  return store::one(
             db,
             [](const store::Row& row) {
               return TermChange{row.maybe_day("opened_on"), row.maybe_day("until"),
                                 row.maybe_day("closed_on"), row.text("reason")};
             },
             "select opened_on, until, closed_on, reason from term where term = ?", term)
      .value_or(TermChange{});
}

void set_term(store::Database& db, Term term, const TermChange& change) {
  store::change(db,
                "insert into term (term, opened_on, until, closed_on, reason)"
                " values (?, ?, ?, ?, ?) on conflict (term) do update set"
                " opened_on = excluded.opened_on, until = excluded.until,"
                " closed_on = excluded.closed_on, reason = excluded.reason",
                term, change.opened_on, change.until, change.closed_on,
                nothing_if_empty(change.reason));
}

std::optional<Noted> noted(store::Database& db, Term term) {
  const auto found = store::one(
      db, [](const store::Row& row) { return row.text("noted"); },
      "select noted from term where term = ?", term);
  if (!found || found->empty()) return std::nullopt;
  return *found == "open" ? Noted::open : Noted::closed;
}

std::vector<Term> noted_open(store::Database& db) {
  return store::all(
      db, [](const store::Row& row) { return row.term("term"); },
      "select term from term where noted = 'open' order by term");
}

void note_term(store::Database& db, Term term, Noted what) {
  store::change(db,
                "insert into term (term, noted) values (?1, ?2)"
                " on conflict (term) do update set noted = ?2",
                term, what == Noted::open ? "open" : "closed");
}

std::optional<Member> member(store::Database& db, FacilityId id) {
  return store::one(
      db,
      [id](const store::Row& row) {
        const auto activated = row.maybe_instant("activated_at");
        return Member{id, activated ? std::optional{day_of(*activated)} : std::nullopt};
      },
      "select case f.state when 'active' then a.activated_at end as activated_at from facility f"
      " left join account a on a.facility = f.id where f.id = ?",
      id);
}

Survey survey(store::Database& db, SurveyId id) {
  const auto found = store::one(
      db, survey_row,
      "select id, facility, term, card, state, late, begun_at, changed_at, received_on,"
      " submitted_at, accepted_at, returned_at, return_reason, returns from survey where id = ?",
      id);
  if (!found) throw Error{Exit::refused, msg("there is no {}", id)};
  return *found;
}

std::optional<Survey> survey_of(store::Database& db, FacilityId facility, Term term) {
  return store::one(
      db, survey_row,
      "select id, facility, term, card, state, late, begun_at, changed_at, received_on,"
      " submitted_at, accepted_at, returned_at, return_reason, returns from survey"
      " where facility = ? and term = ?",
      facility, term);
}

SurveyId add_survey(store::Database& db, FacilityId facility, Term term, std::int64_t card,
                    std::optional<Day> received, Instant now) {
  const auto id = store::insert<SurveyId>(
      db,
      "insert into survey (facility, term, card, state, begun_at, changed_at, received_on)"
      " values (?, ?, ?, 'draft', ?, ?, ?)",
      facility, term, card, now, now, received);
  // The row tells the rest itself; the log need only know who began it.
  store::remember(db, "survey", id.value, "state", std::nullopt, code(State::draft));
  return id;
}

void note_change(store::Database& db, SurveyId id, std::optional<Day> received, Instant now) {
  store::change(db,
                "update survey set changed_at = ?, received_on = coalesce(?, received_on)"
                " where id = ?",
                now, received, id);
}

void note_submitted(store::Database& db, const Survey& survey, Instant now) {
  store::change(db,
                "update survey set state = 'submitted', term = ?, late = ?, received_on = ?,"
                " submitted_at = ? where id = ?",
                survey.term, survey.late, survey.received_on, now, survey.id);
}

void note_accepted(store::Database& db, SurveyId id, Instant now) {
  store::change(db, "update survey set state = 'accepted', accepted_at = ? where id = ?", now, id);
}

void note_returned(store::Database& db, SurveyId id, const std::string& reason, Instant now) {
  store::change(db,
                "update survey set state = 'returned', returned_at = ?, return_reason = ?,"
                " received_on = null, returns = returns + 1 where id = ?",
                now, nothing_if_empty(reason), id);
}

void add_remark(store::Database& db, SurveyId id, const Remark& remark, std::int64_t round) {
  store::change(db, "insert into remark (survey, category, text, round) values (?, ?, ?, ?)", id,
                remark.category, remark.text, round);
}

std::vector<Remark> remarks(store::Database& db, SurveyId id, std::int64_t round) {
  return store::all(
      db,
      [](const store::Row& row) {
        return Remark{row.number("category"), row.text("text")};
      },
      "select category, text from remark where survey = ? and round = ? order by category", id,
      round);
}

std::vector<Event> events(store::Database& db, SurveyId id) {
  return store::all(
      db,
      [](const store::Row& row) {
        return Event{row.instant("at"), row.text("who"), state_of(row.text("after")),
                     row.text("verb"), row.text("reason")};
      },
      "select e.at, coalesce(e.on_behalf_of, e.user) as who, c.after, e.verb, e.reason"
      " from change c join entry e on e.id = c.entry"
      " where c.thing = 'survey' and c.row = ? and c.column = 'state' and c.after is not null"
      " order by c.id",
      id);
}

std::optional<Survey> earlier(store::Database& db, FacilityId facility, Term term) {
  return store::one(
      db, survey_row,
      "select id, facility, term, card, state, late, begun_at, changed_at, received_on,"
      " submitted_at, accepted_at, returned_at, return_reason, returns from survey"
      " where facility = ? and term < ? and state in ('accepted', 'submitted')"
      " order by term desc limit 1",
      facility, term);
}

std::vector<Survey> unfinished(store::Database& db, FacilityId facility) {
  return store::all(
      db, survey_row,
      "select id, facility, term, card, state, late, begun_at, changed_at, received_on,"
      " submitted_at, accepted_at, returned_at, return_reason, returns from survey"
      " where facility = ? and state in ('draft', 'returned') order by term desc",
      facility);
}

std::vector<SurveyId> drafts(store::Database& db, FacilityId facility) {
  return store::all(
      db, [](const store::Row& row) { return row.id<SurveyId>("id"); },
      "select id from survey where facility = ? and state = 'draft' order by id", facility);
}

void drop_survey(store::Database& db, SurveyId id) {
  store::change(db, "delete from survey where id = ?", id);
}

Answers answers(store::Database& db, SurveyId id) {
  Answers answers;
  store::Row criteria{db,
                      "select c.category, c.level, a.met, a.number from answer a"
                      " join criterion c on c.id = a.criterion where a.survey = ?"
                      " order by c.id"};
  store::fill(criteria, id);
  while (criteria.next()) {
    Criterion criterion;
    criterion.category = criteria.number("category");
    criterion.level = level_of(criteria.text("level"));
    auto& answer = answers.criteria[criterion.code()];
    if (const auto met = criteria.maybe_number("met")) answer.met = *met != 0;
    answer.number = criteria.maybe_number("number");
  }
  store::Row texts{db, "select category, text from project where survey = ? order by category"};
  store::fill(texts, id);
  while (texts.next()) answers.texts[texts.number("category")] = texts.text("text");
  return answers;
}

void put_answers(store::Database& db, SurveyId id,
                 std::span<const std::pair<std::int64_t, Answer>> answers) {
  if (answers.empty()) return;
  std::string sql = "insert into answer (survey, criterion, met, number) values (?1, ?, ?, ?)";
  for (std::size_t i = 1; i < answers.size(); ++i) sql += ", (?1, ?, ?, ?)";
  sql +=
      " on conflict (survey, criterion) do update set"
      " met = excluded.met, number = excluded.number";
  store::Row row{db, sql.c_str()};
  int place = 0;
  row.bind(++place, id.value);
  for (const auto& [criterion, answer] : answers) {
    row.bind(++place, criterion);
    store::put(row, ++place, answer.met);
    store::put(row, ++place, answer.number);
  }
  row.change();
}

void put_answer(store::Database& db, SurveyId id, std::int64_t criterion, const Answer& answer) {
  const std::pair one{criterion, answer};
  put_answers(db, id, {&one, 1});
}

void put_text(store::Database& db, SurveyId id, std::int64_t category, const std::string& text) {
  store::change(db,
                "insert into project (survey, category, text) values (?, ?, ?)"
                " on conflict (survey, category) do update set text = excluded.text",
                id, category, text);
}

void drop_text(store::Database& db, SurveyId id, std::int64_t category) {
  store::change(db, "delete from project where survey = ? and category = ?", id, category);
}

void drop_answers(store::Database& db, SurveyId id) {
  store::change(db, "delete from answer where survey = ?", id);
}

void drop_texts(store::Database& db, SurveyId id) {
  store::change(db, "delete from project where survey = ?", id);
}

void drop_remarks(store::Database& db, SurveyId id) {
  store::change(db, "delete from remark where survey = ?", id);
}

std::vector<Listed> list(store::Database& db, const std::string& term, const std::string& state) {
  return store::all(
      db,
      [](const store::Row& row) {
        return Listed{survey_row(row), row.text("name"), row.text("status")};
      },
      "select s.id, s.facility, s.term, s.card, s.state, s.late, s.begun_at, s.changed_at,"
      " s.received_on, s.submitted_at, s.accepted_at, s.returned_at, s.return_reason, s.returns, "
      "f.name,"
      " t.status from survey s join facility f on f.id = s.facility"
      " left join status t on t.survey = s.id and t.revoked_at is null"
      " where (?1 = '' or s.term = ?1) and (?2 = '' or s.state = ?2) order by s.id",
      term, state);
}

}  // namespace mk::survey::records
