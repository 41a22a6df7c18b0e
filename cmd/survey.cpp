#include "cmd/nouns.hpp"
#include "lib/base/file.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/card_file.hpp"
#include "lib/survey/told.hpp"
#include "lib/survey/words.hpp"

#include <charconv>

namespace mk::survey {

/// Takes "4=what is wrong with category 4".
void read(const std::string& text, Remark& remark) {
  const auto equals = text.find('=');
  const auto* const end = text.data() + std::min(equals, text.size());
  const auto [stop, error] = std::from_chars(text.data(), end, remark.category);
  if (equals == std::string::npos || equals + 1 == text.size() || error != std::errc{} ||
      stop != end)
    throw Error{Exit::usage, msg("“{}” is not a remark such as 4=TEXT", text)};
  remark.text = text.substr(equals + 1);
}

}  // namespace mk::survey

namespace mk::cmd {

namespace {

using survey::told;

bool plain(const print::Teller& out) { return !out.json(); }

std::vector<print::Thing> told_all(Context& context, const print::Teller& out,
                                   const std::vector<SurveyId>& ids) {
  std::vector<print::Thing> things;
  for (const auto id : ids) things.push_back(told(survey::view(context.db, id), plain(out)));
  return things;
}

struct Install {
  std::string file;

  void declare(cli::Command& install) {
    install.needs(file, "file", tr("the card, in TOML"));
    install.example("mk survey card install card-2026.toml");
  }

  void run(Context& context, print::Teller& out) const {
    const auto sentence = survey::install_card(context, survey::read_card(file));
    out.changed(sentence, told(survey::card(context.db, {}), true, plain(out)));
  }
};

struct ShowCard {
  std::optional<std::int64_t> version;

  void declare(cli::Command& show) {
    show.takes(version, "version", tr("which version; the newest when not given"));
  }

  void run(Context& context, print::Teller& out) const {
    const auto newest = survey::card(context.db, {}).version;
    const auto card = survey::card(context.db, version);
    out.show(told(card, card.version == newest, plain(out)));
  }
};

struct Open {
  Term term;
  std::optional<Day> until;
  std::string reason;

  void declare(cli::Command& open) {
    open.needs(term, "term", tr("the term, such as 2027-03"));
    open.takes(until, "--until", tr("the last day on which its cards are taken"));
    open.takes(reason, "--reason", tr("why, for the record"));
    open.example("mk survey open 2027-03 --until 2027-04-15 --reason \"Easter\"");
  }

  void run(Context& context, print::Teller& out) const {
    const auto sentence = survey::open_term(context, term, until, reason);
    out.changed(sentence, told(survey::term_view(context, term)));
  }
};

struct Close {
  Term term;
  std::string reason;

  void declare(cli::Command& close) {
    close.needs(term, "term", tr("the term, such as 2027-03"));
    close.takes(reason, "--reason", tr("why, for the record"));
  }

  void run(Context& context, print::Teller& out) const {
    const auto sentence = survey::close_term(context, term, reason);
    out.changed(sentence, told(survey::term_view(context, term)));
  }
};

struct Import {
  std::string file;
  survey::ImportOptions options;

  void declare(cli::Command& import) {
    import.needs(file, "file", tr("the answers, in CSV; - is the standard input"));
    import.takes(options.submit, "--submit", tr("submit the surveys that are complete"));
    import.takes(options.received, "--received", tr("the day on which the cards came on paper"));
    import.takes(options.existing, "--existing",
                 tr("a draft that is there: keep, replace, or fill what it lacks (the default)"));
    import.takes(options.encoding, "--encoding",
                 tr("utf-8, windows-1250, iso-8859-2, utf-16le or utf-16be; "
                    "found out when not given"));
    import.takes(options.late, "--late", tr("take late cards of a term that is closed"));
    import.example("mk survey import answers.csv --submit");
  }

  void run(Context& context, print::Teller& out) const {
    const auto imported = taken_in(context);
    tell(imported, out);
    out.flush();
    if (!imported.rejects.empty())
      throw Error{Exit::partial,
                  counted(imported.rejects.size(), "{} row is refused", "{} rows are refused")};
    if (imported.unfinished > 0)
      throw Error{Exit::partial, counted(imported.unfinished, "{} survey could not be submitted",
                                         "{} surveys could not be submitted")};
  }

  /// A file that is refused as a whole is named, which those who read bytes cannot do.
  survey::Imported taken_in(const Context& context) const {
    auto bytes = read_file(file);
    try {
      return survey::import_answers(context, std::move(bytes), options);
    } catch (const Error& error) {
      if (error.exit() != Exit::data) throw;
      throw Error{Exit::data, msg("{}: {}", file, spoken(error.message())), error.reason(),
                  error.line()};
    }
  }

