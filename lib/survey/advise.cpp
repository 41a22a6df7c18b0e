#include "lib/facility/records.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/report_records.hpp"
#include "lib/survey/rules.hpp"

#include <algorithm>

namespace mk::survey {

namespace {

std::set<std::string> met_codes(const Answers& answers) {
  std::set<std::string> codes;
  for (const auto& [code, answer] : answers.criteria)
    if (answer.met.value_or(false)) codes.insert(code);
  return codes;
}

bool accepted(const Survey& survey) { return survey.state == State::accepted; }

}  // namespace

Advice advice(const Context& context, FacilityId facility) {
  auto& db = context.db;
  Advice advice;
  advice.standing = standing(db, facility, context.today());
  advice.next_term = term_to_send(context, facility);
  const auto asked = card(db, {});
  advice.card = asked.version;
  const auto surveys = records::surveys_of(db, facility);
  const auto last = std::find_if(surveys.rbegin(), surveys.rend(), accepted);
  if (last != surveys.rend()) {
    advice.basis = *last;
  } else if (!surveys.empty()) {
    advice.basis = surveys.back();
  }
  if (advice.basis && accepted(*advice.basis))
    advice.next_term = std::max(advice.next_term, advice.basis->term.next());
  std::vector<Past> past;
  Answers answers;
  for (const auto& survey : surveys) {
    if (survey.id == advice.basis->id) {
      answers = records::answers(db, survey.id);
    } else if (survey.term > advice.basis->term) {
      advice.under_way = survey;
    } else if (accepted(survey)) {
      past.push_back({survey.term, met_codes(records::answers(db, survey.id))});
    }
  }
  advice.way = way_up(asked, answers, past, advice.standing.status);
  return advice;
}

std::vector<Growth> growth(store::Database& db, FacilityId facility) {
  std::vector<Growth> terms;
  for (const auto& survey : records::surveys_of(db, facility))
    if (accepted(survey))
      terms.push_back({survey.term, score(card(db, survey.card), records::answers(db, survey.id))});
  return terms;
}

}  // namespace mk::survey
