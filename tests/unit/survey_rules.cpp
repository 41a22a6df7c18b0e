#include "lib/survey/card_file.hpp"
#include "lib/survey/rules.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>

using namespace mk;
using namespace mk::survey;

namespace {

Day day(const char* text) { return *parse_day(text); }
Term term(const char* text) { return *Term::parse(text); }

/// The published card: 11 standard criteria, 15 premium and 15 VIP ones.
Card published() { return read_card(MK_SOURCE_DIR "/examples/card-2026.toml"); }

Status status_of(std::int64_t standard, std::int64_t premium, std::int64_t vip) {
  return score(published(), std::array{standard, premium, vip}).status;
}

/// F-1, active since 10 September 2026, which sends its card of `card_term` on `on`.
Sending sent(const char* card_term, const char* on) {
  return {.facility = {1},
          .term = term(card_term),
          .window = window(term(card_term), {}),
          .day = day(on),
          .today = day(on),
          .activated = day("2026-09-10"),
          .held = {},
          .returned_on = {},
          .return_days = 14};
}

/// The same with a status from 2026-09 that holds until 30 April 2027.
Sending sent_with_status(const char* card_term, const char* on) {
  auto card = sent(card_term, on);
  card.held = Held{.key = 1,
                   .facility = {1},
                   .survey = {1},
                   .term = term("2026-09"),
                   .status = Status::premium,
                   .since = day("2026-10-02"),
                   .until = day("2027-04-30")};
  return card;
}

}  // namespace

TEST_CASE(
    "the card of the example asks 15 categories, 11 standard, 15 premium and 15 VIP criteria") {
  const auto card = published();
  CHECK(card.categories.size() == 15);
  CHECK(card.criteria_on(Level::standard) == 11);
  CHECK(card.criteria_on(Level::premium) == 15);
  CHECK(card.criteria_on(Level::vip) == 15);
  CHECK(card.criterion("11s") != nullptr);
  CHECK(card.criterion("12S") == nullptr);
  CHECK(card.criterion("4") == nullptr);
  CHECK(card.criterion("4X") == nullptr);
  CHECK(card.criterion("15V")->code() == "15V");
}

TEST_CASE("the status follows from how many criteria are met") {
  CHECK(status_of(11, 11, 15) == Status::standard);
  CHECK(status_of(11, 12, 8) == Status::premium);
  CHECK(status_of(11, 12, 9) == Status::vip);
  CHECK(status_of(10, 15, 15) == Status::growing);
}

TEST_CASE("each threshold has a side before, on and after it") {
  CHECK(status_of(10, 0, 0) == Status::growing);
  CHECK(status_of(11, 0, 0) == Status::standard);
  CHECK(status_of(11, 11, 0) == Status::standard);
  CHECK(status_of(11, 12, 0) == Status::premium);
  CHECK(status_of(11, 13, 0) == Status::premium);
  CHECK(status_of(11, 15, 8) == Status::premium);
  CHECK(status_of(11, 15, 9) == Status::vip);
  CHECK(status_of(11, 15, 10) == Status::vip);
  CHECK(status_of(11, 11, 9) == Status::standard);
}

TEST_CASE("a card whose levels stand alone gives the highest that is reached") {
  auto card = published();
  const auto status = [&](std::int64_t standard, std::int64_t premium, std::int64_t vip) {
    return score(card, std::array{standard, premium, vip}).status;
  };
  card.cumulative = false;
  CHECK(status(10, 15, 15) == Status::vip);
  CHECK(status(10, 12, 8) == Status::premium);
  CHECK(status(11, 11, 9) == Status::vip);
  CHECK(status(11, 11, 8) == Status::standard);
  CHECK(status(10, 11, 8) == Status::growing);
}

TEST_CASE("a percentage is rounded up, in whole numbers") {
  const Threshold eighty{Threshold::Form::percent, 80};
  CHECK(needed(eighty, 15) == 12);
  CHECK(needed(eighty, 14) == 12);
  CHECK(needed(eighty, 16) == 13);
  CHECK(needed({Threshold::Form::percent, 1}, 15) == 1);
  CHECK(needed({Threshold::Form::percent, 100}, 15) == 15);
  CHECK(needed({Threshold::Form::all, 0}, 11) == 11);
  CHECK(needed({Threshold::Form::at_least, 9}, 15) == 9);
}

