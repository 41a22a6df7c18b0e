#include "lib/base/text.hpp"
#include "lib/facility/actions.hpp"
#include "lib/facility/records.hpp"
#include "lib/register/listing.hpp"

#include <algorithm>

namespace mk::facility {

namespace {

/// What is compared when a person looks for something: no case, no Polish letters.
std::string plain(const std::string& text) { return text::folded(text::without_diacritics(text)); }

bool has(const std::string& text, const std::string& part) {
  return plain(text).find(part) != std::string::npos;
}

bool says(const Facility& facility, const std::string& part) {
  const auto& listing = facility.listing;
  for (const auto* text : {&listing.name, &listing.operator_name, &listing.street,
                           &listing.informal_name, &listing.manager, &listing.email}) {
    if (has(*text, part)) return true;
  }
  if (!facility.account) return false;
  const auto& account = *facility.account;
  return has(account.formal_name, part) || has(account.informal_name, part) ||
         has(account.manager, part) || has(account.email, part);
}

bool passes(const Facility& facility, const Filter& filter) {
  const auto& listing = facility.listing;
  return (!filter.state || facility.state == *filter.state) &&
         (!filter.delisted || facility.delisted_at) &&
         (filter.district.empty() || plain(listing.district) == plain(filter.district)) &&
         (filter.operator_name.empty() ||
          has(listing.operator_name, plain(filter.operator_name))) &&
         (filter.search.empty() || says(facility, plain(filter.search)));
}

}  // namespace

Facility show(store::Database& db, FacilityId id) { return records::facility(db, id); }

std::vector<Event> history(store::Database& db, FacilityId id) { return records::history(db, id); }

std::vector<Facility> list(store::Database& db, const Filter& filter) {
  if (!filter.district.empty() && registry::district_of(filter.district).empty())
    throw Error{Exit::usage, msg("“{}” is not one of the 18 districts of Warsaw", filter.district)};
  auto found = records::list(db);
  std::erase_if(found, [&](const Facility& facility) { return !passes(facility, filter); });
  return found;
}

}  // namespace mk::facility
