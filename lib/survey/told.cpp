#include "lib/survey/told.hpp"

#include "lib/base/text.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>
#include <utility>

namespace mk::survey {

namespace {

using print::Code;
using print::List;
using print::Thing;
using print::Value;

Code word_of(Status status) { return {code(status), title(status)}; }
Code word_of(State state) { return {code(state), title(state)}; }

/// One text a line for a person, a list for a program.
template <class Texts>
Value lines(const Texts& texts, bool plain) {
  List list;
  std::string text;
  for (const auto& line : texts) {
    list.emplace_back(line);
    text += line + "\n";
  }
  if (plain) return text;
  return list;
}

/// "12 of 15 or more", a threshold for a person.
Message spelled(const Threshold& threshold, std::int64_t of) {
  switch (threshold.form) {
    case Threshold::Form::all:
      return msg("all {}", of);
    case Threshold::Form::at_least:
      return msg("at least {} of {}", threshold.amount, of);
    case Threshold::Form::percent:
      return msg("at least {}% of {}", threshold.amount, of);
  }
  return {};
}

Value told_levels(const Card& card, bool plain) {
  Thing levels;
  for (const auto level : all_levels) {
    const auto& rule = card.rule(level);
    const auto of = card.criteria_on(level);
    if (plain) {
      levels.push_back({code(level), tr(title(level)), spelled(rule.threshold, of)});
      continue;
    }
    Value amount;
    if (rule.threshold.form != Threshold::Form::all) amount = rule.threshold.amount;
    levels.push_back({code(level), tr(title(level)),
                      Thing{{"rule", "", code(rule.threshold.form)},
                            {"amount", "", amount},
                            {"of", "", of},
                            {"opens", "", lines(rule.opens, false)}}});
  }
  return levels;
}

Thing told_criterion(const Criterion& criterion) {
  Value unit;
  if (!criterion.unit.empty()) unit = criterion.unit;
  return {{"criterion", "", criterion.code()},
          {"level", "", code(criterion.level)},
          {"text", "", criterion.text},
          {"evidence", "", criterion.evidence},
          {"number", "", unit},
          {"number_required", "", criterion.number_required}};
}

Thing told_category(const Category& category) {
  List criteria;
  for (const auto& criterion : category.criteria) criteria.emplace_back(told_criterion(criterion));
  return {{"number", "", category.number},
          {"title", "", category.title},
          {"hint", "", category.hint},
          {"text_required", "", category.text_required},
          {"tags", "", lines(category.tags, false)},
          {"criteria", "", criteria}};
}

std::string asked(const Criterion& criterion) {
  return criterion.code() + "  " + criterion.text +
         (criterion.unit.empty() ? "" : " [" + criterion.unit + "]");
}

Value told_categories(const Card& card, bool plain) {
  List list;
  std::vector<std::string> texts;
  for (const auto& category : card.categories) {
    list.emplace_back(told_category(category));
    texts.push_back(std::to_string(category.number) + "  " + category.title);
    texts.push_back("  " + spoken(msg("Hint: {}", category.hint)));
    for (const auto& criterion : category.criteria) {
      texts.push_back("  " + asked(criterion));
      if (!criterion.evidence.empty())
        texts.push_back("      " + spoken(msg("Shown by: {}", criterion.evidence)));
    }
  }
  return plain ? lines(texts, true) : Value{list};
}

Thing reached(const Reached& it) {
  return {{"met", "", it.met}, {"of", "", it.of}, {"needed", "", it.needed}};
}

Value reached_levels(const Score& score, bool plain) {
  Thing levels;
  for (const auto level : all_levels) {
    const auto& it = score.levels.at(static_cast<std::size_t>(level));
    Value value = reached(it);
    if (plain) value = msg("{} of {}, {} needed", it.met, it.of, it.needed);
    levels.push_back({code(level), tr(title(level)), value});
  }
  return levels;
}

Value told_answers(const View& view, bool plain) {
  List list;
  std::vector<std::string> texts;
  for (const auto& category : view.card.categories)
    for (const auto& criterion : category.criteria) {
      const auto found = view.answers.criteria.find(criterion.code());
      if (found == view.answers.criteria.end()) continue;
      const auto& answer = found->second;
      list.emplace_back(Thing{{"criterion", "", criterion.code()},
                              {"met", "", answer.met},
                              {"number", "", answer.number}});
      auto text = criterion.code() + "  " +
                  (answer.met ? (*answer.met ? tr("met") : tr("not met")) : std::string{"–"});
      if (answer.number)
        text += " (" + criterion.unit + ": " + std::to_string(*answer.number) + ")";
      texts.push_back(text);
    }
  return plain ? lines(texts, true) : Value{list};
}

/// Texts about categories: the facility's own, or the remarks on them.
template <class Texts>
Value by_category(const Texts& texts, bool plain) {
  List list;
  std::vector<std::string> shown;
  for (const auto& [category, text] : texts) {
    list.emplace_back(Thing{{"category", "", category}, {"text", "", text}});
    shown.push_back(std::to_string(category) + "  " + text);
  }
  return plain ? lines(shown, true) : Value{list};
}

Value told_history(const std::vector<Event>& history, bool plain) {
  List list;
  std::vector<std::string> texts;
  for (const auto& it : history) {
    const Value reason = it.reason.empty() ? Value{} : Value{it.reason};
    list.emplace_back(Thing{{"at", "", it.at},
                            {"who", "", it.who},
                            {"state", "", word_of(it.state)},
                            {"verb", "", it.verb},
                            {"reason", "", reason}});
    texts.push_back(clock_text(it.at) + "  " + tr(title(it.state)) + "  " + it.who +
                    (it.reason.empty() ? "" : "  (" + it.reason + ")"));
  }
  return plain ? lines(texts, true) : Value{list};
}

}  // namespace

Thing told(const Card& card, bool current, bool plain) {
  const auto state =
      current ? Code{"current", tr_later("current")} : Code{"former", tr_later("former")};
  return {{"id", tr("Version"), std::to_string(card.version)},
          {"state", tr("State"), state},
          {"title", tr("Title"), card.title},
          {"text_limit", tr("Characters a text may have"), card.text_limit},
          {"cumulative", tr("A level needs those before it"), card.cumulative},
          {"levels", tr("Thresholds"), told_levels(card, plain)},
          {"categories", tr("Categories"), told_categories(card, plain)}};
}

Thing told(const TermView& term) {
  const auto state = term.open ? Code{"open", tr_later("takes cards")}
                               : Code{"closed", tr_later("takes no cards")};
  return {{"id", tr("Term"), term.term},
          {"state", tr("State"), state},
          {"from", tr("From"), term.window.first},
          {"until", tr("Until"), term.window.last},
          {"reason", tr("Reason"), term.reason.empty() ? Value{} : Value{term.reason}}};
}

Thing told(const View& view, bool plain) {
  const auto& survey = view.survey;
  Value status;
  Value until;
  if (view.held) {
    status = word_of(view.held->status);
    until = view.held->until;
  }
  return {{"id", tr("Id"), survey.id},
          {"state", tr("State"), word_of(survey.state)},
          {"facility", tr("Facility"), survey.facility},
          {"facility_name", tr("Name"), view.facility_name},
          {"term", tr("Term"), survey.term},
          {"card", tr("Card version"), survey.card},
          {"late", tr("Late"), survey.late},
          {"received_on", tr("Came on paper"), survey.received_on},
          {"begun_at", tr("Begun"), survey.begun_at},
          {"changed_at", tr("Answers changed"), survey.changed_at},
          {"submitted_at", tr("Submitted"), survey.submitted_at},
          {"accepted_at", tr("Accepted"), survey.accepted_at},
          {"returned_at", tr("Returned"), survey.returned_at},
          {"return_reason", tr("Reason of the return"),
           survey.return_reason.empty() ? Value{} : Value{survey.return_reason}},
          {"remarks", tr("Remarks"),
           by_category(
               [&] {
                 std::vector<std::pair<std::int64_t, std::string>> pairs;
                 for (const auto& it : view.remarks) pairs.emplace_back(it.category, it.text);
                 return pairs;
               }(),
               plain)},
          {"status", tr("Status"), status},
          {"until", tr("Status until"), until},
          {"levels", tr("Criteria met"), reached_levels(view.score, plain)},
          {"missing_answers", tr("Without an answer"), lines(view.missing.answers, false)},
          {"missing_texts", tr("Without a text"), lines(view.missing.texts, false)},
          {"missing_numbers", tr("Without a number"), lines(view.missing.numbers, false)},
          {"answers", tr("Answers"), told_answers(view, plain)},
          {"texts", tr("Texts"), by_category(view.answers.texts, plain)},
          {"history", tr("History"), told_history(view.history, plain)}};
}

Thing told(const Imported& imported, const std::string& file) {
  List surveys;
  List warnings;
  List rejects;
  for (const auto& id : imported.surveys) surveys.emplace_back(id);
  for (const auto& warning : imported.warnings) warnings.emplace_back(warning);
  for (const auto& it : imported.rejects)
    rejects.emplace_back(Thing{{"file", "", file},
                               {"line", "", it.line},
                               {"column", "", it.column},
                               {"value", "", it.value},
                               {"reason", "", it.reason},
                               {"message", "", it.message}});
  return {{"read", tr("Rows read"), imported.read},
          {"taken", tr("Taken"), imported.taken},
          {"kept", tr("Kept as they were"), imported.kept},
          {"unanswered", tr("Without an answer"), imported.unanswered},
          {"rejected", tr("Refused"), imported.rejects.size()},
          {"submitted", tr("Surveys submitted"), imported.submitted},
          {"unfinished", tr("Surveys that could not be submitted"), imported.unfinished},
          {"surveys", tr("Surveys"), surveys},
          {"warnings", tr("Warnings"), warnings},
          {"rejects", tr("Refused rows"), rejects}};
}

print::Table surveys(store::Database& db, const std::string& term, const std::string& state) {
  print::Table table{{{"id", tr("Id")},
                      {"state", tr("State")},
                      {"facility", tr("Facility")},
                      {"facility_name", tr("Name")},
                      {"term", tr("Term")},
                      {"card", tr("Card version"), true},
                      {"late", tr("Late")},
                      {"status", tr("Status")},
                      {"submitted_at", tr("Submitted"), true},
                      {"accepted_at", tr("Accepted"), true},
                      {"returned_at", tr("Returned"), true}},
                     {}};
  for (const auto& it : records::list(db, term, state)) {
    const auto& survey = it.survey;
    table.rows.push_back({survey.id, word_of(survey.state), survey.facility, it.facility_name,
                          survey.term, survey.card, survey.late,
                          it.status.empty() ? Value{} : Value{word_of(status_of(it.status))},
                          survey.submitted_at, survey.accepted_at, survey.returned_at});
  }
  return table;
}

print::Table unsent(store::Database& db, Term term) {
  print::Table table{{{"id", tr("Id")},
                      {"state", tr("State"), true},
                      {"name", tr("Name")},
                      {"district", tr("District")},
                      {"manager", tr("Manager")},
                      {"phone", tr("Phone")},
                      {"email", tr("E-mail")},
                      {"term", tr("Term"), true},
                      {"survey", tr("Survey")},
                      {"survey_state", tr("Its state")}},
                     {}};
  auto all = records::unsent(db, term);
  std::ranges::stable_sort(all, {}, [](const auto& it) { return text::sort_key(it.name); });
  for (const auto& it : all)
    table.rows.push_back(
        {it.facility, Code{"active", tr_later("active")}, it.name, it.district, it.manager,
         it.phone, it.email, term, it.survey,
         it.survey_state.empty() ? Value{} : Value{word_of(state_of(it.survey_state))}});
  return table;
}

print::Table told(const std::vector<Scored>& scores, bool plain) {
  print::Table table{{{"facility", tr("Facility")}, {"term", tr("Term")}, {"status", tr("Status")}},
                     {}};
  if (plain) {
    for (const auto level : all_levels) table.columns.push_back({code(level), tr(title(level))});
  } else {
    table.columns.push_back({"levels", tr("Criteria met")});
  }
  table.columns.push_back({"id", tr("Survey")});
  table.columns.push_back({"state", tr("State"), true});
  for (const auto& it : scores) {
    auto& row = table.rows.emplace_back();
    row = {it.facility, it.term, word_of(it.score.status)};
    if (plain) {
      for (const auto& level : it.score.levels)
        row.emplace_back(std::to_string(level.met) + "/" + std::to_string(level.of));
    } else {
      row.emplace_back(reached_levels(it.score, false));
    }
    row.emplace_back(it.survey);
    row.emplace_back(word_of(State::accepted));
  }
  return table;
}

print::Table answer_sheet(const Card& card, const std::string& facility, Term term) {
  print::Table table{{{"facility", "facility"},
                      {"term", "term"},
                      {"criterion", "criterion"},
                      {"met", "met"},
                      {"number", "number"},
                      {"text", "text"},
                      {"comment", "comment"}},
                     {}};
  const auto add = [&](const std::string& criterion, const std::string& comment) {
    table.rows.push_back({facility, term, criterion, "", "", "", comment});
  };
  for (const auto& category : card.categories) {
    for (const auto& criterion : category.criteria) {
      auto comment = criterion.text;
      if (!criterion.unit.empty()) comment += " " + spoken(msg("Number: {}.", criterion.unit));
      if (!criterion.evidence.empty())
        comment += " " + spoken(msg("Shown by: {}.", criterion.evidence));
      add(criterion.code(), comment);
    }
    add(std::to_string(category.number), category.title + ": " + category.hint);
  }
  return table;
}

}  // namespace mk::survey
