#include "lib/programme/preview.hpp"

#include "lib/facility/records.hpp"

namespace mk::programme {

mail::Sample preview(const Context& context, const std::string& event, FacilityId id) {
  const auto facility = facility::records::facility(context.db, id);
  const auto& listing = facility.listing;
  const auto& manager = facility.account ? facility.account->manager : listing.manager;
  mail::Words words{{"id", just(facility.id)},
                    {"facility_id", just(facility.id)},
                    {"facility", just(listing.name)},
                    {"operator", just(listing.operator_name)},
                    {"manager", just(manager)}};
  // A letter carries a link where the programme has a page, else a code.
  words.emplace(context.settings.programme.base_url.empty() ? "link" : "code", Message{});
  return mail::preview(context, event, words);
}

}  // namespace mk::programme
