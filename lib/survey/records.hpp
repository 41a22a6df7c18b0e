#pragma once

#include "lib/store/database.hpp"
#include "lib/survey/survey.hpp"

/// Rows in and out. One statement a function.
namespace mk::survey::records {

/// The status that a survey gave.
struct Held {
  std::int64_t key = 0;
  FacilityId facility;
  SurveyId survey;
  Term term;
  Status status = Status::growing;
  Day since;
  Day until;
};

/// The status that counts for `facility` on `day`, whether or not it has ended by then.
std::optional<Held> held(store::Database& db, FacilityId facility, Day day);

}  // namespace mk::survey::records
