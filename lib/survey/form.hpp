#pragma once

#include "lib/store/context.hpp"
#include "lib/survey/survey.hpp"

#include <optional>
#include <string>

/// A card on paper.
namespace mk::survey {

/// What the page for a facility's card says.
struct Form {
  FacilityId facility;
  std::string facility_name;
  std::string operator_name;
  std::string address;
  Term term;
  std::optional<Day> last_day;  ///< To send it; nothing for a first card, which is never late.
  Card card;
  std::string language;  ///< "pl" or "en": the facility's, not the user's.
  std::string programme;
  std::string coordinator_name;
  std::string coordinator_email;
  std::string coordinator_phone;
};

/// The form of `facility` for `term`, else for the one whose card it would send now. Throws `Error`
/// (refused): there is no such facility, or no card.
MK_API Form form_of(const Context& context, FacilityId facility, std::optional<Term> term);

/// The form as a web page that needs nothing else, to be printed on A4 and filled in by hand. It
/// meets WCAG 2.1 AA: headings, a label for every field, black on white, nothing by colour alone.
MK_API std::string as_page(const Form& form);

}  // namespace mk::survey
