#include "lib/survey/rules.hpp"

#include "lib/survey/words.hpp"

#include <algorithm>
#include <string>

namespace mk::survey {

std::int64_t needed(const Threshold& threshold, std::int64_t of) {
  constexpr std::int64_t hundred = 100;
  switch (threshold.form) {
    case Threshold::Form::all:
      return of;
    case Threshold::Form::at_least:
      return threshold.amount;
    case Threshold::Form::percent:
      return (of * threshold.amount + hundred - 1) / hundred;
  }
  return of;
}

Score score(const Card& card, const std::array<std::int64_t, all_levels.size()>& met) {
  Score score;
  bool reached = true;
  for (const auto level : all_levels) {
    const auto at = static_cast<std::size_t>(level);
    const auto of = card.criteria_on(level);
    score.levels.at(at) = {met.at(at), of, needed(card.rule(level).threshold, of)};
    const bool enough = score.levels.at(at).enough();
    reached = enough && (reached || !card.cumulative);
    if (reached) score.status = static_cast<Status>(at + 1);
  }
  return score;
}

Score score(const Card& card, const Answers& answers) {
  std::array<std::int64_t, all_levels.size()> met{};
  for (const auto& [code, answer] : answers.criteria) {
    const auto* const criterion = card.criterion(code);
    if (criterion != nullptr && answer.met.value_or(false))
      ++met.at(static_cast<std::size_t>(criterion->level));
  }
  return score(card, met);
}

std::optional<Level> next_level(Status status) {
  if (status == Status::vip) return std::nullopt;
  return static_cast<Level>(status);
}

Missing missing(const Card& card, const Answers& answers) {
  Missing missing;
  for (const auto& category : card.categories) {
    bool any_met = false;
    for (const auto& criterion : category.criteria) {
      const auto found = answers.criteria.find(criterion.code());
      const auto answer = found == answers.criteria.end() ? Answer{} : found->second;
      if (!answer.met) missing.answers.push_back(criterion.code());
      const bool met = answer.met.value_or(false);
      any_met = any_met || met;
      if (met && criterion.number_required && !answer.number)
        missing.numbers.push_back(criterion.code());
    }
    if (category.text_required && any_met && !answers.texts.contains(category.number))
      missing.texts.push_back(std::to_string(category.number));
  }
  return missing;
}

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

std::optional<Message> why_not_threshold(const Card& card, Level level) {
  const auto& rule = card.rule(level).threshold;
  const auto of = card.criteria_on(level);
  if (of == 0) return msg("there is no criterion on the level {}", phrase(title(level)));
  if (rule.form == Threshold::Form::all) return std::nullopt;
  if (rule.amount < 1)
    return msg("the threshold of the level {} must be 1 or more", phrase(title(level)));
  if (rule.form == Threshold::Form::percent && rule.amount > 100)
    return msg("the threshold of the level {} is more than 100 percent", phrase(title(level)));
  if (rule.form == Threshold::Form::at_least && rule.amount > of)
    return msg("nobody can reach the level {}: it asks for {} criteria, and there are {}",
               phrase(title(level)), rule.amount, of);
  return std::nullopt;
}

std::string listed(const Missing& missing) {
  std::string parts;
  const auto add = [&](const Message& part) {
    parts += (parts.empty() ? "" : "; ") + spoken(part);
  };
  if (!missing.answers.empty()) add(msg("without an answer: {}", joined(missing.answers)));
  if (!missing.texts.empty()) add(msg("without a text: {}", joined(missing.texts)));
  if (!missing.numbers.empty()) add(msg("without a number: {}", joined(missing.numbers)));
  return parts;
}

std::optional<Message> why_not_complete(SurveyId survey, const Missing& missing) {
  if (missing.none()) return std::nullopt;
  return msg("{} is not complete: {}", survey, listed(missing));
}

std::optional<Message> why_not_correct(const Survey& survey, const std::vector<Remark>& remarks,
                                       std::int64_t category) {
  if (survey.state != State::returned || remarks.empty() ||
      std::ranges::find(remarks, category, &Remark::category) != remarks.end())
    return std::nullopt;
  std::string returned;
  for (const auto& it : remarks)
    returned += (returned.empty() ? "" : ", ") + std::to_string(it.category);
  return msg("category {} of {} was not returned; to be corrected: {}", category, survey.id,
             returned);
}

std::optional<Message> why_not_submit(const Survey& survey) {
  if (survey.state == State::submitted)
    return msg("{} is submitted already and waits to be accepted: mk survey accept {}", survey.id,
               survey.id);
  if (survey.state == State::accepted)
    return msg("{} is accepted already; to have it changed, return it first: mk survey return {}",
               survey.id, survey.id);
  return std::nullopt;
}

std::optional<Message> why_not_accept(const Survey& survey) {
  if (survey.state == State::accepted) return msg("{} is accepted already", survey.id);
  if (survey.state == State::draft)
    return msg("{} is a draft; submit it first: mk survey submit {}", survey.id, survey.id);
  if (survey.state == State::returned)
    return msg("{} was returned and has not been submitted again", survey.id);
  return std::nullopt;
}

std::optional<Message> why_not_return(const Survey& survey) {
  if (survey.state == State::draft)
    return msg("{} is a draft; there is nothing to return", survey.id);
  if (survey.state == State::returned) return msg("{} is returned already", survey.id);
  return std::nullopt;
}

}  // namespace mk::survey
