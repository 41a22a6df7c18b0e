#include "cmd/mail_shown.hpp"
#include "cmd/nouns.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/facility/actions.hpp"
#include "lib/programme/announce.hpp"
#include "lib/programme/preview.hpp"

namespace mk::cmd {

namespace {

constexpr std::size_t largest_text = 1UL << 20U;

struct Write {
  std::vector<FacilityId> ids;
  bool all_active = false;
  std::string subject;
  std::string file;

  void declare(cli::Command& write) {
    write.takes(ids, "facility", tr("the facilities, such as F-12"));
    write.takes(all_active, "--all-active", tr("to every active facility"));
    write.needs(subject, "--subject", tr("the subject"));
    write.needs(file, "--file", tr("the text, plain and in UTF-8; - is stdin"));
    write.example("mk mail write --all-active --subject \"Dyżur w ferie\" --file dyzur.txt");
  }

  void run(Context& context, print::Teller& out) const {
    if (ids.empty() != all_active)
      throw Error{Exit::usage, msg("say who gets it: facilities such as F-12, or --all-active")};
    const auto text = programme::announcement_text(read_file(file, largest_text));
    if (text::looks_like_pesel(text))
      out.warn(
          msg("the text has eleven digits that look like a PESEL number; no personal data of "
              "children belong in letters"));
    const auto done = programme::announce(context, {subject, text}, ids);
    out.changed(done.sentence, things(context, done.letters));
    if (out.dry_run() && out.format() == print::Format::table && !done.letters.empty())
      out.show(addressees(context, done.letters));
  }

 private:
  static print::Table addressees(const Context& context, const std::vector<LetterId>& letters) {
    print::Table table{
        {{"facility", tr("Facility")}, {"name", tr("Name")}, {"recipient", tr("Recipient")}}, {}};
    for (const auto id : letters) {
      const auto letter = mail::show(context, id);
      const auto name = facility::show(context.db, *letter.facility).listing.name;
      table.rows.push_back({*letter.facility, name, letter.to});
    }
    return table;
  }
};

struct Preview {
  std::string event;
  FacilityId facility;
  bool html = false;

  void declare(cli::Command& preview) {
    preview.needs(event, "event", tr("which letter, such as activation"));
    preview.needs(facility, "facility", tr("the facility that gets it, such as F-12"));
    preview.takes(html, "--html", tr("the page that goes beside the text"));
    preview.example("mk mail preview activation F-12");
  }

  void run(Context& context, print::Teller& out) const {
    const auto sample = programme::preview(context, event, facility);
    const bool table = out.format() == print::Format::table;
    if (table && html) return out.text(sample.html);
    if (table) return out.text(tr("Subject") + ": " + sample.subject + "\n\n" + sample.body);
    out.show({{"event", tr("Event"), event},
              {"facility", tr("Facility"), facility},
              {"subject", tr("Subject"), sample.subject},
              {"body", tr("Text"), sample.body},
              {"html", tr("Page"), sample.html}});
  }
};

}  // namespace

void mail_write(cli::Command& noun) {
  noun.verb<Preview>("preview", tr("what a letter will look like"));
  noun.verb<Write>("write", tr("a letter in words of your own to facilities"));
}

}  // namespace mk::cmd