TEST_CASE("only answers that are met count, each on its own level") {
  Answers answers;
  answers.criteria["1S"] = {true, {}};
  answers.criteria["2S"] = {false, {}};
  answers.criteria["4P"] = {true, 3};
  answers.criteria["5V"] = {{}, 2};
  const auto result = score(published(), answers);
  CHECK(result.levels == std::array{Reached{1, 11, 11}, Reached{1, 15, 12}, Reached{0, 15, 9}});
}

TEST_CASE("everything that is missing is told at once") {
  const auto card = published();
  Answers answers;
  for (const auto& category : card.categories)
    for (const auto& criterion : category.criteria)
      answers.criteria[criterion.code()] = {false, {}};
  CHECK(missing(card, answers).none());
  answers.criteria.erase("3P");
  answers.criteria["7V"] = {{}, {}};
  answers.criteria["2S"].met = true;
  answers.criteria["1S"].met = true;
  CHECK(missing(card, answers) == Missing{{"3P", "7V"}, {"2"}, {}});
  answers.texts[2] = "Konsultacje w maju";
  CHECK(missing(card, answers).texts.empty());
}

TEST_CASE("a number is missing only where a met criterion requires it") {
  auto card = published();
  auto& criterion = card.categories[3].criteria[0];
  criterion.number_required = true;
  Answers answers;
  answers.criteria["4S"] = {true, {}};
  CHECK(missing(card, answers).numbers == std::vector<std::string>{"4S"});
  answers.criteria["4S"].number = 2;
  CHECK(missing(card, answers).numbers.empty());
  answers.criteria["4S"] = {false, {}};
  CHECK(missing(card, answers).numbers.empty());
}

TEST_CASE("a term takes cards in its month, by date alone") {
  const auto days = window(term("2026-09"), {});
  CHECK(days == Window{day("2026-09-01"), day("2026-09-30")});
  CHECK_FALSE(days.holds(day("2026-08-31")));
  CHECK(days.holds(day("2026-09-01")));
  CHECK(days.holds(day("2026-09-30")));
  CHECK_FALSE(days.holds(day("2026-10-01")));
}

TEST_CASE("the administrator opens a term early, extends it and closes it") {
  CHECK(window(term("2027-03"), {day("2027-02-20"), {}, {}, ""}).first == day("2027-02-20"));
  CHECK(window(term("2027-03"), {{}, day("2027-04-15"), {}, ""}).last == day("2027-04-15"));
  CHECK(window(term("2027-03"), {{}, {}, day("2027-03-20"), ""}).last == day("2027-03-19"));
}

TEST_CASE("a status holds until the next term's window is over and 30 days more") {
  CHECK(holds_until(term("2026-09"), {}, 30) == day("2027-04-30"));
  CHECK(holds_until(term("2027-03"), {}, 30) == day("2027-10-30"));
  CHECK(holds_until(term("2026-09"), {{}, day("2027-04-15"), {}, ""}, 30) == day("2027-05-15"));
  CHECK(holds_until(term("2026-09"), {{}, {}, day("2027-03-10"), ""}, 30) == day("2027-04-30"));
}

TEST_CASE("a first card belongs to the running season, in February and August to the coming one") {
  CHECK(first_card_term(day("2026-08-31")) == term("2026-09"));
  CHECK(first_card_term(day("2026-09-01")) == term("2026-09"));
  CHECK(first_card_term(day("2026-11-22")) == term("2026-09"));
  CHECK(first_card_term(day("2027-01-31")) == term("2026-09"));
  CHECK(first_card_term(day("2027-02-01")) == term("2027-03"));
  CHECK(first_card_term(day("2027-02-28")) == term("2027-03"));
  CHECK(first_card_term(day("2027-03-01")) == term("2027-03"));
  CHECK(first_card_term(day("2027-07-31")) == term("2027-03"));
  CHECK(first_card_term(day("2027-08-01")) == term("2027-09"));
}

TEST_CASE("a first card is sent on any day after activation and is never late") {
  CHECK_FALSE(why_not_send(sent("2026-09", "2026-09-10")));
  CHECK_FALSE(why_not_send(sent("2026-09", "2026-11-22")));
  CHECK_FALSE(late(sent("2026-09", "2026-11-22")));
  CHECK_FALSE(why_not_send(sent("2027-03", "2027-02-01")));
  CHECK(why_not_send(sent("2026-09", "2026-09-09")));
  CHECK(why_not_send(sent("2027-03", "2026-11-22")));
  CHECK(why_not_send(sent("2026-09", "2027-02-01")));
}

