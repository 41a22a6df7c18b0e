#pragma once

#include "lib/base/message.hpp"
#include "lib/facility/facility.hpp"

#include <string>
#include <vector>

namespace mk::facility {

/// A facility that an import added.
struct Newcomer {
  FacilityId id;
  std::string operator_name;
  std::string name;
  std::string street;
  std::string district;
  std::string phone;
};

Newcomer newcomer(FacilityId id, const Listing& listing);

/// A sentence for each facility that left and came back at once as another one, as far as can be
/// seen: the same name at the same street, or with the same telephone in the same district, under
/// another operator after a tender; the same operator at the same street under another name.
std::vector<Message> likely_moves(const std::vector<Facility>& left,
                                  const std::vector<Newcomer>& came);

}  // namespace mk::facility
