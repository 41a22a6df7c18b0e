#include "cmd/facility_shown.hpp"

#include "lib/facility/actions.hpp"
#include "lib/facility/views.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/words.hpp"

namespace mk::cmd {

namespace {

using facility::Facility;

/// Where a facility with an account stands, absent without one: today, or as it stood then.
void add_standing(print::Thing& thing, Context& context, const Facility& facility,
                  std::optional<Day> as_of) {
  survey::Standing standing;
  std::optional<print::Code> status;
  std::optional<bool> open;
  if (facility.account) {
    standing = as_of ? survey::standing_then(context.db, facility.id, *as_of)
                     : survey::standing(context.db, facility.id, context.today());
    status = {survey::code(standing.status), survey::title(standing.status)};
    open = standing.open;
  }
  if (as_of) thing.push_back({"as_of", tr("As it stood on"), as_of});
  thing.push_back({"status", tr("Status"), status});
  thing.push_back({"status_since", tr("Status since"), standing.since});
  thing.push_back({"status_until", tr("Status until"), standing.until});
  thing.push_back({"status_survey", tr("By the survey"), standing.survey});
  thing.push_back({"status_card", tr("Version of the card"), standing.card});
  thing.push_back({"open", tr("Rewards and exchange open"), open});
}

}  // namespace

print::Thing thing(Context& context, FacilityId id, std::optional<Day> as_of) {
  const auto facility = facility::show(context.db, id);
  auto thing = facility::thing(facility);
  add_standing(thing, context, facility, as_of);
  return thing;
}

std::vector<print::Thing> things(Context& context, const std::vector<FacilityId>& ids) {
  std::vector<print::Thing> all;
  all.reserve(ids.size());
  for (const auto id : ids) all.push_back(thing(context, id));
  return all;
}

}  // namespace mk::cmd
