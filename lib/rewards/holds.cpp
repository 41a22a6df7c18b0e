#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/letters.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/rules.hpp"
#include "lib/rewards/waiting.hpp"
#include "lib/store/calendar_days.hpp"

namespace mk::rewards {

namespace {

/// Tells the coordinator that nobody needs to be phoned about `it` any more.
void tell_coordinator(const Context& context, const Reservation& it) {
  if (context.settings.programme.coordinator_email.empty()) return;
  const auto facility = facility::records::facility(context.db, it.facility);
  mail::queue(context, end_notice(context, it, records::reward(context.db, it.reward), facility));
}

}  // namespace

void end_cancelled(const Context& context, Reservation& it, const std::string& reason, Side side) {
  const bool phoned = it.state == State::reserved || it.state == State::agreed;
  it.state = State::cancelled;
  it.ended_at = context.now;
  it.end_reason = reason;
  it.cancelled_by = side;
  it.cost = {};
  records::end(context.db, it);
  if (phoned) tell_coordinator(context, it);
}

std::uint64_t expire(const Context& context) {
  return store::together(context.db, context.deed("rewards expire"), [&](store::Database& db) {
    const auto ended = records::overdue(db, context.today());
    for (auto it : ended) {
      it.state = State::expired;
      it.cost = {};
      it.ended_at = context.now;
      records::end(db, it);
      const auto facility = facility::records::facility(db, it.facility);
      if (facility.account)
        mail::queue(context, expiry(it, records::reward(db, it.reward), facility));
      tell_coordinator(context, it);
    }
    if (!ended.empty()) serve_lines(context);
    return std::uint64_t{ended.size()};
  });
}

std::uint64_t remind_holds(const Context& context) {
  if (context.settings.programme.coordinator_email.empty()) return 0;
  const auto& reminders = context.settings.reminders;
  const std::chrono::days left{reminders.hold_days - reminders.hold_reminder_days};
  const auto today = context.today();
  return store::together(context.db, context.deed("rewards remind"), [&](store::Database& db) {
    std::uint64_t queued = 0;
    for (const auto& it : records::unreminded(db, today + left)) {
      if (*it.expires_on <= today) continue;  // It ends today; there is nothing left to do.
      if (store::falls_away(context, reminders.missed.hold_reminders, *it.expires_on - left))
        continue;
      const auto reward = records::reward(db, it.reward);
      const auto facility = facility::records::facility(db, it.facility);
      records::note_reminder(db, it.id, context.now);
      mail::queue(context, hold_reminder(context, it, reward, facility));
      ++queued;
    }
    return queued;
  });
}

std::uint64_t cancel_all(const Context& context, FacilityId facility, const std::string& reason) {
  const auto deed = context.deed("rewards cancel", reason);
  return store::together(context.db, deed, [&](store::Database& db) {
    std::uint64_t cancelled = 0;
    for (auto it : records::reservations(db, {.facility = facility})) {
      if (!cancellable(it.state)) continue;
      end_cancelled(context, it, reason, Side::city);
      ++cancelled;
    }
    if (cancelled > 0) serve_lines(context);
    return cancelled;
  });
}

}  // namespace mk::rewards
