#include "lib/survey/report_records.hpp"

#include "lib/base/text.hpp"
#include "lib/report/report.hpp"
#include "lib/store/log.hpp"
#include "lib/store/query.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>

namespace mk::survey::records {

namespace {

using report::after;

Term term_row(const store::Row& row) { return row.term("term"); }

/// `held`, one of the rows as they are, as it was before `moment`; nothing when it was not there.
std::optional<Held> as_it_was(store::Database& db, Held held, Instant moment) {
  const store::Place place{"status", held.key};
  const auto status = store::former(db, place, "status", moment);
  if (status.changed && !status.value) return std::nullopt;
  if (status.changed) held.status = status_of(*status.value);
  const auto until = store::former(db, place, "until", moment);
  if (until.changed && until.value) held.until = parse_day(*until.value).value_or(held.until);
  return held;
}

}  // namespace

std::optional<Held> held_then(store::Database& db, FacilityId facility, Day day) {
  for (const auto& row : held_since(db, facility, day, after(day)))
    if (auto held = as_it_was(db, row, after(day))) return held;
  return std::nullopt;
}

std::vector<Stood> stood(store::Database& db, Day day) {
  return store::all(
      db,
      [](const store::Row& row) {
        return Stood{.facility = row.id<FacilityId>("facility"),
                     .survey = row.id<SurveyId>("survey"),
                     .card = row.number("card"),
                     .status = status_of(row.text("status"))};
      },
      "with later as materialized (select c.row, c.column, coalesce(c.before, '') as before,"
      " min(c.id) from entry e cross join change c on c.entry = e.id"
      " where e.at >= ?1 and c.thing = 'status' group by c.row, c.column),"
      " known as (select t.facility, t.survey, t.card, t.term, coalesce(s.before, t.status) as"
      " status, coalesce(u.before, t.until) as until from status t"
      " left join later s on s.row = t.id and s.column = 'status'"
      " left join later u on u.row = t.id and u.column = 'until'"
      " where t.since <= ?2 and (t.revoked_at is null or t.revoked_at >= ?1))"
      " select k.facility, k.survey, k.card, max(k.term),"
      " case when k.until < ?2 then 'growing' else k.status end as status from known k"
      " join account a on a.facility = k.facility where k.status <> ''"
      " and (a.ended_at is null or a.ended_at >= ?1) group by k.facility order by k.facility",
      after(day), day);
}

std::vector<TakingPart> taking_part(store::Database& db, Term term, Day day) {
  auto districts = store::all(
      db,
      [](const store::Row& row) {
        return TakingPart{row.text("district"), row.number("listed"), row.number("registered"),
                          row.number("active"), row.number("sent"),   row.number("accepted")};
      },
      "with later as materialized (select c.thing, c.row, coalesce(c.before, '') as before,"
      " min(c.id) from entry e cross join change c on c.entry = e.id where e.at >= ?1"
      " and c.thing in ('facility', 'survey') and c.column = 'state' group by c.thing, c.row),"
      " known as (select f.district, f.delisted_at is null or f.delisted_at >= ?1 as listed,"
      " coalesce(lf.before, f.state) as state, coalesce(ls.before, s.state, '') as card"
      " from facility f left join survey s on s.facility = f.id and s.term = ?2"
      " left join later lf on lf.thing = 'facility' and lf.row = f.id"
      " left join later ls on ls.thing = 'survey' and ls.row = s.id),"
      " told as (select district, state not in ('listed', 'withdrawn', '') as registered, listed,"
      " state = 'active' as active, card from known)"
      " select district, count(*) filter (where listed or registered) as listed,"
      " count(*) filter (where registered) as registered, count(*) filter (where active) as active,"
      " count(*) filter (where active and card in ('submitted', 'accepted')) as sent,"
      " count(*) filter (where active and card = 'accepted') as accepted"
      " from told group by district order by district",
      after(day), term);
  std::ranges::sort(districts, {},
                    [](const TakingPart& it) { return text::sort_key(it.district); });
  return districts;
}

std::vector<Accepted> accepted_then(store::Database& db, Term term, Day day) {
  std::vector<Accepted> versions;
  store::Row row{db,
                 "with later as materialized (select c.row, coalesce(c.before, '') as before,"
                 " min(c.id) from entry e cross join change c on c.entry = e.id"
                 " where e.at >= ?1 and c.thing = 'survey' and c.column = 'state' group by c.row)"
                 " select s.card, s.id from survey s left join later l on l.row = s.id"
                 " where s.term = ?2 and coalesce(l.before, s.state) = 'accepted'"
                 " order by s.card, s.id"};
  store::fill(row, after(day), term);
  while (row.next()) {
    const auto card = row.number("card");
    if (versions.empty() || versions.back().card != card) versions.push_back({card, {}});
    versions.back().surveys.push_back(row.id<SurveyId>("id"));
  }
  return versions;
}

std::vector<std::int64_t> met_by(store::Database& db, const std::vector<SurveyId>& surveys) {
  std::vector<std::int64_t> counts;
  for (const auto survey : surveys) {
    store::Row row{db, "select criterion from answer where survey = ? and met = 1"};
    store::fill(row, survey);
    while (row.next()) {
      const auto key = static_cast<std::size_t>(row.number("criterion"));
      if (counts.size() <= key) counts.resize(key + 1);
      ++counts[key];
    }
  }
  return counts;
}

std::vector<Survey> surveys_of(store::Database& db, FacilityId facility) {
  std::vector<Survey> surveys;
  const auto ids = store::all(
      db, [](const store::Row& row) { return row.id<SurveyId>("id"); },
      "select id from survey where facility = ? order by term", facility);
  for (const auto id : ids) surveys.push_back(survey(db, id));
  return surveys;
}

std::vector<Term> terms_with_status(store::Database& db) {
  return store::all(db, term_row, "select distinct term from status order by term");
}

std::vector<Term> terms_with_surveys(store::Database& db) {
  return store::all(db, term_row, "select distinct term from survey order by term");
}

}  // namespace mk::survey::records
