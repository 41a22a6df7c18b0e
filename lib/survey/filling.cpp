#include "lib/survey/filling.hpp"

#include "lib/base/error.hpp"
#include "lib/facility/records.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/answer_rows.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/rules.hpp"
#include "lib/survey/sending.hpp"

#include <algorithm>

namespace mk::survey {

namespace {

Answer answer_to(const Answers& answers, const std::string& code) {
  const auto found = answers.criteria.find(code);
  return found == answers.criteria.end() ? Answer{} : found->second;
}

bool any_met(const Answers& answers, const Category& category) {
  return std::ranges::any_of(category.criteria, [&](const Criterion& criterion) {
    return answer_to(answers, criterion.code()).met.value_or(false);
  });
}

/// Whether the card cannot be sent without an answer to `question`.
bool needed(const Filling& filling, const Question& question) {
  switch (question.kind) {
    case Question::Kind::met:
      return true;
    case Question::Kind::number:
      return filling.card.criterion(question.code)->number_required;
    case Question::Kind::text:
      const auto& category = *filling.card.category(question.category);
      return category.text_required && any_met(filling.answers, category);
  }
  return false;
}

/// What `former` says, where `card` asks what the card it was given on asked.
Answers comparable(const Card& card, const Card& former_card, const Answers& former) {
  Answers same;
  for (const auto& [code, answer] : former.criteria) {
    const auto* const now = card.criterion(code);
    const auto* const then = former_card.criterion(code);
    if (now == nullptr || then == nullptr || now->text != then->text) continue;
    same.criteria[code] = {answer.met, now->unit == then->unit ? answer.number : std::nullopt};
  }
  for (const auto& [number, text] : former.texts) {
    const auto* const now = card.category(number);
    if (now != nullptr && now->title == former_card.category(number)->title)
      same.texts[number] = text;
  }
  return same;
}

Filling filling_of(const Context& context, const Survey& survey) {
  auto& db = context.db;
  refuse_if(why_not_submit(survey));
  refuse_if(why_not_send(sending(context, survey, survey.received_on.value_or(context.today()))));
  Filling filling;
  filling.survey = survey;
  filling.facility_name = facility::records::facility(db, survey.facility).listing.name;
  filling.card = card(db, survey.card);
  filling.answers = records::answers(db, survey.id);
  if (survey.state == State::returned)
    filling.remarks = records::remarks(db, survey.id, survey.returns);
  if (const auto former = records::earlier(db, survey.facility, survey.term)) {
    filling.earlier_term = former->term;
    filling.earlier =
        comparable(filling.card, card(db, former->card), records::answers(db, former->id));
  }
  return filling;
}

/// The survey to go on with when nobody says which: one that is not finished and may be sent.
std::optional<Survey> begun(const Context& context, FacilityId facility) {
  for (auto& survey : records::unfinished(context.db, facility))
    if (!why_not_send(sending(context, survey, survey.received_on.value_or(context.today()))))
      return std::move(survey);
  return std::nullopt;
}

Survey begin(const Context& context, FacilityId facility, Term term) {
  auto& db = context.db;
  const auto member = records::member(db, facility);
  refuse_if(why_not_send(sending(context, member.value(), term, context.today(), {})));
  const auto version = card(db, {}).version;
  return records::survey(db, records::add_survey(db, facility, term, version, {}, context.now));
}

/// The survey to be changed in `category`, if it still may be.
Survey changeable(const Context& context, SurveyId id, std::int64_t category) {
  auto& db = context.db;
  auto survey = records::survey(db, id);
  refuse_if(why_not_submit(survey));
  refuse_if(why_not_correct(survey, records::remarks(db, id, survey.returns), category));
  return survey;
}

}  // namespace

std::vector<Question> questions(const Filling& filling) {
  std::vector<Question> list;
  for (const auto& category : filling.card.categories) {
    const auto number = category.number;
    if (why_not_correct(filling.survey, filling.remarks, number)) continue;
    for (const auto& criterion : category.criteria) {
      const auto code = criterion.code();
      list.push_back({Question::Kind::met, number, code});
      if (!criterion.unit.empty() && answer_to(filling.answers, code).met.value_or(false))
        list.push_back({Question::Kind::number, number, code});
    }
    list.push_back({Question::Kind::text, number, {}});
  }
  return list;
}

bool answered(const Filling& filling, const Question& question) {
  switch (question.kind) {
    case Question::Kind::met:
      return answer_to(filling.answers, question.code).met.has_value();
    case Question::Kind::number:
      return answer_to(filling.answers, question.code).number.has_value();
    case Question::Kind::text:
      return filling.answers.texts.contains(question.category);
  }
  return false;
}

std::size_t first_open(const Filling& filling, const std::vector<Question>& questions) {
  std::size_t after_last = questions.size();
  while (after_last > 0 && !answered(filling, questions[after_last - 1])) --after_last;
  for (std::size_t at = 0; at < after_last; ++at)
    if (!answered(filling, questions[at]) && needed(filling, questions[at])) return at;
  return after_last;
}

Missing missing_in(const Filling& filling) { return missing(filling.card, filling.answers); }

Message still_missing(const Missing& missing) {
  return msg("The card is not complete: {}", listed(missing));
}

Filling fill(const Context& context, FacilityId facility, std::optional<Term> term) {
  return store::together(context.db, context.deed("survey fill"), [&](store::Database& db) {
    facility::records::facility(db, facility);  // There must be one.
    auto survey = term ? records::survey_of(db, facility, *term) : begun(context, facility);
    if (!survey && !term) {
      term = term_to_send(context, facility);
      survey = records::survey_of(db, facility, *term);
    }
    return filling_of(context, survey ? *survey : begin(context, facility, *term));
  });
}

Filling fill(const Context& context, SurveyId id) {
  return filling_of(context, records::survey(context.db, id));
}

void keep_answer(const Context& context, SurveyId id, const std::string& code,
                 const Answer& answer) {
  store::together(context.db, context.deed("survey fill"), [&](store::Database& db) {
    const auto asked = card(db, records::survey(db, id).card);
    const auto* const criterion = asked.criterion(code);
    if (criterion == nullptr)
      throw Error{Exit::usage, msg("“{}” is not in version {} of the card", code, asked.version)};
    changeable(context, id, criterion->category);
    records::put_answer(db, id, criterion->key, answer);
    records::note_change(db, id, {}, context.now);
  });
}

void keep_text(const Context& context, SurveyId id, std::int64_t category,
               const std::string& text) {
  store::together(context.db, context.deed("survey fill"), [&](store::Database& db) {
    const auto survey = changeable(context, id, category);
    const auto clean = text_of(text);
    if (auto fault = why_not_text(card(db, survey.card), clean))
      throw Error{Exit::usage, std::move(fault->message)};
    if (clean.empty()) {
      records::drop_text(db, id, category);
    } else {
      records::put_text(db, id, category, clean);
    }
    records::note_change(db, id, {}, context.now);
  });
}

}  // namespace mk::survey
