#include "lib/survey/letters.hpp"

#include "lib/facility/letters.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/rules.hpp"
#include "lib/survey/words.hpp"

namespace mk::survey {

namespace {

using Lines = std::vector<Message>;

/// What the levels up to `status` open.
Lines opened(const Card& card, Status status) {
  Lines lines;
  for (const auto level : all_levels)
    if (static_cast<int>(level) < static_cast<int>(status))
      for (const auto& line : card.rule(level).opens) lines.push_back(just(line));
  return lines;
}

/// The criteria of `level` that `answers` do not meet.
Lines unmet(const Card& card, const Answers& answers, Level level) {
  Lines lines;
  for (const auto& category : card.categories)
    for (const auto& criterion : category.criteria) {
      const auto found = answers.criteria.find(criterion.code());
      const bool met = found != answers.criteria.end() && found->second.met.value_or(false);
      if (criterion.level == level && !met)
        lines.push_back(just(criterion.code() + " – " + criterion.text));
    }
  return lines;
}

/// The first level that is not reached, by the level's own threshold or the ones below.
std::optional<Level> lacking(const Score& score) { return next_level(score.status); }

void add_way_up(mail::Words& words, const Card& card, const Answers& answers) {
  const auto score = survey::score(card, answers);
  const auto level = lacking(score);
  words["next"] = level ? phrase(title(*level)) : Message{};
  words["missing"] = Lines{};
  words["needed"] = Message{};
  if (!level) return;
  const auto& reached = score.levels.at(static_cast<std::size_t>(*level));
  words["missing"] = unmet(card, answers, *level);
  words["needed"] =
      msg("{} of {} criteria are met, {} are needed", reached.met, reached.of, reached.needed);
}

Message day_or_nothing(const std::optional<Day>& day) { return day ? just(*day) : Message{}; }

}  // namespace

mail::Letter accepted_letter(const Context& /*context*/, const facility::Facility& facility,
                             const Result& result, Day until) {
  auto letter =
      facility::letter_to(facility, "card-accepted",
                          result.survey.id.text() + "/" + std::to_string(result.survey.returns));
  Lines levels;
  for (const auto level : all_levels) {
    const auto& reached = result.score.levels.at(static_cast<std::size_t>(level));
    levels.push_back(msg("{}: {} of {} criteria met, {} needed", phrase(title(level)), reached.met,
                         reached.of, reached.needed));
  }
  letter.words["survey"] = just(result.survey.id);
  letter.words["term"] = just(month_of(result.survey.term));
  letter.words["status"] = phrase(title(result.score.status));
  letter.words["until"] = just(until);
  letter.words["levels"] = levels;
  letter.words["growing"] = result.score.status == Status::growing ? just("•") : Message{};
  add_way_up(letter.words, result.card, result.answers);
  return letter;
}

mail::Letter returned_letter(const Context& context, const facility::Facility& facility,
                             const Survey& survey, const Card& card,
                             const std::vector<Remark>& remarks, const std::string& reason) {
  auto letter = facility::letter_to(facility, "card-returned",
                                    survey.id.text() + "/" + std::to_string(survey.returns));
  Lines lines;
  for (const auto& remark : remarks)
    lines.push_back(msg("category {} ({}): {}", remark.category,
                        card.category(remark.category)->title, remark.text));
  letter.words["survey"] = just(survey.id);
  letter.words["term"] = just(month_of(survey.term));
  letter.words["remarks"] = lines;
  letter.words["some_remarks"] = lines.empty() ? Message{} : just("•");
  letter.words["reason"] = reason.empty() ? Message{} : just(reason);
  letter.words["deadline"] =
      just(context.today() + std::chrono::days{context.settings.terms.return_days});
  letter.words["accepted"] = survey.state == State::accepted ? just("•") : Message{};
  return letter;
}

namespace {

/// The first day on which a card can be sent: today within a window, else when the next one opens.
Day next_opening(const Context& context) {
  const auto today = context.today();
  const auto running = season_of(today);
  for (const auto term : {running, running.next()}) {
    const auto days = window(term, records::term_change(context.db, term));
    if (today <= days.last) return std::max(today, days.first);
  }
  return running.next().next().first_day();
}

}  // namespace

mail::Letter changed_letter(const Context& context, const facility::Facility& facility,
                            Status former, const Standing& now, const std::string& cause) {
  auto letter = facility::letter_to(facility, "status-changed", cause);
  letter.words["former"] = phrase(title(former));
  letter.words["status"] = phrase(title(now.status));
  letter.words["until"] = day_or_nothing(now.until);
  letter.words["lapsed"] = now.survey ? Message{} : just("•");
  letter.words["opens_on"] = just(next_opening(context));
  letter.words["opens"] = Lines{};
  letter.words["something_opens"] = Message{};
  letter.words["next"] = letter.words["needed"] = Message{};
  letter.words["missing"] = Lines{};
  if (!now.survey) return letter;
  auto& db = context.db;
  const auto asked = card(db, records::survey(db, *now.survey).card);
  const auto opens = opened(asked, now.status);
  letter.words["opens"] = opens;
  letter.words["something_opens"] = opens.empty() ? Message{} : just("•");
  add_way_up(letter.words, asked, records::answers(db, *now.survey));
  return letter;
}

mail::Letter lapsing_letter(const Context& context, const facility::Facility& facility,
                            const Held& held) {
  auto& db = context.db;
  auto letter =
      facility::letter_to(facility, "status-lapsing", held.survey.text() + "/" + iso(held.until));
  const auto term = held.term.next();
  letter.words["status"] = phrase(title(held.status));
  letter.words["until"] = just(held.until);
  letter.words["term"] = just(month_of(term));
  letter.words["loses"] = opened(card(db, records::survey(db, held.survey).card), held.status);
  return letter;
}

mail::Letter reminder_letter(const Context& context, const facility::Facility& facility, Term term,
                             Window window, Occasion occasion, bool returned) {
  auto letter = facility::letter_to(facility, "card-reminder",
                                    facility.id.text() + "/" + term.text() + "/" + code(occasion));
  const auto standing = survey::standing(context.db, facility.id, context.today());
  const bool has_status = standing.status != Status::growing;
  letter.words["term"] = just(month_of(term));
  letter.words["first_day"] = just(window.first);
  letter.words["last_day"] = just(window.last);
  letter.words["opening"] = occasion == Occasion::opening ? just("•") : Message{};
  letter.words["ending"] =
      occasion == Occasion::before_end || occasion == Occasion::last_day ? just("•") : Message{};
  letter.words["today_last"] = occasion == Occasion::last_day ? just("•") : Message{};
  letter.words["returned"] = returned ? just("•") : Message{};
  letter.words["status"] = has_status ? phrase(title(standing.status)) : Message{};
  letter.words["until"] = has_status ? day_or_nothing(standing.until) : Message{};
  return letter;
}

}  // namespace mk::survey
