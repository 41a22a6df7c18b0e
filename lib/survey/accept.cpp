#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/letters.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/rules.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>
#include <set>

namespace mk::survey {

namespace {

/// Tells the facility when its status is no longer `former`.
void tell_change(const Context& context, const facility::Facility& facility, Status former,
                 const std::string& cause) {
  const auto now = standing(context.db, facility.id, context.today());
  if (now.status == former) return;
  mail::queue(context, changed_letter(context, facility, former, now, cause));
}

void refuse_without_account(const facility::Facility& facility) {
  const bool member =
      facility.state == facility::State::active || facility.state == facility::State::suspended;
  if (!member)
    throw Error{Exit::refused,
                msg("{} has no account any more; its card stays as it is", facility.id)};
}

/// The status that `survey` gives. One accepted after its last day was over counts for that day.
Held held_by(const Context& context, const Survey& survey, Status status) {
  const auto next = records::term_change(context.db, survey.term.next());
  const auto until = holds_until(survey.term, next, context.settings.terms.grace_days);
  return {.key = 0,
          .facility = survey.facility,
          .survey = survey.id,
          .term = survey.term,
          .status = status,
          .since = std::min(context.today(), until),
          .until = until};
}

void accept_one(const Context& context, SurveyId id) {
  auto& db = context.db;
  const auto survey = records::survey(db, id);
  refuse_if(why_not_accept(survey));
  const auto facility = facility::records::facility(db, survey.facility);
  refuse_without_account(facility);
  const auto former = standing(db, facility.id, context.today()).status;
  const auto asked = card(db, survey.card);
  const auto answers = records::answers(db, id);
  const Result result{survey, asked, answers, score(asked, answers)};
  const auto held = held_by(context, survey, result.score.status);
  records::note_accepted(db, id, context.now);
  records::add_status(db, held, survey.card);
  mail::queue(context, accepted_letter(context, facility, result, held.until));
  tell_change(context, facility, former, id.text() + "/accepted/" + std::to_string(survey.returns));
}

void refuse_strange(const Card& card, const std::vector<Remark>& remarks,
                    const std::string& reason) {
  if (remarks.empty() && reason.empty())
    throw Error{Exit::usage, msg("say why: --remark CATEGORY=TEXT, or --reason TEXT")};
  std::set<std::int64_t> seen;
  for (const auto& remark : remarks) {
    if (card.category(remark.category) == nullptr)
      throw Error{Exit::usage, msg("the card has no category {}", remark.category)};
    if (!seen.insert(remark.category).second)
      throw Error{Exit::usage,
                  msg("category {} has two remarks; put them in one", remark.category)};
    if (text::has_dangerous(remark.text, text::Lines::many))
      throw Error{Exit::usage,
                  msg("the remark on category {} has a control character", remark.category)};
  }
}

}  // namespace

Message accept(const Context& context, std::span<const SurveyId> ids) {
  return store::together(context.db, context.deed("survey accept"), [&](store::Database& db) {
    for (const auto id : ids) accept_one(context, id);
    if (ids.size() > 1)
      return counted(ids.size(), "{} survey is accepted", "{} surveys are accepted");
    const auto held = records::given_by(db, ids[0]);
    return msg("{} is accepted; {} has the status {} until {}", ids[0], held->facility,
               phrase(title(held->status)), held->until);
  });
}

Message return_survey(const Context& context, SurveyId id, const std::vector<Remark>& remarks,
                      const std::string& reason) {
  return store::together(
      context.db, context.deed("survey return", reason), [&](store::Database& db) {
        const auto survey = records::survey(db, id);
        refuse_if(why_not_return(survey));
        const auto facility = facility::records::facility(db, survey.facility);
        refuse_without_account(facility);
        const auto asked = card(db, survey.card);
        refuse_strange(asked, remarks, reason);
        const auto former = standing(db, facility.id, context.today()).status;
        records::note_returned(db, id, reason, context.now);
        for (const auto& remark : remarks) records::add_remark(db, id, remark, survey.returns + 1);
        records::revoke(db, id, context.now);
        mail::queue(context, returned_letter(context, facility, survey, asked, remarks, reason));
        tell_change(context, facility, former,
                    id.text() + "/returned/" + std::to_string(survey.returns));
        return msg("{} is returned; it may be sent again until {}", id,
                   context.today() + std::chrono::days{context.settings.terms.return_days});
      });
}

}  // namespace mk::survey
