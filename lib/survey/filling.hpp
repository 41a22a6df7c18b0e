#pragma once

#include "lib/store/context.hpp"
#include "lib/survey/survey.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// Filling a card question by question, each answer kept as it is given.
namespace mk::survey {

/// A card that is being filled.
struct Filling {
  Survey survey;
  std::string facility_name;
  Card card;
  Answers answers;
  std::vector<Remark> remarks;       ///< Of its return. When there are any, only these may change.
  std::optional<Term> earlier_term;  ///< Of the facility's last card before this one.
  Answers earlier;                   ///< What it said there, where the card asks the same.
};

/// What a card asks for, one at a time: whether a criterion is met, how many, or what was done.
struct Question {
  enum class Kind { met, number, text };
  Kind kind = Kind::met;
  std::int64_t category = 0;
  std::string code;  ///< Of the criterion; empty for a text.

  bool operator==(const Question&) const = default;
};

/// The questions of `filling` that may be answered, in the order of the card. A number is asked of
/// who meets its criterion.
MK_API std::vector<Question> questions(const Filling& filling);
/// Whether `question` is answered.
MK_API bool answered(const Filling& filling, const Question& question);
/// Where to go on: at the first question without an answer that needs one, or that nothing after it
/// answers; the number of questions when there is none.
MK_API std::size_t first_open(const Filling& filling, const std::vector<Question>& questions);

/// What the card still needs before it may be submitted.
MK_API Missing missing_in(const Filling& filling);
/// That it is missing, in words.
MK_API Message still_missing(const Missing& missing);

/// The card that `facility` has to fill, of `term` or else the one that it may send now; begins a
/// draft when there is none. Throws `Error` (refused): it may not be sent, or was.
MK_API Filling fill(const Context& context, FacilityId facility, std::optional<Term> term);
/// The card `id`, to go on with it. Throws as above.
MK_API Filling fill(const Context& context, SurveyId id);

/// Keeps an answer to the criterion `code`, at once. Throws `Error`: refused (the survey was sent
/// meanwhile, or the category was not returned), usage (no such criterion).
MK_API void keep_answer(const Context& context, SurveyId id, const std::string& code,
                        const Answer& answer);
/// Keeps the text of `category`, at once; an empty one is none. Throws as above, and usage for a
/// text that is too long or has a control character.
MK_API void keep_text(const Context& context, SurveyId id, std::int64_t category,
                      const std::string& text);

}  // namespace mk::survey
