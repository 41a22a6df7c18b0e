#include "lib/programme/preview.hpp"

#include "lib/facility/records.hpp"

namespace mk::programme {

mail::Sample preview(const Context& context, const std::string& event, FacilityId id) {
  const auto facility = facility::records::facility(context.db, id);
  const auto& listing = facility.listing;
  const auto& manager = facility.account ? facility.account->manager : listing.manager;
  return mail::preview(context, event,
                       {{"id", just(facility.id)},
                        {"facility", just(listing.name)},
                        {"operator", just(listing.operator_name)},
                        {"manager", just(manager)}});
}

}  // namespace mk::programme
