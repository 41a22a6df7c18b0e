#pragma once

#include "lib/store/database.hpp"
#include "lib/survey/survey.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What was at the end of a day, by the rows as they are and the change log; a statement a
/// function.
namespace mk::survey::records {

/// The status that counted for `facility` on `day` by what was known at its end, whether or not it
/// had ended by then.
std::optional<Held> held_then(store::Database& db, FacilityId facility, Day day);

/// The status that counted for a member.
struct Stood {
  FacilityId facility;
  SurveyId survey;
  std::int64_t card = 0;
  Status status = Status::growing;  ///< Growing when it had ended.
};
/// Those of all members on `day`, by what was known at its end, by facility.
std::vector<Stood> stood(store::Database& db, Day day);

/// How many facilities of a district took part in a term; each number is a part of the one before.
struct TakingPart {
  std::string district;
  std::int64_t listed = 0;
  std::int64_t registered = 0;
  std::int64_t active = 0;
  std::int64_t sent = 0;
  std::int64_t accepted = 0;
};
/// Those of `term` at the end of `day`, in the Polish order of the districts.
std::vector<TakingPart> taking_part(store::Database& db, Term term, Day day);

/// The accepted surveys of a term that were on one version of the card.
struct Accepted {
  std::int64_t card = 0;
  std::vector<SurveyId> surveys;
};
/// Those of `term` that counted at the end of `day`, by version.
std::vector<Accepted> accepted_then(store::Database& db, Term term, Day day);

/// How many of `surveys` meet each criterion, by its key.
std::vector<std::int64_t> met_by(store::Database& db, const std::vector<SurveyId>& surveys);

/// The surveys of `facility`, by term.
std::vector<Survey> surveys_of(store::Database& db, FacilityId facility);

/// The terms that there are statuses of, in order.
std::vector<Term> terms_with_status(store::Database& db);
/// The terms that there are surveys of, in order.
std::vector<Term> terms_with_surveys(store::Database& db);

}  // namespace mk::survey::records
