#include "lib/rewards/flaws.hpp"
#include "lib/rewards/rules.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

using namespace mk;
using namespace mk::rewards;

namespace {

Day day(const char* text) { return *parse_day(text); }

const Day today = day("2026-11-22");

Reward group_supervision() {
  Reward it;
  it.id = {1};
  it.name = "Superwizja grupowa";
  it.type = Type::supervision;
  it.status = survey::Status::premium;
  it.pool = 10;
  it.limit = 2;
  it.unit_cost = {50'000};
  it.budget = "superwizje";
  it.opens_on = day("2026-09-01");
  it.closes_on = day("2027-02-28");
  return it;
}

Applicant member(survey::Status status = survey::Status::premium) {
  return {{7}, facility::State::active, {status, true, {}, {}}};
}

Usage fresh() { return {{2026, false}, 10, 2, 0, 0}; }

std::optional<Funds> line(std::int64_t amount) {
  return Funds{{1, "superwizje", 2026, "852-85295-4300", {amount}}, {}, {}};
}

/// Why the example reward is refused, in English; empty when it is granted.
struct Case {
  Reward reward = group_supervision();
  Claim claim = {{1}, {7}, 1};
  Applicant applicant = member();
  Usage usage = fresh();
  std::optional<Funds> budget = line(1'000'000);
  Day on = today;

  std::string why() const {
    const auto found = obstacle(reward, claim, applicant, usage, budget, on);
    return found ? in_english(found->why) : "";
  }
};

std::string english(const std::optional<Message>& message) {
  return message ? in_english(*message) : "";
}

std::string column(const Reward& reward) {
  const auto found = flaw(reward);
  return found ? found->column : "";
}

Reservation held(State state) {
  Reservation it;
  it.id = {3};
  it.reward = {1};
  it.facility = {7};
  it.season = {2026, false};
  it.state = state;
  it.cost = {50'000};
  it.budget_line = 1;
  it.made_at = *parse_instant("2026-11-22T12:00:00Z");
  it.expires_on = day("2026-12-22");
  if (state == State::agreed) it.agreed_on = day("2026-12-01");
  return it;
}

}  // namespace

TEST_CASE("a member with the status may reserve an open reward") { CHECK(Case{}.why().empty()); }

TEST_CASE("only an active facility may reserve") {
  for (const auto state :
       {facility::State::listed, facility::State::applied, facility::State::approved,
        facility::State::suspended, facility::State::withdrawn}) {
    Case it;
    it.applicant.state = state;
    CHECK_FALSE(it.why().empty());
  }
  Case suspended;
  suspended.applicant.state = facility::State::suspended;
  CHECK(suspended.why() ==
        "F-7 is suspended and cannot reserve; resume it first: mk facility resume F-7");
}

TEST_CASE("nothing opens before the first card is accepted") {
  Case it;
  it.applicant.standing.open = false;
  CHECK(it.why() ==
        "F-7 has no accepted card yet; the rewards open when its first card is accepted");
}

TEST_CASE("a higher status opens what a lower one does") {
  for (const auto status : {survey::Status::premium, survey::Status::vip}) {
    Case it;
    it.applicant = member(status);
    CHECK(it.why().empty());
  }
  for (const auto status : {survey::Status::growing, survey::Status::standard}) {
    Case it;
    it.applicant = member(status);
    CHECK(it.why().starts_with("R-1 opens at the status premium; F-7 has the status "));
  }
}

TEST_CASE("the window holds on its first and last day and on no day outside") {
  const std::map<std::string, bool> days{
      {"2026-08-31", false}, {"2026-09-01", true}, {"2027-02-28", true}, {"2027-03-01", false}};
  for (const auto& [text, open] : days) {
    CAPTURE(text);
    Case it;
    it.on = day(text.c_str());
    CHECK(it.why().empty() == open);
  }
}

TEST_CASE("the pool gives what is left and no more") {
  Case last;
  last.usage.taken = 9;
  CHECK(last.why().empty());
  Case none;
  none.usage.taken = 10;
  CHECK(none.why() == "nothing is left of R-1 this season; the whole pool of 10 is reserved");
  Case too_many;
  too_many.usage.taken = 9;
  too_many.claim.quantity = 2;
  CHECK(too_many.why() == "R-1 has 1 left this season; 2 is too much");
  Case beyond;  // By earlier exceptions.
  beyond.usage.taken = 12;
  CHECK_FALSE(beyond.why().empty());
}

TEST_CASE("a facility gets its limit and no more") {
  Case all;
  all.claim.quantity = 2;
  CHECK(all.why().empty());
  Case one_more;
  one_more.usage.own = 2;
  one_more.usage.taken = 2;
  CHECK(one_more.why() ==
        "the limit of R-1 is 2 for a facility in a season; F-7 has reserved 2 already");
}

TEST_CASE("the budget pays to the last grosz and no further") {
  Case enough;
  enough.budget = line(50'000);
  CHECK(enough.why().empty());
  Case short_of_one;
  short_of_one.budget = line(49'999);
  CHECK(short_of_one.why() ==
        "the budget line superwizje/2026 has 49999 left; this would cost 50000");
  Case none;
  none.budget = std::nullopt;
  CHECK(none.why() ==
        "there is no budget line “superwizje” for 2026; add it first: mk rewards budget add");
  Case committed;
  committed.budget->line.amount = {150'000};
  committed.budget->committed = {60'000};
  committed.budget->spent = {50'000};
  CHECK_FALSE(committed.why().empty());
}

TEST_CASE("what costs nothing needs no budget") {
  Case it;
  it.reward.unit_cost = {};
  it.reward.budget.clear();
  it.budget = std::nullopt;
  CHECK(it.why().empty());
}

TEST_CASE("an exception lifts pool and limit and nothing else") {
  Case full;
  full.usage.taken = 10;
  full.usage.own = 2;
  full.claim.exceed_reason = "a flood";
  CHECK(full.why().empty());
  CHECK(exceeds(full.claim, full.usage));
  CHECK_FALSE(exceeds(Case{}.claim, Case{}.usage));
  auto poor = full;
  poor.budget = line(49'999);
  CHECK_FALSE(poor.why().empty());
  auto low = full;
  low.applicant = member(survey::Status::standard);
  CHECK_FALSE(low.why().empty());
  auto late = full;
  late.on = day("2027-03-01");
  CHECK_FALSE(late.why().empty());
}

TEST_CASE("an exception needs its reason") {
  Case it;
  it.claim.exceed_reason = " ";
  CHECK(it.why() == "the reason is empty; say why");
}

TEST_CASE("the first reason is named, in the order of the rule") {
  Case it;
  it.applicant = member(survey::Status::growing);
  it.applicant.state = facility::State::suspended;
  it.applicant.standing.open = false;
  it.on = day("2027-03-01");
  it.usage.taken = 10;
  it.usage.own = 2;
  it.budget = std::nullopt;
  const auto first_is = [&](const char* words) {
    CAPTURE(it.why());
    return it.why().find(words) != std::string::npos;
  };
  CHECK(first_is("suspended"));
  it.applicant.state = facility::State::active;
  CHECK(first_is("no accepted card"));
  it.applicant.standing.open = true;
  CHECK(first_is("opens at the status"));
  it.applicant = member();
  CHECK(first_is("could be reserved until"));
  it.on = today;
  CHECK(first_is("nothing is left"));
  it.usage.taken = 2;
  CHECK(first_is("the limit of"));
  it.usage.own = 0;
  CHECK(first_is("no budget line"));
}

TEST_CASE("negative, zero and absurd quantities are refused, with an exception too") {
  for (const std::int64_t quantity : {-1L, 0L, 100'001L, 9'223'372'036'854'775'807L}) {
    Case it;
    it.claim.quantity = quantity;
    it.claim.exceed_reason = "a flood";
    CHECK(it.why().starts_with("a quantity is from 1 to 100000, not "));
  }
}

TEST_CASE("a reward that makes no sense is refused with its column") {
  CHECK(column(group_supervision()).empty());
  const auto with = [](auto change) {
    auto it = group_supervision();
    change(it);
    return column(it);
  };
  CHECK(with([](Reward& it) { it.name.clear(); }) == "name");
  CHECK(with([](Reward& it) { it.name = "a\u202Eb"; }) == "name");
  CHECK(with([](Reward& it) { it.pool = 0; }) == "pool");
  CHECK(with([](Reward& it) { it.pool = -3; }) == "pool");
  CHECK(with([](Reward& it) { it.pool = 100'001; }) == "pool");
  CHECK(with([](Reward& it) { it.limit = 0; }) == "limit");
  CHECK(with([](Reward& it) { it.unit_cost = {-1}; }) == "unit_cost");
  CHECK(with([](Reward& it) { it.unit_cost = {100'000'001}; }) == "unit_cost");
  CHECK(with([](Reward& it) { it.budget.clear(); }) == "budget");
  CHECK(with([](Reward& it) { it.closes_on = day("2026-08-31"); }) == "to");
  CHECK(with([](Reward& it) { it.closes_on = it.opens_on; }).empty());
}

TEST_CASE("a budget line that makes no sense is refused") {
  const BudgetLine good{0, "superwizje", 2026, "", {1}};
  CHECK_FALSE(flaw(good));
  auto nameless = good;
  nameless.name.clear();
  CHECK(flaw(nameless)->column == "name");
  auto ancient = good;
  ancient.year = 1999;
  CHECK(flaw(ancient)->column == "year");
  auto negative = good;
  negative.amount = {-1};
  CHECK(flaw(negative)->column == "amount");
}

TEST_CASE("pool and limit are not lowered below what is reserved, and the list is told") {
  auto first = held(State::reserved);
  auto second = held(State::agreed);
  second.id = {4};
  second.facility = {8};
  const std::vector both{first, second};
  auto reward = group_supervision();
  reward.pool = 2;
  reward.limit = 1;
  CHECK_FALSE(why_not_lower(reward, both));
  reward.pool = 1;
  CHECK(english(why_not_lower(reward, both)) ==
        "the pool of R-1 cannot be 1: in 2026-09 it has 2 reserved (V-3, V-4)");
  first.quantity = 2;
  reward.pool = 3;
  CHECK(english(why_not_lower(reward, std::vector{first, second})) ==
        "the limit of R-1 cannot be 1: F-7 has reserved 2 (V-3)");
}

TEST_CASE("each season has its own pool, and exceptions do not count against a lower one") {
  auto first = held(State::reserved);
  auto next_season = held(State::reserved);
  next_season.season = {2027, true};
  auto exception = held(State::reserved);
  exception.exceed_reason = "a flood";
  auto reward = group_supervision();
  reward.pool = 1;
  reward.limit = 1;
  CHECK_FALSE(why_not_lower(reward, std::vector{first, next_season, exception}));
}

TEST_CASE("a budget line is not lowered below what is committed and spent") {
  Funds funds{{1, "superwizje", 2026, "", {100'000}}, {40'000}, {10'000}};
  auto lower = funds.line;
  lower.amount = {50'000};
  CHECK_FALSE(why_not_lower(lower, funds, {}));
  lower.amount = {49'999};
  CHECK(english(why_not_lower(lower, funds, std::vector{held(State::reserved)})) ==
        "the budget line superwizje/2026 cannot be 49999: 50000 is committed or spent (V-3)");
}

TEST_CASE("a date is agreed for a hold, and may be moved") {
  CHECK_FALSE(why_not_agree(held(State::reserved), day("2026-12-05")));
  CHECK_FALSE(why_not_agree(held(State::reserved), day("2026-11-22")));
  CHECK(english(why_not_agree(held(State::reserved), day("2026-11-21"))) ==
        "V-3 was made on 2026-11-22; 2026-11-21 is before that");
  CHECK_FALSE(why_not_agree(held(State::agreed), day("2026-12-05")));
  CHECK(english(why_not_agree(held(State::agreed), day("2026-12-01"))) ==
        "V-3 is agreed for 2026-12-01 already");
  for (const auto state : {State::delivered, State::missed, State::cancelled, State::expired})
    CHECK(why_not_agree(held(state), day("2026-12-05")));
}

TEST_CASE("only what was agreed can be delivered or missed") {
  CHECK_FALSE(why_not_finish(held(State::agreed), {50'000}, line(50'000)));
  CHECK(english(why_not_finish(held(State::reserved), {50'000}, line(50'000))) ==
        "no date is agreed for V-3 yet; agree one first: mk rewards agree V-3 --date DATE");
  for (const auto state : {State::delivered, State::missed, State::cancelled, State::expired})
    CHECK(why_not_finish(held(state), {50'000}, line(50'000)));
}

TEST_CASE("the real cost may use what the line has left beside the commitment") {
  auto funds = *line(60'000);
  funds.committed = {50'000};
  CHECK_FALSE(why_not_finish(held(State::agreed), {60'000}, funds));
  CHECK(why_not_finish(held(State::agreed), {60'001}, funds));
  CHECK_FALSE(why_not_finish(held(State::agreed), {}, funds));
}

TEST_CASE("a reservation can be cancelled until it is delivered") {
  for (const auto state : {State::waiting, State::offered, State::reserved, State::agreed})
    CHECK_FALSE(why_not_cancel(held(state)));
  for (const auto state : {State::delivered, State::missed, State::cancelled, State::expired})
    CHECK(why_not_cancel(held(state)));
}

TEST_CASE("a change counts from the running season, or the one in which the window opens") {
  auto reward = group_supervision();
  CHECK(season_for(reward, today) == Term{2026, false});
  CHECK(season_for(reward, day("2026-08-31")) == Term{2026, false});
  CHECK(season_for(reward, day("2027-03-01")) == Term{2027, true});
}

TEST_CASE("waiting helps where a place or money is missing, for what can be there at all") {
  const auto why = [](Case it) {
    const auto stands = obstacle(it.reward, it.claim, it.applicant, it.usage, it.budget, it.on);
    REQUIRE(stands);
    return english(why_not_wait(*stands, it.claim, it.usage, it.budget));
  };
  Case full;
  full.usage.taken = 10;
  CHECK(why(full).empty());
  auto queue = full;
  queue.usage.taken = 2;
  queue.usage.ahead = ReservationId{3};
  CHECK(why(queue).empty());
  Case poor;
  poor.budget = line(49'999);
  CHECK(why(poor).empty());
  poor.budget = std::nullopt;
  CHECK(why(poor).starts_with("there is no budget line"));
  auto greedy = full;
  greedy.claim.quantity = 11;
  CHECK(why(greedy) == "the whole pool of R-1 is 10; 11 will never be free");
  auto again = full;
  again.usage.own = 2;
  CHECK(why(again).starts_with("the limit of R-1 is 2"));
  auto low = full;
  low.applicant = member(survey::Status::standard);
  CHECK(why(low).starts_with("R-1 opens at the status"));
}

TEST_CASE("what is held may become free, what is used up does not") {
  const auto may = [](const Case& it) {
    return may_become_free(it.claim, it.reward.unit_cost * it.claim.quantity, it.usage, it.budget);
  };
  Case it;
  it.usage.taken = 10;
  it.usage.gone = 9;
  CHECK(may(it));
  it.usage.gone = 10;
  CHECK_FALSE(may(it));
  it.usage.gone = 0;
  it.usage.own = 1;
  CHECK(may(it));
  it.usage.own = 2;
  CHECK_FALSE(may(it));
  it.usage.own = 0;
  it.budget = line(100'000);
  it.budget->committed = {100'000};
  CHECK(may(it));
  it.budget->spent = {50'001};
  CHECK_FALSE(may(it));
  it.budget = std::nullopt;  // A line for this year may be added yet.
  CHECK(may(it));
}
