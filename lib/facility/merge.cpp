#include "lib/facility/actions.hpp"
#include "lib/facility/records.hpp"
#include "lib/facility/rules.hpp"
#include "lib/store/references.hpp"

namespace mk::facility {

Message merge(const Context& context, FacilityId heir, FacilityId former) {
  const auto deed = context.deed("facility merge", former.text() + " → " + heir.text());
  return store::together(context.db, deed, [&](store::Database& db) {
    const auto before = records::facility(db, former);
    refuse_if(why_not_merge(records::facility(db, heir), before));
    store::move_references(db, "facility", former.value, heir.value);
    records::take_over(db, heir, former);
    records::leave(db, former, context.now);
    return msg("the account of {} ({}) continues as {}", former, before.listing.name, heir);
  });
}

}  // namespace mk::facility
