#pragma once

#include "lib/facility/facility.hpp"
#include "lib/store/context.hpp"
#include "lib/survey/rules.hpp"

namespace mk::survey {

/// What decides whether `facility` may send its card of `term` as of `day`; `survey` is the one it
/// has in that term, if any.
Sending sending(const Context& context, const facility::Facility& facility, Term term, Day day,
                const std::optional<Survey>& survey);

/// Submits one survey in the running transaction, as `submit` does.
void submit_one(const Context& context, SurveyId id, std::optional<Day> received);

}  // namespace mk::survey
