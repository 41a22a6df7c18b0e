#pragma once

#include "lib/base/catch_up.hpp"
#include "lib/base/message.hpp"
#include "lib/survey/survey.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// What a card's answers are worth and when a card may be sent. Pure.
namespace mk::survey {

/// How many of `of` criteria `threshold` asks for.
std::int64_t needed(const Threshold& threshold, std::int64_t of);

/// The status of who met `met` criteria on each level of `card`.
Score score(const Card& card, const std::array<std::int64_t, all_levels.size()>& met);
Score score(const Card& card, const Answers& answers);

/// The level after `status`, or nothing after the last.
std::optional<Level> next_level(Status status);

/// What `answers` still need before they may be submitted: every criterion answered, a text where
/// one is required and anything in its category is met, a number where a met criterion requires it.
Missing missing(const Card& card, const Answers& answers);

/// The days on which cards of `term` are taken: its whole month (published), unless the
/// administrator changed it.
Window window(Term term, const TermChange& change);

/// The last day of a status given by a survey of `term`: the end of the next term's window and
/// `grace_days` more (default of ours). Closing that window early does not shorten it.
Day holds_until(Term term, const TermChange& next, std::int64_t grace_days);

/// The term that a first card sent on `day` belongs to: the running season's, in February and
/// August the coming one's.
Term first_card_term(Day day);

/// What decides whether a card may be sent.
struct Sending {
  FacilityId facility;
  Term term;
  Window window;
  Day day;  ///< On which it is sent, or came on paper.
  Day today;
  std::optional<Day> activated;    ///< When the facility's account was; nothing: it is not active.
  std::optional<Held> held;        ///< The status that counts, though it may have ended.
  std::optional<Day> returned_on;  ///< When it was returned, if it was.
  std::int64_t return_days = 0;    ///< To send a returned one again.

  /// Whether no card of the facility was accepted since its account was activated.
  bool first() const;
};

/// Why the card may not be sent, or nothing when it may.
std::optional<Message> why_not_send(const Sending& card);
/// Whether a card that may be sent is late: after the window, within the grace of the status held.
bool late(const Sending& card);

/// Why an answer in `category` may not be changed, or nothing when it may: of a survey that was
/// returned with `remarks` only the categories that they are about. One that was returned with a
/// reason alone may be changed anywhere.
std::optional<Message> why_not_correct(const Survey& survey, const std::vector<Remark>& remarks,
                                       std::int64_t category);
std::optional<Message> why_not_submit(const Survey& survey);
std::optional<Message> why_not_accept(const Survey& survey);
std::optional<Message> why_not_return(const Survey& survey);
/// What is missing, for a person: "without an answer: 1P, 4V; without a text: 9".
std::string listed(const Missing& missing);
std::optional<Message> why_not_complete(SurveyId survey, const Missing& missing);

/// Why the window of `term` may not be opened until `until` (or its end as it is) on `today`.
std::optional<Message> why_not_open(Term term, Window now, std::optional<Day> until, Day today);
std::optional<Message> why_not_close(Term term, Window now, Day today);

/// The days of the reminders of a term: its opening, the `middle_day` of its month, `days_before`
/// its end, its last day.
struct ReminderDays {
  std::int64_t middle_day = 0;
  std::int64_t days_before_end = 0;
};
/// A reminder and the day on which it falls due.
struct Due {
  Day day;
  Occasion occasion;

  bool operator==(const Due&) const = default;
};
/// The reminders that fell due by `today`, the latest last; none outside the window.
std::vector<Due> due(Term term, Window window, ReminderDays reminders, Day today);

/// Which of `due`, as `due` gives it, are told now, each only to whom it was not told yet: the
/// latest, and those before it that were missed when `policy` tells all; a latest that was missed
/// is not told when it tells none.
std::vector<Occasion> to_tell(std::vector<Due> due, CatchUp policy,
                              const std::function<bool(Day)>& missed);

/// What the calendar notes of a term on `today` that had noted `noted` last, or nothing: that it is
/// open, or that one that was open is over.
std::optional<Noted> to_note(Window window, Day today, std::optional<Noted> noted);

/// Why nobody could ever reach `level` by its threshold, or nothing when it can be met.
std::optional<Message> why_not_threshold(const Card& card, Level level);

}  // namespace mk::survey
