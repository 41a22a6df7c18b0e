#include "cmd/mail_shown.hpp"

#include "lib/base/message.hpp"

#include <array>

namespace mk::cmd {

namespace {

print::Code word(mail::State state) {
  constexpr std::array words{tr_later("queued"), tr_later("sending"), tr_later("sent"),
                             tr_later("failed"), tr_later("held"),    tr_later("cancelled")};
  return {mail::code(state), words.at(static_cast<std::size_t>(state))};
}

print::Value maybe(const std::string& text) {
  return text.empty() ? print::Value{} : print::Value{text};
}

}  // namespace

print::Thing facts(const mail::Outgoing& letter) {
  return {{"id", tr("Letter"), letter.id},
          {"state", tr("State"), word(letter.state)},
          {"event", tr("Event"), letter.event},
          {"recipient", tr("Recipient"), letter.to},
          {"facility", tr("Facility"), letter.facility},
          {"subject", tr("Subject"), letter.subject},
          {"queued_at", tr("Queued"), letter.queued_at},
          {"due_at", tr("Not before"), letter.due_at},
          {"attempts", tr("Tries"), letter.attempts},
          {"sent_at", tr("Sent"), letter.sent_at},
          {"last_error", tr("Last error"), maybe(letter.last_error)},
          {"language", tr("Language"), letter.language},
          {"message_id", tr("Message-ID"), letter.message_id}};
}

print::Thing thing(const mail::Outgoing& letter) {
  auto thing = facts(letter);
  thing.push_back({"body", tr("Text"), letter.body});
  thing.push_back({"html", tr("Page"), maybe(letter.html)});
  thing.push_back({"calendar", tr("Calendar"), maybe(letter.calendar)});
  return thing;
}

std::vector<print::Thing> things(const Context& context, const std::vector<LetterId>& ids) {
  std::vector<print::Thing> found;
  found.reserve(ids.size());
  for (const auto id : ids) found.push_back(thing(mail::show(context, id)));
  return found;
}

}  // namespace mk::cmd
