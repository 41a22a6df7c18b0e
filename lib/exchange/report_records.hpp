#pragma once

#include "lib/exchange/rounds.hpp"
#include "lib/exchange/shortage.hpp"
#include "lib/store/database.hpp"

#include <vector>

/// What the report of this room reads; a statement a function.
namespace mk::exchange::records {

/// Every match with what its parties give and get, by id.
std::vector<Course> courses(store::Database& db);

/// The posts as they were just before `moment`, by id: their state, category and last day as the
/// change log tells; what they ask in return as it is now.
std::vector<Supply> supply_before(store::Database& db, Instant moment);

}  // namespace mk::exchange::records
