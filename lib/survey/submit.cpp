#include "lib/base/error.hpp"
#include "lib/mail/actions.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/sending.hpp"

namespace mk::survey {

Sending sending(const Context& context, const records::Member& facility, Term term, Day day,
                const std::optional<Survey>& survey) {
  auto& db = context.db;
  Sending card{.facility = facility.id,
               .term = term,
               .window = window(term, records::term_change(db, term)),
               .day = day,
               .today = context.today(),
               .activated = facility.activated,
               .held = records::held(db, facility.id, context.today()),
               .returned_on = {},
               .return_days = context.settings.terms.return_days};
  if (survey && survey->state == State::returned) card.returned_on = day_of(*survey->returned_at);
  return card;
}

Sending sending(const Context& context, const Survey& survey, Day day) {
  auto& db = context.db;
  const auto member = records::member(db, survey.facility);
  auto card = sending(context, member.value(), survey.term, day, survey);
  // A first card belongs to the season it is sent in, whichever it was begun for.
  const auto term = first_card_term(day);
  if (!card.first() || !why_not_send(card) || records::survey_of(db, survey.facility, term))
    return card;
  card.term = term;
  card.window = window(term, records::term_change(db, term));
  return card;
}

void submit_one(const Context& context, SurveyId id, std::optional<Day> received) {
  auto& db = context.db;
  auto survey = records::survey(db, id);
  refuse_if(why_not_submit(survey));
  if (received) survey.received_on = received;
  const auto card = sending(context, survey, survey.received_on.value_or(context.today()));
  survey.term = card.term;
  refuse_if(why_not_send(card));
  const auto asked = survey::card(db, survey.card);
  refuse_if(why_not_complete(id, missing(asked, records::answers(db, id))));
  const bool again = survey.state == State::returned;
  survey.late = late(card) || (again && survey.late);
  records::note_submitted(db, survey, context.now);
  mail::cancel_about(context, survey.facility, "card-reminder");
}

Message submit(const Context& context, std::span<const SurveyId> ids, std::optional<Day> received) {
  return store::together(context.db, context.deed("survey submit"), [&](store::Database& /*db*/) {
    for (const auto id : ids) submit_one(context, id, received);
    if (ids.size() == 1) return msg("{} is submitted; next: mk survey accept {}", ids[0], ids[0]);
    return counted(ids.size(), "{} survey is submitted", "{} surveys are submitted");
  });
}

}  // namespace mk::survey
