#include "lib/rewards/sound.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::rewards;

namespace {

/// A reservation in `state` that nothing is wrong with.
Reservation sound(State state) {
  Reservation it;
  it.id = ReservationId{7};
  it.state = state;
  const auto day = *parse_day("2026-12-01");
  const bool dated = state == State::agreed || state == State::delivered || state == State::missed;
  if (still_to_come(state) || dated) {
    it.cost = it.committed = Money{50'000};
    it.budget_line = 1;
  }
  if (state == State::offered) it.offer_ends_on = day;
  if (state == State::reserved) it.expires_on = day;
  if (dated) it.agreed_on = day;
  if (state == State::delivered) it.delivered_on = day;
  if (ended(state)) it.ended_at = start_of(day);
  if (state == State::cancelled) it.end_reason = "choroba";
  return it;
}

/// The one sentence about `it`.
std::string only(const Reservation& it) {
  const auto all = contradictions(it);
  REQUIRE(all.size() == 1);
  return in_english(all.front());
}

}  // namespace

TEST_CASE("a sound reservation contradicts nothing in any state") {
  for (const auto state : {State::waiting, State::offered, State::reserved, State::agreed,
                           State::delivered, State::missed, State::cancelled, State::expired})
    CHECK(contradictions(sound(state)).empty());
}

TEST_CASE("who waits, and what was given back, takes no money") {
  for (const auto state : {State::waiting, State::cancelled, State::expired}) {
    auto it = sound(state);
    it.budget_line = 1;
    it.cost = {1};
    CHECK(only(it) == "V-7 holds no place and takes 1 from the budget");
  }
}

TEST_CASE("what is still to come takes what was promised; what is over may cost something else") {
  for (const auto state : {State::offered, State::reserved, State::agreed}) {
    auto it = sound(state);
    it.committed = {49'999};
    CHECK(only(it) == "V-7 was promised 49999 and takes 50000 from the budget");
  }
  for (const auto state : {State::delivered, State::missed}) {
    auto it = sound(state);
    it.cost = {1};
    CHECK(contradictions(it).empty());
  }
}

TEST_CASE("money comes from a line") {
  auto it = sound(State::delivered);
  it.budget_line.reset();
  CHECK(only(it) == "V-7 costs 50000 and draws on no budget line");
  it.cost = {};
  CHECK(contradictions(it).empty());
}

TEST_CASE("each state has its day") {
  auto it = sound(State::offered);
  it.offer_ends_on.reset();
  CHECK(only(it) == "V-7 is offered without a last day to take it");
  it = sound(State::reserved);
  it.expires_on.reset();
  CHECK(only(it) == "V-7 is held without a last day");
  for (const auto state : {State::agreed, State::delivered, State::missed}) {
    it = sound(state);
    it.agreed_on.reset();
    CHECK(only(it) == "V-7 is past agreeing a day, and has none");
  }
  it = sound(State::delivered);
  it.delivered_on.reset();
  CHECK(only(it) == "V-7 is delivered, and not told on which day");
  it = sound(State::missed);
  it.delivered_on = it.agreed_on;
  CHECK(only(it) == "V-7 has a day of delivery and was not delivered");
}

TEST_CASE("what has ended tells when, and a cancelled one why") {
  auto it = sound(State::missed);
  it.ended_at.reset();
  CHECK(only(it) == "V-7 has ended, and not told when");
  it = sound(State::agreed);
  it.ended_at = Instant{};
  CHECK(only(it) == "V-7 has a time of its end and did not end");
  it = sound(State::cancelled);
  it.end_reason.clear();
  CHECK(only(it) == "V-7 is cancelled without a reason");
}
