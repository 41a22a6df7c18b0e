#include "cmd/facility_shown.hpp"
#include "cmd/nouns.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/facility/actions.hpp"
#include "lib/facility/batch_views.hpp"
#include "lib/facility/views.hpp"
#include "lib/programme/withdraw.hpp"

namespace mk::cmd {

namespace {

constexpr std::size_t largest_code = 1024;
constexpr std::size_t largest_picture = 16UL << 20U;

struct Add {
  std::optional<FacilityId> id;
  facility::Application account;
  facility::ByHand row;

  void declare(cli::Command& add) {
    add.takes(id, "facility", tr("a facility of the register, such as F-12"));
    add.takes(account.manager, "--manager", tr("the head's name"));
    add.takes(account.email, "--email", tr("the head's e-mail address: letters go there"));
    add.takes(account.phone, "--phone", tr("the head's telephone"));
    add.takes(account.formal_name, "--formal-name", tr("the full name, where it differs"));
    add.takes(account.informal_name, "--informal-name", tr("what the children call the place"));
    add.takes(row.operator_name, "--operator", tr("who runs it; not in the register only"));
    add.takes(row.name, "--name", tr("what it is called; not in the register only"));
    add.takes(row.district, "--district", tr("its district; not in the register only"));
    add.takes(row.kind, "--kind", tr("its kind; not in the register only"));
    add.takes(row.street, "--street", tr("street and number; not in the register only"));
    add.takes(row.postal_code, "--postal-code", tr("its postal code; not in the register only"));
    add.takes(row.reason, "--unlisted", tr("why it is added although the register lacks it"));
    add.example("mk facility add F-12 --manager \"Anna Lis\" --email klub@wola.example");
  }

  void run(Context& context, print::Teller& out) const {
    const bool unlisted = !row.reason.empty() || !row.operator_name.empty() || !row.name.empty();
    if (unlisted == id.has_value())
      throw Error{Exit::usage, msg("name a facility of the register, such as F-12, or give "
                                   "--operator, --name, --district and --unlisted REASON")};
    const bool applies = id || !account.manager.empty() || !account.email.empty();
    for (const auto& [option, value] :
         {std::pair{"--manager", &account.manager}, std::pair{"--email", &account.email}})
      if (applies && value->empty())
        throw Error{Exit::usage, msg("{} is missing; see: {} --help", option, "mk facility add")};
    const auto done =
        id ? facility::Done{*id, facility::apply(context, *id, account)}
           : facility::add_by_hand(context, row, applies ? std::optional{account} : std::nullopt);
    out.changed(done.message, thing(context, done.id));
    if (applies)
      out.note(
          msg("The letter to {} carries the information notice of art. 13 RODO.", account.email));
  }
};

struct Approve {
  std::vector<FacilityId> ids;
  void declare(cli::Command& approve) {
    approve.needs(ids, "facility", tr("the facilities, such as F-12"));
    approve.example("mk facility approve F-12 F-13");
  }
  void run(Context& context, print::Teller& out) const {
    const auto sentence = facility::approve(context, ids);
    out.changed(sentence, things(context, ids));
  }
};

struct Reject {
  FacilityId id;
  std::string reason;
  void declare(cli::Command& reject) {
    reject.needs(id, "facility", tr("the facility, such as F-12"));
    reject.needs(reason, "--reason", tr("why; the head gets it by mail"));
    reject.example(
        "mk facility reject F-12 --reason \"the operator has no agreement with the city\"");
  }
  void run(Context& context, print::Teller& out) const {
    const auto sentence = facility::reject(context, id, reason);
    out.changed(sentence, thing(context, id));
  }
};

struct Suspend {
  std::vector<FacilityId> ids;
  std::string reason;
  void declare(cli::Command& suspend) {
    suspend.needs(ids, "facility", tr("the facilities, such as F-12"));
    suspend.needs(reason, "--reason", tr("why; it is kept"));
    suspend.example("mk facility suspend F-12 --reason \"closed for repairs\"");
  }
  void run(Context& context, print::Teller& out) const {
    const auto sentence = facility::suspend(context, ids, reason);
    out.changed(sentence, things(context, ids));
  }
};

struct Resume {
  std::vector<FacilityId> ids;
  void declare(cli::Command& resume) {
    resume.needs(ids, "facility", tr("the facilities, such as F-12"));
    resume.example("mk facility resume F-12");
  }
  void run(Context& context, print::Teller& out) const {
    const auto sentence = facility::resume(context, ids);
    out.changed(sentence, things(context, ids));
  }
};

struct Withdraw {
  std::vector<FacilityId> ids;
  std::string reason;
  bool yes = false;

