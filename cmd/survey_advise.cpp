#include "cmd/nouns.hpp"
#include "lib/base/file.hpp"
#include "lib/programme/advise.hpp"
#include "lib/programme/rehearse.hpp"
#include "lib/survey/card_file.hpp"

namespace mk::cmd {

namespace {

struct Advise {
  FacilityId facility;
  std::string output;

  void declare(cli::Command& advise) {
    advise.needs(facility, "facility", tr("the facility, such as F-12"));
    advise.takes(output, "--output",
                 tr("a page for its head, .html, or the picture of its growth, .svg"));
    advise.example("mk survey advise F-12 --output droga.html");
  }

  void run(Context& context, print::Teller& out) const {
    if (output.empty()) {
      const bool plain = out.format() == print::Format::table;
      return out.show(programme::advise(context, facility, plain));
    }
    const bool page = output.ends_with(".html");
    if (!page && !output.ends_with(".svg"))
      throw Error{Exit::usage,
                  msg("“{}” does not end with .html or .svg, which say how to write it", output)};
    const auto report = programme::advice_report(context, facility);
    write_file(output, page ? report::as_page(report, language()) : report::as_picture(report));
    out.changed(msg("the advice is written to {}", output),
                print::Thing{{"file", tr("File"), output}, {"id", tr("Id"), facility}});
  }
};

struct Rehearse {
  std::string card;

  void declare(cli::Command& rehearse) {
    rehearse.needs(card, "--card", tr("the card to try, in TOML"));
    rehearse.example("mk survey rehearse --card card-2027.toml");
  }

  void run(Context& context, print::Teller& out) const {
    const bool plain = out.format() == print::Format::table;
    out.show(programme::rehearse(context, survey::read_card(card), plain));
  }
};

}  // namespace

void survey_advise(cli::Command& noun) {
  noun.verb<Advise>("advise", tr("what brings a facility to its next status"));
  noun.verb<Rehearse>("rehearse", tr("try another card on all past terms; nothing is changed"));
}

}  // namespace mk::cmd
