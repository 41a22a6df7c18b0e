#pragma once

#include "lib/facility/facility.hpp"
#include "lib/mail/mail.hpp"
#include "lib/store/context.hpp"
#include "lib/survey/survey.hpp"

#include <string>
#include <vector>

/// The letters of this room.
namespace mk::survey {

/// An accepted survey and what follows from it.
struct Result {
  const Survey& survey;
  const Card& card;
  const Answers& answers;
  Score score;
};

/// That a card is accepted, which status it gives until `until`, and what the next level needs.
mail::Letter accepted_letter(const Context& context, const facility::Facility& facility,
                             const Result& result, Day until);

/// That a card is returned: why, and until when it may be sent again.
mail::Letter returned_letter(const Context& context, const facility::Facility& facility,
                             const Survey& survey, const Card& card,
                             const std::vector<Remark>& remarks, const std::string& reason);

/// That a status is another now, what it opens and what the next level needs. `cause` tells this
/// time from others.
mail::Letter changed_letter(const Context& context, const facility::Facility& facility,
                            Status former, const Standing& now, const std::string& cause);

/// That a status is about to end, and what goes with it.
mail::Letter lapsing_letter(const Context& context, const facility::Facility& facility,
                            const Held& held);

/// That the card of a term is still to be sent.
mail::Letter reminder_letter(const Context& context, const facility::Facility& facility, Term term,
                             Window window, Occasion occasion, bool returned);

}  // namespace mk::survey