  void tell(const survey::Imported& imported, print::Teller& out) const {
    constexpr std::size_t most_told = 100;
    for (const auto& warning : imported.warnings) out.warn(warning);
    for (std::size_t i = 0; i < std::min(most_told, imported.rejects.size()); ++i) {
      const auto& it = imported.rejects[i];
      out.warn(msg("{}:{}: {}", file, it.line, spoken(it.message)));
    }
    const auto sentence =
        options.submit
            ? counted(imported.surveys.size(),
                      "{} survey read, {} submitted: {} rows taken, {} kept, {} refused",
                      "{} surveys read, {} submitted: {} rows taken, {} kept, {} refused",
                      imported.submitted, imported.taken, imported.kept, imported.rejects.size())
            : counted(imported.surveys.size(), "{} draft: {} rows taken, {} kept, {} refused",
                      "{} drafts: {} rows taken, {} kept, {} refused", imported.taken,
                      imported.kept, imported.rejects.size());
    out.changed(sentence, told(imported, file));
  }
};

struct Submit {
  std::vector<SurveyId> ids;
  std::optional<Day> received;

  void declare(cli::Command& submit) {
    submit.needs(ids, "survey", tr("the surveys, such as S-5"));
    submit.takes(received, "--received", tr("the day on which the card came on paper"));
  }

  void run(Context& context, print::Teller& out) const {
    const auto sentence = survey::submit(context, ids, received);
    out.changed(sentence, told_all(context, out, ids));
  }
};

struct Accept {
  std::vector<SurveyId> ids;

  void declare(cli::Command& accept) {
    accept.needs(ids, "survey", tr("the surveys, such as S-5"));
  }

  void run(Context& context, print::Teller& out) const {
    const auto sentence = survey::accept(context, ids);
    out.changed(sentence, told_all(context, out, ids));
  }
};

struct Return {
  SurveyId id;
  std::vector<survey::Remark> remarks;
  std::string reason;

  void declare(cli::Command& back) {
    back.needs(id, "survey", tr("the survey, such as S-5"));
    back.takes(remarks, "--remark", tr("what to mend in a category: 4=TEXT; may be repeated"));
    back.takes(reason, "--reason", tr("why the whole survey is returned"));
    back.example("mk survey return S-5 --remark \"4=Please name the meetings.\"");
  }

  void run(Context& context, print::Teller& out) const {
    const auto sentence = survey::return_survey(context, id, remarks, reason);
    out.changed(sentence, told_all(context, out, {id}));
  }
};

struct Show {
  SurveyId id;

  void declare(cli::Command& show) { show.needs(id, "survey", tr("the survey, such as S-5")); }

  void run(Context& context, print::Teller& out) const {
    out.show(told(survey::view(context.db, id), plain(out)));
  }
};

struct List {
  std::optional<Term> term;
  std::optional<survey::State> state;
  bool missing = false;

  void declare(cli::Command& list) {
    list.takes(term, "--term", tr("only of this term"));
    list.takes(state, "--state", tr("only draft, submitted, accepted or returned ones"));
    list.takes(missing, "--missing", tr("who has not sent a card of the term, with the phone"));
    list.example("mk survey list --missing --term 2027-03");
  }

  void run(Context& context, print::Teller& out) const {
    if (missing && state) throw Error{Exit::usage, msg("--missing and --state do not go together")};
    if (missing) {
      out.show(survey::unsent(context.db, term.value_or(survey::term_to_send(context, {}))));
      return;
    }
    out.show(
        survey::surveys(context.db, term ? term->text() : "", state ? survey::code(*state) : ""));
  }
};

struct Score {
  std::optional<Term> term;

  void declare(cli::Command& score) {
    score.takes(term, "term", tr("only of this term; of all when not given"));
  }

  void run(Context& context, print::Teller& out) const {
    out.show(told(survey::recompute(context, term), plain(out)));
  }
};

}  // namespace

void survey(cli::Command& noun) {
  auto card = noun.group("card", tr("the questionnaire, version by version"));
  card.verb<Install>("install", tr("install a card, or a new version of it"));
  card.verb<ShowCard>("show", tr("show a version of the card"));
  noun.verb<Open>("open", tr("open a term early, again or for longer"));
  noun.verb<Close>("close", tr("take no more cards of a term"));
  survey_form(noun);
  survey_fill(noun);
  noun.verb<Import>("import", tr("take in a file of answers"));
  noun.verb<Submit>("submit", tr("submit a survey"));
  noun.verb<Accept>("accept", tr("accept a submitted survey, which gives its status"));
  noun.verb<Return>("return", tr("return a survey with remarks"));
  noun.verb<Show>("show", tr("show a survey with its answers"));
  noun.verb<List>("list", tr("list the surveys, or who has not sent one"));
  noun.verb<Score>("score", tr("compute the statuses of accepted surveys again"));
  survey_advise(noun);
}

}  // namespace mk::cmd
