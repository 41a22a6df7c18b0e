#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/letters.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/rules.hpp"
#include "lib/survey/words.hpp"

namespace mk::survey {

namespace {

std::uint64_t remind_of(const Context& context, Term term) {
  auto& db = context.db;
  const auto days = window(term, records::term_change(db, term));
  const auto& settings = context.settings.reminders;
  const auto occasion =
      due(term, days, {settings.middle_day, settings.days_before_end}, context.today());
  if (!occasion) return 0;
  std::uint64_t queued = 0;
  for (const auto& unsent : records::unreminded(db, term, *occasion)) {
    const auto facility = facility::records::facility(db, unsent.facility);
    records::note_reminder(db, facility.id, term, *occasion, context.now);
    const bool returned = unsent.survey_state == code(State::returned);
    if (mail::queue(context, reminder_letter(context, facility, term, days, *occasion, returned)))
      ++queued;
  }
  return queued;
}

}  // namespace

std::uint64_t remind(const Context& context) {
  return store::together(context.db, context.deed("survey remind"), [&](store::Database& /*db*/) {
    const auto running = season_of(context.today());
    return remind_of(context, running) + remind_of(context, running.next());
  });
}

std::uint64_t notice_lapsing(const Context& context) {
  return store::together(
      context.db, context.deed("survey notice lapsing"), [&](store::Database& db) {
        const auto today = context.today();
        const auto last = today + std::chrono::days{context.settings.terms.notice_days};
        std::uint64_t queued = 0;
        for (const auto& held : records::ending(db, today, last)) {
          const auto facility = facility::records::facility(db, held.facility);
          records::note_noticed(db, held.key, held.until);
          if (mail::queue(context, lapsing_letter(context, facility, held))) ++queued;
        }
        return queued;
      });
}

std::uint64_t lapse(const Context& context) {
  return store::together(context.db, context.deed("survey lapse"), [&](store::Database& db) {
    std::uint64_t lapsed = 0;
    for (const auto& held : records::ended(db, context.today())) {
      records::note_lapsed(db, held.key, context.now);
      const auto facility = facility::records::facility(db, held.facility);
      const bool lost = held.status != Status::growing && !records::superseded(db, held);
      if (!lost || facility.state != facility::State::active) continue;
      ++lapsed;
      mail::queue(context, changed_letter(context, facility, held.status, {},
                                          held.survey.text() + "/lapsed/" + iso(held.until)));
    }
    return lapsed;
  });
}

std::uint64_t drop_drafts(const Context& context, FacilityId facility) {
  return store::together(context.db, context.deed("survey drop drafts"), [&](store::Database& db) {
    const auto drafts = records::drafts(db, facility);
    for (const auto id : drafts) {
      records::drop_answers(db, id);
      records::drop_texts(db, id);
      records::drop_survey(db, id);
    }
    return static_cast<std::uint64_t>(drafts.size());
  });
}

}  // namespace mk::survey
