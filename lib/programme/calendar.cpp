#include "lib/programme/calendar.hpp"

#include "lib/exchange/actions.hpp"
#include "lib/exchange/digest.hpp"
#include "lib/facility/actions.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/store/calendar_days.hpp"
#include "lib/survey/actions.hpp"

#include <algorithm>
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
    Entry{"terms_closed", tr_later("terms closed"), survey::note_closed},
    Entry{"terms_opened", tr_later("terms opened"), survey::note_opened},
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

std::optional<Message> why_not_advance(std::optional<Instant> reached, Instant now) {
  if (!reached) return std::nullopt;
  if (now < *reached - furthest_back)
    return msg(
        "it is {} by the clock, which is before the last run, {}; nothing is done. Mend the "
        "clock, or, when it is right: mk-remind --force",
        clock_text(now), clock_text(*reached));
  if (now > *reached + furthest_ahead)
    return msg(
        "it is {} by the clock, over {} days after the last run, {}; nothing is done. Mend "
        "the clock, or, when it is right: mk-remind --force",
        clock_text(now), furthest_ahead.count(), clock_text(*reached));
  return std::nullopt;
}

Advance advance(const Context& context, Clock clock) {
  const auto reached = store::calendar_reached(context.db);
  if (clock == Clock::to_check) refuse_if(why_not_advance(reached, context.now));
  store::note_calendar(context);
  Advance advance;
  if (reached)
    advance.days_off = std::max<std::int64_t>(0, (context.today() - day_of(*reached)).count() - 1);
  advance.duties.reserve(calendar.size());
  for (const auto& entry : calendar) advance.duties.push_back(done(entry, context));
  return advance;
}

}  // namespace mk::programme