TEST_CASE("a facility that is not active sends nothing, and no card comes from the future") {
  auto card = sent("2026-09", "2026-09-20");
  card.day = day("2026-09-21");
  CHECK(why_not_send(card) == msg("a card cannot have come on {}, a day to come", card.day));
  card = sent("2026-09", "2026-09-20");
  card.activated.reset();
  CHECK(why_not_send(card));
}

TEST_CASE("a card that is not the first is sent in its window, and late until the grace ends") {
  CHECK(why_not_send(sent_with_status("2027-03", "2027-02-28")));
  CHECK_FALSE(why_not_send(sent_with_status("2027-03", "2027-03-01")));
  CHECK_FALSE(why_not_send(sent_with_status("2027-03", "2027-03-31")));
  CHECK_FALSE(late(sent_with_status("2027-03", "2027-03-31")));
  CHECK_FALSE(why_not_send(sent_with_status("2027-03", "2027-04-01")));
  CHECK(late(sent_with_status("2027-03", "2027-04-01")));
  CHECK_FALSE(why_not_send(sent_with_status("2027-03", "2027-04-30")));
  CHECK(why_not_send(sent_with_status("2027-03", "2027-05-01")));
  CHECK(why_not_send(sent_with_status("2026-03", "2026-10-02")));
}

TEST_CASE("a paper card counts from the day it came") {
  auto card = sent_with_status("2027-03", "2027-03-31");
  card.today = day("2027-06-01");
  CHECK_FALSE(why_not_send(card));
  CHECK_FALSE(late(card));
}

TEST_CASE("a returned card is sent again within 14 days, also after the window, and is not late") {
  auto card = sent_with_status("2026-09", "2026-10-14");
  card.returned_on = day("2026-09-30");
  CHECK_FALSE(why_not_send(card));
  CHECK_FALSE(late(card));
  card.today = day("2026-12-01");
  CHECK_FALSE(why_not_send(card));  // It came on paper on the last day.
  card.day = card.today = day("2026-10-15");
  CHECK(why_not_send(card));
}

TEST_CASE("the card that was returned does not come back by its old date") {
  auto card = sent_with_status("2027-03", "2027-03-19");
  card.today = day("2027-03-25");
  card.returned_on = day("2027-03-20");
  CHECK(why_not_send(card));
  card.day = day("2027-03-20");
  CHECK_FALSE(why_not_send(card));
}

TEST_CASE("only the categories of a returned card that have a remark may be corrected") {
  Survey survey;
  survey.id = {5};
  const std::vector<Remark> remarks{{4, "Kiedy?"}, {9, "Z kim?"}};
  survey.state = State::draft;
  CHECK_FALSE(why_not_correct(survey, remarks, 5));
  survey.state = State::returned;
  CHECK_FALSE(why_not_correct(survey, remarks, 9));
  CHECK_FALSE(why_not_correct(survey, {}, 5));
  CHECK(in_english(*why_not_correct(survey, remarks, 5)) ==
        "category 5 of S-5 was not returned; to be corrected: 4, 9");
}

TEST_CASE("a facility that joined anew sends a first card again") {
  auto card = sent_with_status("2027-03", "2027-06-10");
  CHECK(why_not_send(card));
  card.activated = day("2027-06-01");
  CHECK(card.first());
  CHECK_FALSE(why_not_send(card));
}

TEST_CASE("a draft or returned survey is submitted, a submitted one accepted or returned") {
  Survey survey;
  survey.state = State::draft;
  CHECK_FALSE(why_not_submit(survey));
  CHECK(why_not_accept(survey));
  CHECK(why_not_return(survey));
  survey.state = State::submitted;
  CHECK(why_not_submit(survey));
  CHECK_FALSE(why_not_accept(survey));
  CHECK_FALSE(why_not_return(survey));
  survey.state = State::accepted;
  CHECK(why_not_submit(survey));
  CHECK(why_not_accept(survey));
  CHECK_FALSE(why_not_return(survey));
  survey.state = State::returned;
  CHECK_FALSE(why_not_submit(survey));
  CHECK(why_not_accept(survey));
  CHECK(why_not_return(survey));
}

