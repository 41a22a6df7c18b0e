#include "lib/programme/check.hpp"

#include "lib/exchange/actions.hpp"
#include "lib/facility/actions.hpp"
#include "lib/mail/actions.hpp"
#include "lib/mail/template_faults.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/store/log.hpp"
#include "lib/survey/actions.hpp"

namespace mk::programme {

std::vector<Message> check(const Context& context) {
  std::vector<Message> found;
  for (const auto& it : store::damage(context.db))
    found.push_back(msg("the database is damaged: {}", it));
  for (const auto entry : store::broken_entries(context.db))
    found.push_back(msg("entry {} of the change log was altered, or one before it is gone", entry));
  for (const auto room : {facility::breaches, survey::breaches, rewards::breaches,
                          exchange::breaches, mail::breaches}) {
    auto breaches = room(context.db);
    found.insert(found.end(), breaches.begin(), breaches.end());
  }
  auto faults = mail::template_faults(context.settings);
  found.insert(found.end(), faults.begin(), faults.end());
  return found;
}

}  // namespace mk::programme
