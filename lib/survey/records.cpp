#include "lib/survey/records.hpp"

#include "lib/store/query.hpp"
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
          .until = row.day("until")};
}

}  // namespace

std::optional<Held> held(store::Database& db, FacilityId facility, Day day) {
  return store::one(db, held_row,
                    "select id, facility, survey, term, status, since, until from status"
                    " where facility = ? and revoked_at is null and since <= ?"
                    " order by term desc limit 1",
                    facility, day);
}

}  // namespace mk::survey::records
