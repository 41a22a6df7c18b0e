#include "lib/facility/actions.hpp"
#include "lib/facility/batch_records.hpp"
#include "lib/facility/records.hpp"
#include "lib/facility/rules.hpp"

namespace mk::facility {

std::vector<Message> breaches(store::Database& db) {
  std::vector<Message> found;
  const auto digests = records::digests(db);
  for (const auto& facility : records::list(db)) {
    if (auto reason = why_not_sound(facility)) found.push_back(std::move(*reason));
    const auto kept = digests.find(facility.id);
    if (kept == digests.end()) continue;  // It came while this looked.
    if (kept->second.key != registry::key_hash_of(facility.listing) ||
        kept->second.row != registry::row_hash_of(facility.listing))
      found.push_back(
          msg("{} would not be found again by the register: its digests are stale", facility.id));
  }
  for (const auto id : records::with_stray_tokens(db))
    found.push_back(msg("{} has a live link that its state or address does not allow", id));
  return found;
}

}  // namespace mk::facility