TEST_CASE("a term is opened early only when it is the coming one, and never into the next") {
  const auto march = term("2027-03");
  const auto days = window(march, {});
  CHECK(why_not_open(march, days, {}, day("2026-08-31")));
  CHECK_FALSE(why_not_open(march, days, {}, day("2026-09-01")));
  CHECK_FALSE(why_not_open(march, days, {}, day("2027-03-31")));
  CHECK(why_not_open(march, days, {}, day("2027-04-01")));
  CHECK_FALSE(why_not_open(march, days, day("2027-04-15"), day("2027-04-15")));
  CHECK(why_not_open(march, days, day("2027-04-14"), day("2027-04-15")));
  CHECK_FALSE(why_not_open(march, days, day("2027-08-31"), day("2027-04-15")));
  CHECK(why_not_open(march, days, day("2027-09-01"), day("2027-04-15")));
  CHECK(why_not_open(march, days, {}, day("2027-09-01")));
}

TEST_CASE("a term is closed while it is open") {
  const auto march = term("2027-03");
  const auto days = window(march, {});
  CHECK(why_not_close(march, days, day("2027-02-28")));
  CHECK_FALSE(why_not_close(march, days, day("2027-03-01")));
  CHECK_FALSE(why_not_close(march, days, day("2027-03-31")));
  CHECK(why_not_close(march, days, day("2027-04-01")));
}

namespace {

/// What is told on `on`, when the days of `missed` passed without a run.
std::vector<Occasion> told(const char* on, CatchUp policy = CatchUp::latest,
                           const std::set<Day>& missed = {}) {
  const auto march = term("2027-03");
  return to_tell(due(march, window(march, {}), {15, 5}, day(on)), policy,
                 [&](Day day) { return missed.contains(day); });
}

using Told = std::vector<Occasion>;

}  // namespace

TEST_CASE("of the reminders the latest due one is sent, and none outside the window") {
  CHECK(told("2027-02-28").empty());
  CHECK(told("2027-03-01") == Told{Occasion::opening});
  CHECK(told("2027-03-14") == Told{Occasion::opening});
  CHECK(told("2027-03-15") == Told{Occasion::middle});
  CHECK(told("2027-03-25") == Told{Occasion::middle});
  CHECK(told("2027-03-26") == Told{Occasion::before_end});
  CHECK(told("2027-03-30") == Told{Occasion::before_end});
  CHECK(told("2027-03-31") == Told{Occasion::last_day});
  CHECK(told("2027-04-01").empty());
}

TEST_CASE("of reminders that were missed the latest is told, or all, or none") {
  const std::set off{day("2027-03-01"), day("2027-03-15")};
  CHECK(told("2027-03-20", CatchUp::latest, off) == Told{Occasion::middle});
  CHECK(told("2027-03-20", CatchUp::all, off) == Told{Occasion::opening, Occasion::middle});
  CHECK(told("2027-03-20", CatchUp::none, off).empty());
  // What fell due on a day with a run is no matter of the policy.
  CHECK(told("2027-03-20", CatchUp::all, {day("2027-03-15")}) == Told{Occasion::middle});
  CHECK(told("2027-03-20", CatchUp::none, {day("2027-03-01")}) == Told{Occasion::middle});
  CHECK(told("2027-03-26", CatchUp::none, off) == Told{Occasion::before_end});
  CHECK(told("2027-04-01", CatchUp::all, off).empty());
}

TEST_CASE("an extension moves the reminders before the end and on the last day") {
  const TermChange extended{{}, day("2027-04-15"), {}, "strajk"};
  const auto days = window(term("2027-03"), extended);
  const auto last = [&](const char* on) {
    return due(term("2027-03"), days, {15, 5}, day(on)).back();
  };
  CHECK(last("2027-04-09") == Due{day("2027-03-15"), Occasion::middle});
  CHECK(last("2027-04-10") == Due{day("2027-04-10"), Occasion::before_end});
  CHECK(last("2027-04-15") == Due{day("2027-04-15"), Occasion::last_day});
}

TEST_CASE("a term is noted once as open and once as closed, and again when it is opened again") {
  const auto days = window(term("2027-03"), {});
  CHECK_FALSE(to_note(days, day("2027-02-28"), {}));
  CHECK(to_note(days, day("2027-03-01"), {}) == Noted::open);
  CHECK_FALSE(to_note(days, day("2027-03-31"), Noted::open));
  CHECK(to_note(days, day("2027-04-01"), Noted::open) == Noted::closed);
  CHECK_FALSE(to_note(days, day("2027-04-02"), Noted::closed));
  CHECK_FALSE(to_note(days, day("2027-04-02"), {}));  // Nobody saw it open.
  CHECK(to_note(days, day("2027-03-31"), Noted::closed) == Noted::open);
}
