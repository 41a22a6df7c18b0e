#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/store/calendar_days.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/letters.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/rules.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>

namespace mk::survey {

namespace {

std::uint64_t tell(const Context& context, Term term, Window days, Occasion occasion) {
  auto& db = context.db;
  std::uint64_t queued = 0;
  for (const auto& unsent : records::unreminded(db, term, occasion)) {
    const auto facility = facility::records::facility(db, unsent.facility);
    records::note_reminder(db, facility.id, term, occasion, context.now);
    const bool returned = unsent.survey_state == code(State::returned);
    if (mail::queue_or_give_up(context,
                               reminder_letter(context, facility, term, days, occasion, returned)))
      ++queued;
  }
  return queued;
}

std::uint64_t remind_of(const Context& context, Term term) {
  const auto days = window(term, records::term_change(context.db, term));
  const auto& settings = context.settings.reminders;
  const auto found =
      due(term, days, {settings.middle_day, settings.days_before_end}, context.today());
  const auto missed = [&](Day day) { return store::is_missed(context, day); };
  std::uint64_t queued = 0;
  for (const auto occasion : to_tell(found, settings.missed.card_reminders, missed))
    queued += tell(context, term, days, occasion);
  return queued;
}

/// Notes what became of the terms, those that were noted as open and those that may be by now, if
/// it is `what`.
std::uint64_t note_terms(const Context& context, Noted what) {
  return store::together(context.db, context.deed("mk-remind"), [&](store::Database& db) {
    std::uint64_t noted = 0;
    const auto running = season_of(context.today());
    auto terms = records::noted_open(db);
    for (const auto term : {running, running.next()})
      if (std::ranges::find(terms, term) == terms.end()) terms.push_back(term);
    for (const auto term : terms) {
      const auto days = window(term, records::term_change(db, term));
      if (to_note(days, context.today(), records::noted(db, term)) != what) continue;
      records::note_term(db, term, what);
      ++noted;
    }
    return noted;
  });
}

}  // namespace

std::uint64_t note_opened(const Context& context) { return note_terms(context, Noted::open); }

std::uint64_t note_closed(const Context& context) { return note_terms(context, Noted::closed); }

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
        const auto policy = context.settings.reminders.missed.status_notices;
        std::uint64_t queued = 0;
        for (const auto& held : records::ending(db, today, last)) {
          const auto day = held.until - std::chrono::days{context.settings.terms.notice_days};
          if (store::falls_away(context, policy, std::max(day, held.since))) continue;
          const auto facility = facility::records::facility(db, held.facility);
          records::note_noticed(db, held.key, held.until);
          if (mail::queue_or_give_up(context, lapsing_letter(context, facility, held))) ++queued;
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
      mail::queue_or_give_up(context,
                             changed_letter(context, facility, held.status, {},
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
