#include "cmd/nouns.hpp"
#include "lib/base/file.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/form.hpp"
#include "lib/survey/told.hpp"

namespace mk::cmd {

namespace {

struct Template {
  std::string first;
  std::optional<Term> second;

  void declare(cli::Command& sheet) {
    sheet.takes(first, "facility", tr("whose answers; empty cells when not given"));
    sheet.takes(second, "term", tr("of which term; the one to send now when not given"));
    sheet.example("mk survey template F-12 2026-09 > answers.csv");
  }

  void run(Context& context, print::Teller& out) const {
    std::optional<FacilityId> facility;
    auto term = second;
    if (!term && Term::parse(first)) {
      term = Term::parse(first);
    } else if (!first.empty()) {
      read(first, facility.emplace());
    }
    const auto usual = survey::term_to_send(context, facility);
    const auto asked = term.value_or(usual);
    const auto sheet = survey::answer_sheet(survey::card_to_fill(context.db, facility, asked),
                                            facility ? facility->text() : "", asked);
    if (out.format() == print::Format::table) {
      out.text(print::sheet(sheet));
    } else {
      out.show(sheet);
    }
  }
};

struct Form {
  FacilityId facility;
  std::string output;
  std::optional<Term> term;

  void declare(cli::Command& form) {
    form.needs(facility, "facility", tr("whose card, such as F-12"));
    form.takes(term, "term", tr("of which term; the one to send now when not given"));
    form.needs(output, "--output", tr("the page to write, such as form.html"));
    form.example("mk survey form F-12 --output form.html");
  }

  void run(Context& context, print::Teller& out) const {
    const auto form = survey::form_of(context, facility, term);
    write_file(output, survey::as_page(form));
    out.changed(msg("{} holds the card of {} for the term {}", output, facility, form.term),
                print::Thing{{"id", tr("Facility"), facility},
                             {"state", tr("State"), print::Code{"written", tr_later("written")}},
                             {"term", tr("Term"), form.term},
                             {"card", tr("Card version"), form.card.version},
                             {"file", tr("File"), output}});
  }
};

}  // namespace

void survey_form(cli::Command& noun) {
  noun.verb<Template>("template", tr("a file to fill with answers"));
  noun.verb<Form>("form", tr("a page to print and fill in by hand"));
}

}  // namespace mk::cmd
