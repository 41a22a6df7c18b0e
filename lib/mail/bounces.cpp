#include "lib/mail/bounces.hpp"

#include "lib/base/address.hpp"
#include "lib/mail/bounce_records.hpp"
#include "lib/mail/records.hpp"
#include "lib/mail/rules.hpp"
#include "lib/store/log.hpp"

#include <algorithm>
#include <set>

namespace mk::mail {

namespace {

void remember_state(store::Database& db, LetterId id, State before, State after) {
  store::remember(db, "mail", id.value, "state", code(before), code(after));
}

void hold_letters(store::Database& db, const std::string& address) {
  for (const auto& letter : records::letters_to(db, address, State::queued)) {
    records::mark_held(db, letter.id);
    remember_state(db, letter.id, State::queued, State::held);
  }
}

/// The worst that `report` says of the recipient of `letter`, or nothing.
std::optional<Bounce> bounce_of(const Outgoing& letter, const DeliveryReport& report) {
  std::optional<Bounce> worst;
  for (const auto& outcome : report.outcomes) {
    const auto severity = severity_of(outcome);
    if (!severity || !is_about(outcome, letter.to)) continue;
    if (worst && worst->severity >= *severity) continue;
    worst = Bounce{.letter = letter.id,
                   .address = lower_case(letter.to),
                   .severity = *severity,
                   .status = outcome.status,
                   .said = outcome.said};
  }
  return worst;
}

bool holds(store::Database& db, const Bounce& bounce, Instant now) {
  const auto& address = bounce.address;
  return bounce.severity == Severity::hard ||
         too_many_soft(records::soft_reports(db, address), records::last_arrival(db, address), now);
}

/// Letters go to `address` again, and what came back so far is forgiven.
void lift(store::Database& db, const std::string& address) {
  records::lift(db, address);
  records::forgive(db, address);
}

/// Whether a letter with a newer link than that in `letter` is among `others`: only the last works.
bool is_overtaken(const Outgoing& letter, const std::vector<Outgoing>& others) {
  return letter.secret && std::ranges::any_of(others, [&](const Outgoing& other) {
           return other.id > letter.id && other.secret && other.event == letter.event &&
                  other.facility == letter.facility;
         });
}

bool is_expired(const Outgoing& letter, const Context& context) {
  const std::chrono::days lives{context.settings.reminders.token_days};
  return letter.secret && letter.queued_at + lives <= context.now;
}

/// Puts `letter` back into the queue, or cancels it when its link opens nothing any more.
void settle(const Context& context, const Outgoing& letter, const std::vector<Outgoing>& others,
            Released& released) {
  auto& db = context.db;
  const bool overtaken = is_overtaken(letter, others);
  const bool expired = is_expired(letter, context);
  const bool dead = overtaken || expired;
  remember_state(db, letter.id, State::held, dead ? State::cancelled : State::queued);
  if (dead) {
    records::mark_cancelled(db, letter.id);
    released.cancelled.push_back(letter.id);
  } else {
    records::mark_queued(db, letter.id, context.now);
    released.queued.push_back(letter.id);
  }
  if (expired && !overtaken && letter.facility) released.without_link.push_back(*letter.facility);
}

}  // namespace

bool too_many_soft(const std::vector<Instant>& noted, std::optional<Instant> arrived, Instant now) {
  std::set<Day> days;
  for (const auto moment : noted)
    if (day_of(moment) >= day_of(now) - soft_window && (!arrived || moment >= *arrived))
      days.insert(day_of(moment));
  return days.size() >= soft_days;
}

std::optional<Bounce> note_bounce(const Context& context, const DeliveryReport& report) {
  return store::together(
      context.db, context.deed("mk-bounces"), [&](store::Database& db) -> std::optional<Bounce> {
        const auto letter = records::letter_known_as(db, report.about);
        auto bounce = letter ? bounce_of(*letter, report) : std::nullopt;
        if (!bounce) return std::nullopt;
        bounce->known = !records::add_bounce(db, *bounce, report.id, context.now);
        if (bounce->known || !holds(db, *bounce, context.now)) return bounce;
        bounce->held = records::hold(db, bounce->address, bounce->severity, context.now);
        hold_letters(db, bounce->address);
        return bounce;
      });
}

bool is_noted(store::Database& db, const std::string& id) { return records::knows_report(db, id); }

void hold_what_waits(const Context& context) {
  store::together(context.db, context.deed("mk-bounces"), [&](store::Database& db) {
    for (const auto& it : records::held(db)) hold_letters(db, it.address);
  });
}

void hold_if_held(const Context& context, const std::string& address) {
  const auto wanted = lower_case(address);
  if (records::is_held(context.db, wanted)) hold_letters(context.db, wanted);
}

bool is_held(store::Database& db, const std::string& address) {
  return records::is_held(db, lower_case(address));
}

void lift_if_unused(const Context& context, const std::string& address) {
  const auto wanted = lower_case(address);
  if (records::letters_to(context.db, wanted, State::held).empty()) lift(context.db, wanted);
}

Released release(const Context& context, const std::string& address) {
  if (const auto reason = why_not_address(address)) throw Error{Exit::usage, *reason};
  return store::together(context.db, context.deed("mail release"), [&](store::Database& db) {
    Released released;
    released.address = lower_case(address);
    if (!records::is_held(db, released.address))
      throw Error{Exit::refused, msg("{} is not on hold; see: mk mail held", released.address)};
    lift(db, released.address);
    auto letters = records::letters_to(db, released.address, State::held);
    // Whoever sends those dies of it, whatever the address: they are released one by one.
    std::erase_if(letters, [](const Outgoing& it) { return it.crashes >= most_crashes; });
    for (const auto& letter : letters) settle(context, letter, letters, released);
    return released;
  });
}

std::vector<Held> held(store::Database& db) { return records::held(db); }

}  // namespace mk::mail
