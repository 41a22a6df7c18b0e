#include "lib/programme/calendar.hpp"

#include "lib/exchange/actions.hpp"
#include "lib/facility/actions.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/survey/actions.hpp"

namespace mk::programme {

std::vector<Duty> advance(const Context& context) {
  // What ends comes first, so that nobody is reminded of what is over.
  return {
      {"applications_lapsed", tr_later("applications lapsed"), facility::lapse_applications(context)},
      {"activation_reminders", tr_later("reminders to activate"), facility::remind_activation(context)},
      {"statuses_lapsed", tr_later("statuses ended"), survey::lapse(context)},
      {"status_notices", tr_later("notices of a status about to end"), survey::notice_lapsing(context)},
      {"card_reminders", tr_later("reminders of the card"), survey::remind(context)},
      {"holds_expired", tr_later("reservations expired"), rewards::expire(context)},
      {"hold_reminders", tr_later("reminders of reservations without a day"), rewards::remind_holds(context)},
      {"matches_dissolved", tr_later("matches dissolved"), exchange::dissolve_overdue(context)},
      {"posts_expired", tr_later("posts expired"), exchange::expire(context)},
      {"post_notices", tr_later("notices of posts about to expire"), exchange::notice_expiring(context)},
  };
}

}  // namespace mk::programme
