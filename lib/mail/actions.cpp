#include "lib/mail/actions.hpp"

#include "lib/base/address.hpp"
#include "lib/base/secret.hpp"
#include "lib/mail/bounces.hpp"
#include "lib/mail/events.hpp"
#include "lib/mail/letters.hpp"
#include "lib/mail/records.hpp"
#include "lib/mail/rules.hpp"
#include "lib/report/markup.hpp"
#include "lib/store/log.hpp"

namespace mk::mail {

namespace {

/// A Message-ID that nobody else makes, in our domain: 130 random bits, short enough for a line.
std::string new_message_id(const Settings& settings) {
  constexpr std::size_t enough = 26;
  return "<" + secret::make().substr(0, enough) + "@" + domain_of(sender_of(settings).address) +
         ">";
}

/// The change log does not look into the outbox, whose letters carry links.
void remember_state(const Context& context, LetterId id, const std::string& before, State after) {
  if (before != code(after))
    store::remember(context.db, "mail", id.value, "state", before, code(after));
}

void drop(const Context& context, LetterId id) {
  remember_state(context, id, code(records::letter(context.db, id).state), State::cancelled);
  records::mark_cancelled(context.db, id);
}

Outgoing masked(Outgoing letter) {
  if (!letter.secret) return letter;
  letter.body = with_mask(letter.body, *letter.secret);
  letter.subject = with_mask(letter.subject, *letter.secret);
  letter.html = with_mask(letter.html, report::escaped(*letter.secret));
  letter.secret = "";
  return letter;
}

}  // namespace

namespace {

Outgoing written(const Context& context, const Letter& letter) {
  if (auto reason = why_not_as_told(letter)) throw Error{Exit::bug, std::move(*reason)};
  const auto text = write(context.settings, letter.event, letter.words);
  Outgoing outgoing;
  outgoing.to = letter.to;
  outgoing.event = letter.event;
  outgoing.occurrence = letter.occurrence;
  outgoing.facility = letter.facility;
  outgoing.subject = text.subject;
  outgoing.body = text.body;
  outgoing.html = text.html;
  outgoing.message_id = new_message_id(context.settings);
  outgoing.calendar = letter.calendar;
  outgoing.language = context.settings.language;
  if (!letter.secret.empty()) outgoing.secret = letter.secret;
  outgoing.queued_at = context.now;
  outgoing.due_at = context.now;
  return outgoing;
}

}  // namespace

Outgoing draft(const Context& context, const Letter& letter) {
  refuse_if(why_not_address(letter.to));
  return written(context, letter);
}

std::optional<LetterId> queue(const Context& context, const Letter& letter) {
  refuse_if(why_not_address(letter.to));
  return queue_or_give_up(context, letter);
}

std::optional<LetterId> queue_or_give_up(const Context& context, const Letter& letter) {
  if (records::known(context.db, letter.to, letter.event, letter.occurrence)) return std::nullopt;
  const auto id = records::add(context.db, written(context, letter));
  const auto reason = why_not_address(letter.to);
  remember_state(context, id, "", reason ? State::failed : State::queued);
  if (reason) records::give_up(context.db, id, spoken(*reason));
  hold_if_held(context, letter.to);
  return id;
}

void cancel_about(const Context& context, FacilityId facility, const std::string& event) {
  for (const auto id : records::waiting_for(context.db, facility, ""))
    if (records::letter(context.db, id).event == event) drop(context, id);
}

std::uint64_t cancel_for(const Context& context, FacilityId facility, const std::string& address) {
  const auto ids = records::waiting_for(context.db, facility, address);
  for (const auto id : ids) drop(context, id);
  return ids.size();
}

std::uint64_t readdress(const Context& context, FacilityId facility, const std::string& from,
                        const std::string& to) {
  std::uint64_t moved = 0;
  for (const auto id : records::waiting_for(context.db, facility, from)) {
    auto letter = records::letter(context.db, id);
    records::mark_cancelled(context.db, id);
    if (letter.secret) continue;
    letter.to = to;
    letter.message_id = new_message_id(context.settings);
    letter.queued_at = letter.due_at = context.now;
    // A letter that went to this address before, or was cancelled there, is not made twice.
    if (!records::revive(context.db, letter)) records::add(context.db, letter);
    ++moved;
  }
  hold_if_held(context, to);
  lift_if_unused(context, from);
  return moved;
}

Message retry(const Context& context, const std::vector<LetterId>& ids) {
  return store::together(context.db, context.deed("mail retry"), [&](store::Database& db) {
    for (const auto id : ids) {
      const auto letter = records::letter(db, id);
      refuse_if(why_not_retry(letter, context.now));
      if (is_held(db, letter.to))
        throw Error{Exit::refused,
                    msg("{} waits for {}, which is on hold; once that works: mk mail release {}",
                        id, letter.to, letter.to)};
      remember_state(context, id, code(letter.state), State::queued);
      records::mark_queued(db, id, context.now);
    }
    return counted(ids.size(), "{} letter will be tried again", "{} letters will be tried again");
  });
}

Message cancel(const Context& context, const std::vector<LetterId>& ids) {
  return store::together(context.db, context.deed("mail cancel"), [&](store::Database& db) {
    for (const auto id : ids) {
      const auto letter = records::letter(db, id);
      refuse_if(why_not_cancel(letter, context.now));
      remember_state(context, id, code(letter.state), State::cancelled);
      records::mark_cancelled(db, id);
    }
    return counted(ids.size(), "{} letter is cancelled", "{} letters are cancelled");
  });
}

Outgoing show(const Context& context, LetterId id) {
  return masked(records::letter(context.db, id));
}

std::vector<Outgoing> list(const Context& context, std::optional<State> state) {
  auto letters = records::letters(context.db, state);
  for (auto& letter : letters) letter = masked(std::move(letter));
  return letters;
}

Counts counts(const Context& context) { return records::counts(context.db); }

Sample preview(const Context& context, const std::string& event, const Words& words) {
  if (event_of(event) == nullptr) {
    std::string names;
    for (const auto& known : events()) names += (names.empty() ? "" : ", ") + known.name;
    throw Error{Exit::refused, msg("there is no letter “{}”; there are: {}", event, names)};
  }
  auto text = write(context.settings, event, words, Unfilled::show);
  return {std::move(text.subject), std::move(text.body), std::move(text.html)};
}

std::vector<Message> breaches(store::Database& db) {
  std::vector<Message> found;
  for (const auto& letter : records::letters(db, std::nullopt)) {
    if (why_not_address(letter.to))
      found.push_back(msg("{} goes to “{}”, which is no e-mail address", letter.id, letter.to));
    if (letter.attempts > 0 && !letter.first_tried_at)
      found.push_back(msg("{} was tried, yet no one knows when", letter.id));
  }
  return found;
}

}  // namespace mk::mail
