#include "lib/programme/calendar.hpp"

#include "lib/exchange/actions.hpp"
#include "lib/exchange/digest.hpp"
#include "lib/facility/actions.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/survey/actions.hpp"

#include <array>

namespace mk::programme {

namespace {

struct Entry {
  const char* key;
  const char* title;
  std::uint64_t (*act)(const Context& context);
};

/// What ends comes before what is told, so that nobody is reminded of what is over.
constexpr std::array calendar{
    Entry{"applications_lapsed", tr_later("applications lapsed"), facility::lapse_applications},
    Entry{"activation_reminders", tr_later("reminders to activate"), facility::remind_activation},
    Entry{"statuses_lapsed", tr_later("statuses ended"), survey::lapse},
    Entry{"status_notices", tr_later("notices of a status about to end"), survey::notice_lapsing},
    Entry{"card_reminders", tr_later("reminders of the card"), survey::remind},
    Entry{"holds_expired", tr_later("reservations expired"), rewards::expire},
    Entry{"offers_expired", tr_later("offered places not taken"), rewards::expire_offers},
    Entry{"waiting_ended", tr_later("waiting for rewards ended"), rewards::end_lines},
    Entry{"places_offered", tr_later("places offered to those who wait"), rewards::serve},
    Entry{"hold_reminders", tr_later("reminders of reservations without a day"),
          rewards::remind_holds},
    Entry{"matches_dissolved", tr_later("matches dissolved"), exchange::dissolve_overdue},
    Entry{"posts_expired", tr_later("posts expired"), exchange::expire},
    Entry{"post_notices", tr_later("notices of posts about to expire"), exchange::notice_expiring},
    Entry{"digests", tr_later("weekly letters of new posts"), exchange::send_digests},
};

Duty done(const Entry& entry, const Context& context) {
  Duty duty{entry.key, entry.title};
  try {
    duty.done = entry.act(context);
  } catch (const Error& error) {  // The other duties do not wait for this one's mending.
    duty.failure = error;
  }
  return duty;
}

}  // namespace

std::vector<Duty> advance(const Context& context) {
  std::vector<Duty> duties;
  for (const auto& entry : calendar) duties.push_back(done(entry, context));
  return duties;
}

}  // namespace mk::programme
