#pragma once

#include "lib/store/context.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/rules.hpp"

namespace mk::survey {

/// What decides whether `facility` may send its card of `term` as of `day`; `survey` is the one it
/// has in that term, if any.
Sending sending(const Context& context, const records::Member& facility, Term term, Day day,
                const std::optional<Survey>& survey);

/// The same of a survey; a first card that may not be sent in its own term is looked at in the one
/// that it would move to.
Sending sending(const Context& context, const Survey& survey, Day day);

/// Submits one survey in the running transaction, as `submit` does.
void submit_one(const Context& context, SurveyId id, std::optional<Day> received);

}  // namespace mk::survey
