#include "lib/base/error.hpp"
#include "lib/facility/records.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/rules.hpp"

namespace mk::survey {

Message open_term(const Context& context, Term term, std::optional<Day> until,
                  const std::string& reason) {
  return store::together(context.db, context.deed("survey open", reason), [&](store::Database& db) {
    const auto today = context.today();
    auto change = records::term_change(db, term);
    const auto before = window(term, change);
    refuse_if(why_not_open(term, before, until, today));
    if (before.holds(today) && (!until || *until == before.last))
      return msg("the term {} is open until {}", term, before.last);
    if (today < before.first && today < term.first_day()) change.opened_on = today;
    if (until) change.until = until;
    change.closed_on.reset();
    change.reason = reason;
    records::set_term(db, term, change);
    records::set_until(db, term.previous(),
                       holds_until(term.previous(), change, context.settings.terms.grace_days),
                       today);
    return msg("the term {} is open until {}", term, window(term, change).last);
  });
}

Message close_term(const Context& context, Term term, const std::string& reason) {
  return store::together(context.db, context.deed("survey close", reason),
                         [&](store::Database& db) {
                           auto change = records::term_change(db, term);
                           refuse_if(why_not_close(term, window(term, change), context.today()));
                           change.closed_on = context.today();
                           change.reason = reason;
                           records::set_term(db, term, change);
                           return msg("the term {} is closed", term);
                         });
}

TermView term_view(const Context& context, Term term) {
  const auto change = records::term_change(context.db, term);
  const auto days = window(term, change);
  return {term, days, days.holds(context.today()), change.reason};
}

Term term_to_send(const Context& context, std::optional<FacilityId> facility) {
  const auto today = context.today();
  const auto season = season_of(today);
  if (facility) facility::records::facility(context.db, *facility);  // There must be one.
  if (facility && !records::held(context.db, *facility, today)) return first_card_term(today);
  const auto coming = season.next();
  const bool early = window(coming, records::term_change(context.db, coming)).holds(today);
  return early ? coming : season;
}

}  // namespace mk::survey
