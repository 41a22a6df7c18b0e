#pragma once

#include "lib/facility/batches.hpp"
#include "lib/facility/trace.hpp"
#include "lib/register/listing.hpp"

#include <vector>

/// The rows that tell what each file of the register did, and those that taking one back writes.
namespace mk::facility::records {

/// The columns that a file of the register changes.
inline constexpr const char* register_columns[] = {
    "operator", "name",        "kind",        "street",         "postal_code",   "city",
    "district", "manager",     "email",       "phone",          "phone_raw",     "places",
    "regon",    "nip",         "krs",         "register_no",    "informal_name", "batch",
    "line",     "delisted_at", "kept_reason", "unlisted_reason"};

/// Every file, by id.
std::vector<Batch> batches(store::Database& db);
/// Throws `Error` (refused): there is no B-9.
Batch batch(store::Database& db, BatchId id);
void mark_undone(store::Database& db, BatchId id, Instant now);

/// Which entries of the change log took files in and took them back.
Imports imports(store::Database& db);
/// The facilities that `entry`, which took `batch` in, changed or added, by id.
std::vector<FacilityId> touched(store::Database& db, BatchId batch, std::int64_t entry);
Trace trace(store::Database& db, FacilityId id);
Cause cause(store::Database& db, std::int64_t entry);

void remove(store::Database& db, FacilityId id);
/// Puts `value` in `column`, one of the above.
void put_back(store::Database& db, FacilityId id, const std::string& column,
              const std::optional<std::string>& value);
/// Lets the facility be known by its number, operator, name and street in `listing`, which it says
/// but for these already, and brings in line what follows from it.
void settle(store::Database& db, FacilityId id, const registry::Listing& listing);
/// Another facility than `id` that is known by what `listing` would be known by.
std::optional<FacilityId> holder(store::Database& db, FacilityId id,
                                 const registry::Listing& listing);

/// What facilities are found and compared by.
struct Digests {
  ShortDigest key;
  ShortDigest row;
};
std::map<FacilityId, Digests> digests(store::Database& db);

}  // namespace mk::facility::records
