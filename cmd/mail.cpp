#include "cmd/nouns.hpp"
#include "lib/mail/actions.hpp"
#include "lib/programme/preview.hpp"

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

/// What `show` tells, but for the text.
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
  thing.push_back({"calendar", tr("Calendar"), maybe(letter.calendar)});
  return thing;
}

std::vector<print::Thing> things(const Context& context, const std::vector<LetterId>& ids) {
  std::vector<print::Thing> found;
  for (const auto id : ids) found.push_back(thing(mail::show(context, id)));
  return found;
}

struct List {
  std::optional<mail::State> state;

  void declare(cli::Command& list) {
    list.takes(state, "--state",
               tr("only these: queued, sending, sent, failed, held or cancelled"));
    list.example("mk mail list --state failed");
  }

  void run(Context& context, print::Teller& out) const {
    print::Table table{{{"id", tr("Letter")},
                        {"state", tr("State")},
                        {"event", tr("Event")},
                        {"recipient", tr("Recipient")},
                        {"facility", tr("Facility")},
                        {"subject", tr("Subject")},
                        {"queued_at", tr("Queued"), true},
                        {"due_at", tr("Not before"), true},
                        {"attempts", tr("Tries"), true},
                        {"sent_at", tr("Sent"), true},
                        {"last_error", tr("Last error"), true},
                        {"message_id", tr("Message-ID"), true}},
                       {}};
    for (const auto& letter : mail::list(context, state)) table.rows.push_back(row(letter, table));
    out.show(table);
  }

  /// The facts that the table has a column for.
  static std::vector<print::Value> row(const mail::Outgoing& letter, const print::Table& table) {
    std::vector<print::Value> row;
    const auto known = facts(letter);
    for (const auto& column : table.columns)
      for (const auto& field : known)
        if (field.key == column.key) row.push_back(field.value);
    return row;
  }
};

struct Show {
  LetterId id;

  void declare(cli::Command& show) {
    show.needs(id, "letter", tr("the letter, such as M-9"));
    show.example("mk mail show M-9");
  }

  void run(Context& context, print::Teller& out) const {
    const auto letter = mail::show(context, id);
    if (out.format() != print::Format::table) return out.show(thing(letter));
    out.show(facts(letter));
    out.text("\n" + letter.body);
  }
};

struct Retry {
  std::vector<LetterId> ids;

  void declare(cli::Command& retry) {
    retry.needs(ids, "letter", tr("the letters, such as M-9"));
    retry.example("mk mail retry M-9 M-10");
  }

  void run(Context& context, print::Teller& out) const {
    const auto done = mail::retry(context, ids);
    out.changed(done, things(context, ids));
  }
};

struct Cancel {
  std::vector<LetterId> ids;

  void declare(cli::Command& cancel) {
    cancel.needs(ids, "letter", tr("the letters, such as M-9"));
    cancel.example("mk mail cancel M-9");
  }

  void run(Context& context, print::Teller& out) const {
    const auto done = mail::cancel(context, ids);
    out.changed(done, things(context, ids));
  }
};

struct Preview {
  std::string event;
  FacilityId facility;

  void declare(cli::Command& preview) {
    preview.needs(event, "event", tr("which letter, such as activation"));
    preview.needs(facility, "facility", tr("the facility that gets it, such as F-12"));
    preview.example("mk mail preview activation F-12");
  }

  void run(Context& context, print::Teller& out) const {
    const auto sample = programme::preview(context, event, facility);
    if (out.format() == print::Format::table)
      return out.text(tr("Subject") + ": " + sample.subject + "\n\n" + sample.body);
    out.show({{"event", tr("Event"), event},
              {"facility", tr("Facility"), facility},
              {"subject", tr("Subject"), sample.subject},
              {"body", tr("Text"), sample.body}});
  }
};

}  // namespace

void mail(cli::Command& noun) {
  noun.verb<List>("list", tr("the letters, and how far they came"));
  noun.verb<Show>("show", tr("one letter, as it goes out"));
  noun.verb<Retry>("retry", tr("try letters again that did not go"));
  noun.verb<Cancel>("cancel", tr("keep letters from going"));
  noun.verb<Preview>("preview", tr("what a letter will look like"));
  mail_held(noun);
}

}  // namespace mk::cmd
