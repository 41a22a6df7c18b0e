#include "lib/survey/rules.hpp"

#include <algorithm>
#include <utility>

namespace mk::survey {

using std::chrono::days;

Window window(Term term, const TermChange& change) {
  Window window{change.opened_on.value_or(term.first_day()),
                change.until.value_or(term.last_day())};
  if (change.closed_on) window.last = std::min(window.last, *change.closed_on - days{1});
  return window;
}

Day holds_until(Term term, const TermChange& next, std::int64_t grace_days) {
  const auto regular = term.next().last_day();
  return std::max(regular, next.until.value_or(regular)) + days{grace_days};
}

Term first_card_term(Day day) {
  const auto season = season_of(day);
  const auto month = std::chrono::year_month_day{day}.month();
  const bool near_the_end = month == std::chrono::February || month == std::chrono::August;
  return near_the_end ? season.next() : season;
}

bool Sending::first() const { return !held || (activated && held->since < *activated); }

namespace {

bool in_time(const Sending& card) {
  return card.window.holds(card.day) || (card.first() && card.term == first_card_term(card.day));
}

bool returned_lately(const Sending& card) {
  return card.returned_on && *card.returned_on <= card.day &&
         card.day <= *card.returned_on + days{card.return_days};
}

bool within_grace(const Sending& card) {
  return card.held && card.held->term < card.term && card.window.last < card.day &&
         card.term.first_day() <= card.day && card.day <= card.held->until;
}

}  // namespace

std::optional<Message> why_not_send(const Sending& card) {
  if (!card.activated)
    return msg("{} is not active; only an active facility sends its card", card.facility);
  if (card.day > card.today) return msg("a card cannot have come on {}, a day to come", card.day);
  if (card.day < *card.activated)
    return msg("{} was activated on {}; a card that came before does not count", card.facility,
               *card.activated);
  if (card.returned_on && card.day < *card.returned_on)
    return msg("the card of {} was returned on {}; one that came before does not count again",
               card.facility, *card.returned_on);
  if (in_time(card) || returned_lately(card) || within_grace(card)) return std::nullopt;
  if (card.first())
    return msg("the first card of {} belongs to the term {}", card.facility,
               first_card_term(card.day));
  if (card.day < card.window.first)
    return msg("the term {} opens on {}", card.term, card.window.first);
  return msg("the term {} is closed; to take cards again: mk survey open {} --until DATE",
             card.term, card.term);
}

bool late(const Sending& card) {
  return !in_time(card) && !returned_lately(card) && within_grace(card);
}

std::optional<Message> why_not_open(Term term, Window now, std::optional<Day> until, Day today) {
  const auto first_of_next = term.next().first_day();
  if (until && *until >= first_of_next)
    return msg("the term {} cannot last until {}; the next one begins on {}", term, *until,
               first_of_next);
  if (until && (*until < today || *until < term.first_day()))
    return msg("the term {} cannot last until {}, which is over or before it begins", term, *until);
  if (today >= first_of_next)
    return msg("the term {} is over for good; the next one began on {}", term, first_of_next);
  if (today < term.previous().first_day())
    return msg("the term {} opens on {}; only the coming term may be opened early", term,
               term.first_day());
  if (!until && now.last < today && term.last_day() < today)
    return msg(
        "the term {} is over; say until when it is open again: "
        "mk survey open {} --until DATE",
        term, term);
  return std::nullopt;
}

std::optional<Message> why_not_close(Term term, Window now, Day today) {
  if (today < now.first) return msg("the term {} opens only on {}", term, now.first);
  if (now.last < today) return msg("the term {} is closed already", term);
  return std::nullopt;
}

std::vector<Due> due(Term term, Window window, ReminderDays reminders, Day today) {
  if (!window.holds(today)) return {};
  std::vector<Due> found{{window.first, Occasion::opening},
                         {term.first_day() + days{reminders.middle_day - 1}, Occasion::middle},
                         {window.last - days{reminders.days_before_end}, Occasion::before_end},
                         {window.last, Occasion::last_day}};
  std::erase_if(found, [&](const Due& it) { return it.day > today; });
  std::ranges::stable_sort(found, {}, &Due::day);
  return found;
}

std::vector<Occasion> to_tell(std::vector<Due> due, CatchUp policy,
                              const std::function<bool(Day)>& missed) {
  std::vector<Occasion> told;
  if (due.empty()) return told;
  const auto latest = due.back();
  due.pop_back();
  if (policy == CatchUp::all)
    for (const auto& it : due)
      if (missed(it.day)) told.push_back(it.occasion);
  if (policy != CatchUp::none || !missed(latest.day)) told.push_back(latest.occasion);
  return told;
}

std::optional<Noted> to_note(Window window, Day today, std::optional<Noted> noted) {
  if (window.holds(today)) return noted == Noted::open ? std::nullopt : std::optional{Noted::open};
  const bool over = noted == Noted::open && window.last < today;
  return over ? std::optional{Noted::closed} : std::nullopt;
}

}  // namespace mk::survey