  void declare(cli::Command& withdraw) {
    withdraw.needs(ids, "facility", tr("the facilities, such as F-12"));
    withdraw.needs(reason, "--reason", tr("why; the head gets it by mail"));
    withdraw.takes(yes, "--yes", tr("do not ask"));
    withdraw.example("mk facility withdraw F-12 --reason \"the club has closed\"");
  }

  void run(Context& context, print::Teller& out) const {
    if (!yes && !out.may_ask())
      throw Error{Exit::usage, msg("withdrawing cancels what the facility has: say --yes; what it "
                                   "cancels is told by --dry-run --yes")};
    if (!yes || out.dry_run()) preview(context, out);
    if (!yes && !out.agreed(msg("Withdraw? [y/N]"))) return out.say(msg("nothing was changed"));
    const auto sentence = programme::withdraw(context, ids, reason);
    out.changed(sentence, things(context, ids));
  }

 private:
  void preview(Context& context, print::Teller& out) const {
    const auto ends = programme::preview_withdrawal(context, ids, reason);
    for (const auto id : ids)
      out.note(msg("{}: {}", id, facility::show(context.db, id).listing.name));
    for (const auto& sentence : programme::sentences(ends)) out.note(sentence);
  }
};

struct Activate {
  std::string token;
  void declare(cli::Command& activate) {
    activate.takes(token, "token", tr("the code or the link; else it is read from stdin"));
    activate.example("mk facility activate < code.txt");
  }
  void run(Context& context, print::Teller& out) const {
    const auto done = facility::activate(context, token.empty() ? asked(out) : token);
    out.changed(done.message, thing(context, done.id));
  }

 private:
  static std::string asked(print::Teller& out) {
    return out.may_ask() ? out.ask(msg("Code:")) : read_file("-", largest_code);
  }
};

struct Resend {
  FacilityId id;
  void declare(cli::Command& resend) {
    resend.needs(id, "facility", tr("the facility, such as F-12"));
    resend.example("mk facility resend F-12");
  }
  void run(Context& context, print::Teller& out) const {
    const auto sentence = facility::resend(context, id);
    out.changed(sentence, thing(context, id));
  }
};

struct Edit {
  FacilityId id;
  facility::Changes changes;
  std::string description;
  std::string logo;

  void declare(cli::Command& edit) {
    edit.needs(id, "facility", tr("the facility, such as F-12"));
    edit.takes(changes.manager, "--manager", tr("the head's name"));
    edit.takes(changes.email, "--email",
               tr("the head's e-mail address; an active account starts anew"));
    edit.takes(changes.phone, "--phone", tr("the telephone; \"\" takes it out"));
    edit.takes(changes.formal_name, "--formal-name", tr("the full name; \"\" takes it out"));
    edit.takes(changes.informal_name, "--informal-name",
               tr("what the children call the place; \"\" takes it out"));
    edit.takes(description, "--description", tr("a file of Markdown, or - for stdin"));
    edit.takes(logo, "--logo", tr("a file, PNG or JPEG, at most 1 MiB"));
    edit.takes(changes.confirm, "--confirm", tr("the profile is right as of today"));
    edit.example("mk facility edit F-12 --phone \"+48 22 555 00 10\" --confirm");
  }

