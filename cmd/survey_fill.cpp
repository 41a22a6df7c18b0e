#include "cmd/nouns.hpp"
#include "cmd/survey_conversation.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/filling.hpp"
#include "lib/survey/told.hpp"

#include <variant>

namespace mk::cmd {

namespace {

/// "F-12" or "S-5". A number alone could be either.
std::variant<FacilityId, SurveyId> whose_card(const std::string& text) {
  const bool bare = !text.empty() && text[0] >= '0' && text[0] <= '9';
  if (const auto facility = FacilityId::parse(text); facility && !bare) return *facility;
  if (const auto id = SurveyId::parse(text); id && !bare) return *id;
  throw Error{Exit::usage,
              msg("“{}” is neither a facility such as F-12 nor a survey such as S-5", text)};
}

struct Fill {
  std::string whose;
  std::optional<Term> term;

  void declare(cli::Command& fill) {
    fill.needs(whose, "facility|survey", tr("whose card, such as F-12, or which, such as S-5"));
    fill.takes(term, "term", tr("of which term; the one to send now when not given"));
    fill.example("mk survey fill F-12");
  }

  void run(Context& context, print::Teller& out) const {
    const auto which = whose_card(whose);
    const auto* const facility = std::get_if<FacilityId>(&which);
    if (facility == nullptr && term)
      throw Error{Exit::usage, msg("{} has its term already; leave {} out", whose, *term)};
    if (!out.may_ask())
      throw Error{Exit::usage,
                  msg("fill asks on a terminal and there is none; fill in a file instead: mk "
                      "survey template {} > answers.csv, then mk survey import answers.csv",
                      facility == nullptr ? std::string{"FACILITY"} : facility->text())};
    auto filling = facility == nullptr ? survey::fill(context, std::get<SurveyId>(which))
                                       : survey::fill(context, *facility, term);
    const auto id = filling.survey.id;
    const bool wanted = converse(context, out, std::move(filling));
    const auto sentence = wanted ? survey::submit(context, std::vector{id}, {})
                                 : msg("{} is kept; go on at any time: mk survey fill {}", id, id);
    out.changed(sentence, told(survey::view(context.db, id), true));
  }
};

}  // namespace

void survey_fill(cli::Command& noun) {
  noun.verb<Fill>("fill", tr("fill in a card on the terminal, question by question"));
}

}  // namespace mk::cmd
