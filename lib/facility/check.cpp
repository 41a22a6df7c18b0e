#include "lib/facility/actions.hpp"
#include "lib/facility/records.hpp"
#include "lib/facility/rules.hpp"

namespace mk::facility {

std::vector<Message> breaches(store::Database& db) {
  std::vector<Message> found;
  for (const auto& facility : records::list(db)) {
    if (auto reason = why_not_sound(facility)) found.push_back(std::move(*reason));
  }
  for (const auto id : records::with_stray_tokens(db))
    found.push_back(msg("{} has a live link that its state or address does not allow", id));
  return found;
}

}  // namespace mk::facility
