#include "tests/store/rewards_city.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace mk;
using namespace mk::rewards;

namespace {

/// A city whose three places are taken by the first member, and two more who may wait.
struct FullCity : City {
  FacilityId third = member("Foka");
  FacilityId fourth = member("Gawron");
  Reservation held;

  FullCity() {
    edit(on("2026-11-22"), reward, {.limit = 3});
    held = reserve(first, 3);
  }

  Reservation wait(FacilityId facility, std::int64_t quantity = 1,
                   const std::string& when = "2026-11-22") {
    Claim claim{reward, facility, quantity};
    claim.wait = true;
    return rewards::reserve(on(when), claim).reservation;
  }

  /// "V-3 offered, V-4 waiting".
  std::string line(const std::string& when = "2026-11-23", RewardId which = {1}) {
    std::string all;
    for (const auto& it : waiting(on(when), which))
      all += (all.empty() ? "" : ", ") + it.id.text() +
             (it.state == State::offered ? " offered" : " waiting");
    return all;
  }
};

}  // namespace

TEST_CASE("who waits takes no place, no limit and no money, and is told once") {
  FullCity city;
  const auto it = city.wait(city.second);
  CHECK(it.state == State::waiting);
  CHECK(it.cost == Money{});
  CHECK(city.taken() == 3);
  CHECK(city.funds().committed == Money{150'000});
  CHECK(city.letters("waiting-made") == 1);
  CHECK(city.letters("reservation-made") == 1);
  CHECK(refusal([&] { city.wait(city.second); }) == "F-2 waits for R-1 already (V-2)");
}

TEST_CASE("freed places are offered in the order of asking, as far as they go") {
  FullCity city;
  city.wait(city.second, 2);
  city.wait(city.third, 2);
  city.wait(city.fourth, 1);
  cancel(city.on("2026-11-23"), city.held.id, "not needed");
  CHECK(city.line() == "V-2 offered, V-3 waiting, V-4 waiting");  // One is kept for V-3.
  CHECK(refusal([&] { city.reserve(city.first); }).starts_with("others wait for R-1"));
  cancel(city.on("2026-11-23"), {2}, "not needed");
  CHECK(city.line() == "V-3 offered, V-4 offered");
  CHECK(city.letters("place-offered") == 3);
  CHECK(breaches(city.db).empty());
}

TEST_CASE("an offer holds place, limit and money until its last day, then goes on") {
  FullCity city;
  city.wait(city.second, 3);
  city.wait(city.third, 3);
  cancel(city.on("2026-11-23"), city.held.id, "not needed");  // A Monday.
  CHECK(city.taken() == 3);
  CHECK(city.funds().committed == Money{150'000});
  CHECK(expire_offers(city.on("2026-11-26T22:59:59Z")) == 0);
  CHECK(expire_offers(city.on("2026-11-26T23:00:00Z")) == 1);  // Midnight in Warsaw.
  CHECK(expire_offers(city.on("2026-11-27")) == 0);
  CHECK(city.line() == "V-3 offered");
  CHECK(city.letters("offer-expired") == 1);
  CHECK(accept(city.on("2026-11-27"), {3}).reservation.expires_on == day("2026-12-27"));
  CHECK(city.letters("reservation-notice") == 2);
}

TEST_CASE("who waits for more than can become free holds nobody up") {
  FullCity city;
  city.wait(city.second, 3);
  city.wait(city.third, 1);
  cancel(city.on("2026-11-23"), city.held.id, "not needed");
  cancel(city.on("2026-11-23"), {2}, "not needed");
  accept(city.on("2026-11-23"), {3});
  city.reserve(city.first, 2, "2026-11-23");
  agree(city.on("2026-11-23"), {3}, day("2026-11-24"));
  city.wait(city.second, 3, "2026-11-23");
  city.wait(city.fourth, 2, "2026-11-23");
  deliver(city.on("2026-11-24"), {3});  // Of the three places this one never comes back.
  cancel(city.on("2026-11-24"), {4}, "not needed");
  CHECK(city.line() == "V-6 offered, V-5 waiting");
  edit(city.on("2026-11-25"), city.reward, {.pool = 6});
  CHECK(city.line() == "V-6 offered, V-5 waiting");  // No money for three.
  edit_line(city.on("2026-11-25"), "superwizje", 2026, Money{400'000}, std::nullopt);
  CHECK(city.line() == "V-5 offered, V-6 offered");
}

TEST_CASE("who waits for more than the budget could ever pay holds nobody up") {
  FullCity city;
  city.wait(city.second, 3);
  city.wait(city.third, 1);
  edit(city.on("2026-11-23"), city.reward, {.unit_cost = Money{70'000}});
  cancel(city.on("2026-11-23"), city.held.id, "not needed");
  CHECK(city.line() == "V-3 offered, V-2 waiting");
}

TEST_CASE("a pool made smaller than somebody waits for holds nobody up") {
  FullCity city;
  cancel(city.on("2026-11-22"), city.held.id, "not needed");
  const auto held = city.reserve(city.first, 2);
  city.wait(city.second, 3);
  city.wait(city.third, 1);
  CHECK(city.line() == "V-3 waiting, V-4 waiting");  // One is free and kept for V-3.
  edit(city.on("2026-11-23"), city.reward, {.pool = 2});
  cancel(city.on("2026-11-23"), held.id, "not needed");
  CHECK(city.line() == "V-4 offered, V-3 waiting");
}

TEST_CASE("a limit made smaller than somebody waits for holds nobody up") {
  FullCity city;
  cancel(city.on("2026-11-22"), city.held.id, "not needed");
  city.reserve(city.first);
  city.reserve(city.fourth);
  city.wait(city.second, 2);
  city.wait(city.third, 1);
  CHECK(city.line() == "V-4 waiting, V-5 waiting");
  edit(city.on("2026-11-23"), city.reward, {.limit = 1});
  CHECK(city.line() == "V-5 offered, V-4 waiting");
}

TEST_CASE("rewards that draw on one budget line are served in the order of asking") {
  FullCity city;
  auto other = group_supervision();
  other.name = "Superwizja indywidualna";
  const auto late = add(city.on("2026-11-22"), other).reward.id;
  edit_line(city.on("2026-11-22"), "superwizje", 2026, Money{150'000}, std::nullopt);
  Claim claim{late, city.second, 1};
  claim.wait = true;
  reserve(city.on("2026-11-22"), claim);  // V-2 waits for money.
  edit(city.on("2026-11-22"), city.reward, {.pool = 4});
  city.wait(city.third);  // V-3 too, for the older reward.
  edit_line(city.on("2026-11-23"), "superwizje", 2026, Money{200'000}, std::nullopt);
  CHECK(city.line("2026-11-23", late) == "V-2 offered");
  CHECK(city.line() == "V-3 waiting");
}

TEST_CASE("a commitment that moves to another year's budget, or a new line, is offered at once") {
  FullCity city;
  edit_line(city.on("2026-11-22"), "superwizje", 2026, Money{150'000}, std::nullopt);
  edit(city.on("2026-11-22"), city.reward, {.pool = 6});
  city.wait(city.second);
  add_line(city.on("2026-11-23"), {0, "superwizje", 2027, "", {150'000}});
  CHECK(city.line() == "V-2 waiting");
  agree(city.on("2026-11-23"), city.held.id, day("2027-01-12"));
  CHECK(city.line() == "V-2 offered");
  city.wait(city.third, 3);
  CHECK(city.line() == "V-2 offered, V-3 waiting");
  city.settings.reminders.hold_days = 60;
  add_line(city.on("2027-01-04"), {0, "inne", 2027, "", {1}});
  CHECK(city.line() == "V-2 offered, V-3 waiting");
}

TEST_CASE("a new year's budget line serves those who wait for it") {
  FullCity city;
  city.wait(city.second);
  cancel(city.on("2027-01-04"), city.held.id, "not needed");
  CHECK(city.line() == "V-2 waiting");
  add_line(city.on("2027-01-05"), {0, "superwizje", 2027, "", {50'000}});
  CHECK(city.line() == "V-2 offered");
  CHECK(city.funds(2027).committed == Money{50'000});
}

TEST_CASE("an exception that goes past the line keeps its reason, and never waits") {
  FullCity city;
  city.wait(city.second, 3);
  edit(city.on("2026-11-23"), city.reward, {.pool = 4});
  const auto past =
      rewards::reserve(city.on("2026-11-23"), {city.reward, city.third, 1, "a flood"});
  CHECK(past.reservation.exceed_reason == "a flood");
  Claim both{city.reward, city.fourth, 1, "a flood", true};
  CHECK(refusal([&] {
          rewards::reserve(city.on("2026-11-23"), both);
        }).starts_with("the budget line superwizje/2026 has 0 left"));
}

TEST_CASE("a facility withdrawn while it waits or has an offer makes room, without letters") {
  FullCity city;
  city.wait(city.second, 3);
  city.wait(city.third, 3);
  city.wait(city.fourth, 3);
  cancel(city.on("2026-11-23"), city.held.id, "not needed");
  CHECK(cancel_all(city.on("2026-11-23"), city.third, "withdrawn") == 1);
  CHECK(city.line() == "V-2 offered, V-4 waiting");
  CHECK(cancel_all(city.on("2026-11-23"), city.second, "withdrawn") == 1);
  CHECK(city.line() == "V-4 offered");
  CHECK(city.letters("reservation-cancelled") == 1);
  CHECK(city.letters("reservation-end-notice") == 1);
}

TEST_CASE("suspended facilities keep their turn, hold up nobody, and cannot take an offer") {
  FullCity city;
  city.wait(city.second);
  city.wait(city.third);
  const auto put = [&](const char* state, FacilityId facility) {
    store::together(city.db, {Instant{}, {"ola", ""}, "test", ""}, [&](store::Database& db) {
      store::change(db, "update facility set state = ? where id = ?", state, facility);
    });
  };
  put("suspended", city.second);
  edit(city.on("2026-11-23"), city.reward, {.pool = 4});
  CHECK(city.line() == "V-3 offered, V-2 waiting");
  put("suspended", city.third);
  CHECK(refusal([&] { accept(city.on("2026-11-23"), {3}); }).starts_with("F-3 is not active"));
  put("active", city.second);
  CHECK(serve(city.on("2026-11-24")) == 0);
  CHECK(expire_offers(city.on("2026-11-27")) == 1);
  CHECK(city.line() == "V-2 offered");
}

TEST_CASE("a line ends with its season although the window goes on") {
  FullCity city;
  city.wait(city.second);
  CHECK(end_lines(city.on("2027-02-28T22:59:59Z")) == 0);
  CHECK(end_lines(city.on("2027-02-28T23:00:00Z")) == 1);
  CHECK(end_lines(city.on("2027-03-01")) == 0);
  CHECK(city.letters("waiting-ended") == 1);
}

TEST_CASE("a rehearsed cancelling offers nothing") {
  FullCity city;
  city.wait(city.second);
  auto rehearsal = store::open(city.scratch.file("mk.db"), store::Mode::rehearse);
  const Context context{rehearsal, *parse_instant("2026-11-23"), {"ola", ""}, city.settings};
  cancel(context, city.held.id, "not needed");
  CHECK(waiting(context, city.reward).front().state == State::offered);
  CHECK(city.line() == "V-2 waiting");
  CHECK(city.letters("place-offered") == 0);
}
