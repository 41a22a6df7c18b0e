#include "lib/survey/actions.hpp"
#include "lib/survey/records.hpp"

namespace mk::survey {

Standing standing(store::Database& db, FacilityId facility, Day day) {
  const auto held = records::held(db, facility, day);
  if (!held) return {};
  if (held->until < day)
    return {.status = Status::growing, .open = true, .survey = {}, .until = {}};
  return {.status = held->status, .open = true, .survey = held->survey, .until = held->until};
}

}  // namespace mk::survey
