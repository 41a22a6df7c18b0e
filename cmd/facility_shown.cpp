#include "cmd/facility_shown.hpp"

#include "lib/facility/actions.hpp"
#include "lib/facility/views.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/words.hpp"

namespace mk::cmd {

namespace {

using facility::Facility;

/// Where a facility with an account stands today; absent without one.
void add_standing(print::Thing& thing, Context& context, const Facility& facility) {
  std::optional<print::Code> status;
  std::optional<Day> until;
  std::optional<bool> open;
  if (facility.account) {
    const auto standing = survey::standing(context.db, facility.id, context.today());
    status = {survey::code(standing.status), survey::title(standing.status)};
    until = standing.until;
    open = standing.open;
  }
  thing.push_back({"status", tr("Status"), status});
  thing.push_back({"status_until", tr("Status until"), until});
  thing.push_back({"open", tr("Rewards and exchange open"), open});
}

}  // namespace

print::Thing thing(Context& context, FacilityId id) {
  const auto facility = facility::show(context.db, id);
  auto thing = facility::thing(facility);
  add_standing(thing, context, facility);
  return thing;
}

std::vector<print::Thing> things(Context& context, const std::vector<FacilityId>& ids) {
  std::vector<print::Thing> all;
  all.reserve(ids.size());
  for (const auto id : ids) all.push_back(thing(context, id));
  return all;
}

}  // namespace mk::cmd
