#include "cmd/mail_shown.hpp"
#include "cmd/nouns.hpp"

namespace mk::cmd {

namespace {

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
  bool html = false;

  void declare(cli::Command& show) {
    show.needs(id, "letter", tr("the letter, such as M-9"));
    show.takes(html, "--html", tr("the page that goes beside the text"));
    show.example("mk mail show M-9");
  }

  void run(Context& context, print::Teller& out) const {
    const auto letter = mail::show(context, id);
    if (out.format() != print::Format::table) return out.show(thing(letter));
    if (html) return out.text(letter.html);
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

}  // namespace

void mail(cli::Command& noun) {
  noun.verb<List>("list", tr("the letters, and how far they came"));
  noun.verb<Show>("show", tr("one letter, as it goes out"));
  noun.verb<Retry>("retry", tr("try letters again that did not go"));
  noun.verb<Cancel>("cancel", tr("keep letters from going"));
  mail_held(noun);
  mail_write(noun);
}

}  // namespace mk::cmd
