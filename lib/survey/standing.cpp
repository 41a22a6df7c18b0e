#include "lib/facility/records.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/report_records.hpp"

namespace mk::survey {

namespace {

Standing standing_by(const std::optional<Held>& held, Day day) {
  if (!held) return {};
  if (held->until < day)
    return {.status = Status::growing, .open = true, .survey = {}, .until = {}};
  return {.status = held->status,
          .open = true,
          .survey = held->survey,
          .until = held->until,
          .since = held->since,
          .card = held->card};
}

}  // namespace

Standing standing(store::Database& db, FacilityId facility, Day day) {
  return standing_by(records::held(db, facility, day), day);
}

Standing standing_then(store::Database& db, FacilityId facility, Day day) {
  facility::records::facility(db, facility);  // There must be one.
  return standing_by(records::held_then(db, facility, day), day);
}

}  // namespace mk::survey