  void run(Context& context, print::Teller& out) {
    if (!description.empty()) changes.description = read_file(description, largest_picture);
    if (!logo.empty()) changes.logo = read_file(logo, largest_picture);
    const auto sentence = facility::edit(context, id, changes);
    out.changed(sentence, thing(context, id));
    warn_of_children(out);
  }

 private:
  void warn_of_children(print::Teller& out) const {
    if (changes.description && text::looks_like_pesel(*changes.description))
      out.warn(
          msg("the description has eleven digits that look like a PESEL number; data of "
              "children must not be kept: take them out if they are"));
  }
};

struct Show {
  FacilityId id;
  bool history = false;
  std::optional<Day> as_of;
  void declare(cli::Command& show) {
    show.needs(id, "facility", tr("the facility, such as F-12"));
    show.takes(as_of, "--as-of", tr("its status as it stood at the end of this day"));
    show.takes(history, "--history",
               tr("also where its values come from, and what was done to it"));
    show.example("mk facility show F-12 --history");
  }
  void run(Context& context, print::Teller& out) const {
    auto found = thing(context, id, as_of);
    if (!history) return out.show(found);
    const bool people = out.format() == print::Format::table;
    found.push_back({"sources", tr("Where the values of the register come from"),
                     facility::source_list(facility::show(context.db, id),
                                           facility::sources(context.db, id), !people)});
    found.push_back(
        {"history", tr("History"), facility::event_list(facility::history(context.db, id))});
    out.show(found);
  }
};

struct List {
  facility::Filter filter;
  void declare(cli::Command& list) {
    list.takes(filter.state, "--state",
               tr("listed, applied, approved, active, suspended or withdrawn"));
    list.takes(filter.district, "--district", tr("of this district"));
    list.takes(filter.operator_name, "--operator", tr("whose operator's name has this"));
    list.takes(filter.delisted, "--delisted", tr("missing from the register"));
    list.takes(filter.search, "--search",
               tr("with this in a name, the street, a head or an address"));
    list.example("mk facility list --state applied");
  }
  void run(Context& context, print::Teller& out) const {
    const auto found = facility::list(context.db, filter);
    out.show(filter.delisted ? facility::delisted(found) : facility::table(found));
  }
};

struct Contacts {
  std::string file;
  void declare(cli::Command& contacts) {
    contacts.takes(file, "file", tr("the file to write, for a spreadsheet; else stdout"));
    contacts.example("mk facility contacts kontakty.csv");
  }
  void run(Context& context, print::Teller& out) const {
    const auto table = facility::contacts(facility::list(context.db, {}));
    if (file.empty() || file == "-") return out.show(table);
    write_file(file, print::sheet(table));
    out.changed(
        counted(table.rows.size(), "{} contact is written to {}", "{} contacts are written to {}",
                file),
        print::Thing{{"file", tr("File"), file}, {"written", tr("Written"), table.rows.size()}});
  }
};

}  // namespace

void facility(cli::Command& noun) {
  facility_register(noun);
  facility_batches(noun);
  noun.verb<Add>("add", tr("register a facility, which then waits for approval"));
  noun.verb<Approve>("approve", tr("accept applications; activation links go out"));
  noun.verb<Reject>("reject", tr("turn an application down"));
  noun.verb<Activate>("activate", tr("use the link or code of a letter"));
  noun.verb<Resend>("resend", tr("send a fresh link or code"));
  noun.verb<Suspend>("suspend", tr("stop new reservations and posts"));
  noun.verb<Resume>("resume", tr("end a suspension"));
  noun.verb<Withdraw>("withdraw", tr("end a membership, with everything that is under way"));
  noun.verb<Edit>("edit", tr("change an account"));
  noun.verb<Show>("show", tr("everything about one facility"));
  noun.verb<List>("list", tr("the facilities of the register"));
  noun.verb<Contacts>("contacts", tr("how to reach the heads"));
}

}  // namespace mk::cmd
