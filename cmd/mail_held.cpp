#include "cmd/nouns.hpp"
#include "lib/mail/bounces.hpp"

namespace mk::cmd {

namespace {

print::Value maybe(const std::string& text) {
  return text.empty() ? print::Value{} : print::Value{text};
}

print::Code cause(mail::Severity severity) {
  return severity == mail::Severity::hard
             ? print::Code{"hard", tr_later("no letter can arrive there")}
             : print::Code{"soft", tr_later("letters came back on three days")};
}

struct HeldAddresses {
  static void declare(cli::Command& held) { held.example("mk mail held"); }

  static void run(const Context& context, print::Teller& out) {
    print::Table table{{{"address", tr("Address")},
                        {"since", tr("On hold since")},
                        {"cause", tr("Cause")},
                        {"letters", tr("Letters waiting")},
                        {"status", tr("Status")},
                        {"said", tr("The server said")}},
                       {}};
    for (const auto& it : mail::held(context.db))
      table.rows.push_back(
          {it.address, it.since, cause(it.cause), it.letters, maybe(it.status), maybe(it.said)});
    out.show(table);
  }
};

struct Release {
  std::string address;

  void declare(cli::Command& release) {
    release.needs(address, "address", tr("the address, as mk mail held shows it"));
    release.example("mk mail release anna@promyk.example");
  }

  void run(const Context& context, print::Teller& out) const {
    const auto done = mail::release(context, address);
    for (const auto id : done.without_link)
      out.note(
          msg("The link that waited for {} is dead by now; send a fresh one: mk facility resend {}",
              id, id));
    out.changed(sentence(done), {{"address", tr("Address"), done.address},
                                 {"queued", tr("Queued"), ids_of(done.queued)},
                                 {"cancelled", tr("Cancelled"), ids_of(done.cancelled)}});
  }

 private:
  static Message sentence(const mail::Released& done) {
    if (done.queued.empty()) return msg("letters go to {} again; none waits", done.address);
    return counted(done.queued.size(), "letters go to {1} again; {0} that waited is in the queue",
                   "letters go to {1} again; {0} that waited are in the queue", done.address);
  }

  static print::List ids_of(const std::vector<LetterId>& ids) {
    print::List list;
    for (const auto id : ids) list.emplace_back(id);
    return list;
  }
};

}  // namespace

void mail_held(cli::Command& noun) {
  noun.verb<HeldAddresses>("held", tr("the addresses that get no letters, and why"));
  noun.verb<Release>("release", tr("let letters go to an address again"));
}

}  // namespace mk::cmd
