#pragma once

#include "lib/base/export.hpp"
#include "lib/facility/actions.hpp"
#include "lib/print/value.hpp"

#include <vector>

/// Facilities as answers: the keys are for programs and never change, the titles are spoken.
namespace mk::facility {

/// The state of a facility, as an answer says it.
MK_API print::Code word_for(State state);

/// Everything known about `facility`: the register's values and, apart, the account's.
MK_API print::Thing thing(const Facility& facility);

/// The same of many; people see what tells them apart.
MK_API print::Table table(const std::vector<Facility>& facilities);

/// The same of those that left the register: people see since when, and why they stay.
MK_API print::Table delisted(const std::vector<Facility>& facilities);

/// The live accounts' own values, for the city's contact base.
MK_API print::Table contacts(const std::vector<Facility>& facilities);

/// What was done to a facility.
MK_API print::List event_list(const std::vector<Event>& history);

}  // namespace mk::facility
