#include "tests/store/rewards_city.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace mk;
using namespace mk::rewards;

namespace {

/// Reserves past every rule, as another program might.
void force(City& city, FacilityId facility, std::int64_t quantity, std::int64_t cost) {
  store::together(city.db, {Instant{}, {"ola", ""}, "test", ""}, [&](store::Database& db) {
    store::change(db,
                  "insert into reservation (reward, season, facility, quantity, state, cost, "
                  "committed, budget_line, made_at, expires_on) values (?1, '2026-09', ?2, ?3, "
                  "'reserved', ?4, ?4, 1, '2026-11-22T10:00:00Z', '2026-12-22')",
                  city.reward, facility, quantity, cost);
  });
}

}  // namespace

TEST_CASE("a reward comes back as it was kept") {
  City city;
  auto expected = group_supervision();
  expected.id = city.reward;
  CHECK(records::reward(city.db, city.reward) == expected);
  CHECK(records::reward_named(city.db, "  SUPERWIZJA   grupowa ")->id == city.reward);
  CHECK(refusal([&] { add(city.on("2026-11-22"), group_supervision()); }) ==
        "R-1 has the name “Superwizja grupowa” already");
}

TEST_CASE("reserving takes the place and the money and queues both letters") {
  City city;
  const auto made = city.reserve(city.first, 2);
  CHECK(made.state == State::reserved);
  CHECK(made.season == Term{2026, false});
  CHECK(made.cost == Money{100'000});
  CHECK(made.expires_on == day("2026-12-22"));
  CHECK(city.taken() == 2);
  CHECK(city.funds().committed == Money{100'000});
  CHECK(city.letters("reservation-made") == 1);
  CHECK(city.letters("reservation-notice") == 1);
  CHECK(breaches(city.db).empty());
}

TEST_CASE("the notice gives the coordinator phone and address") {
  City city;
  city.reserve(city.first);
  const auto body = store::one(
      city.db, [](const store::Row& row) { return row.text("body"); },
      "select body from mail where event = 'reservation-notice'");
  REQUIRE(body);
  CHECK(body->find("22 123 45 67") != std::string::npos);
  CHECK(body->find("ul. Prosta 1, 00-001 Warszawa") != std::string::npos);
}

TEST_CASE("without a coordinator's address the person is warned and the place kept") {
  City city;
  city.settings.programme.coordinator_email.clear();
  const auto done = rewards::reserve(city.on("2026-11-22"), {city.reward, city.first, 1});
  CHECK(done.warnings.size() == 1);
  CHECK(city.letters("reservation-made") == 1);
  CHECK(city.letters("reservation-notice") == 0);
  CHECK(remind_holds(city.on("2026-12-12")) == 0);
}

TEST_CASE("a reservation whose letter cannot be queued is not kept") {
  City city;
  store::together(city.db, {Instant{}, {"ola", ""}, "test", ""}, [&](store::Database& db) {
    store::change(db, "update account set email = 'no address@nowhere' where facility = ?",
                  city.first);
  });
  CHECK_FALSE(refusal([&] { city.reserve(city.first); }).empty());
  CHECK(city.taken() == 0);
  CHECK(city.letters("reservation-notice") == 0);
}

TEST_CASE("pool, limit and budget hold across facilities") {
  City city;
  city.reserve(city.first, 2);
  CHECK(refusal([&] { city.reserve(city.first); }).starts_with("the limit of R-1 is 2"));
  city.reserve(city.second);
  CHECK(refusal([&] { city.reserve(city.second); }).starts_with("nothing is left of R-1"));
  edit(city.on("2026-11-22"), city.reward, {.pool = 9});
  city.reserve(city.second);
  CHECK(city.funds().free() == Money{});
  edit(city.on("2026-11-22"), city.reward, {.limit = 9});
  CHECK(refusal([&] { city.reserve(city.second); }) ==
        "the budget line superwizje/2026 has 0 left; this would cost 50000");
}

TEST_CASE("the database itself lets no program overbook") {
  City city;
  city.reserve(city.first);
  CHECK_THROWS(force(city, city.second, 3, 0));        // The pool is 3.
  CHECK_THROWS(force(city, city.first, 2, 0));         // The limit is 2.
  CHECK_THROWS(force(city, city.second, 1, 150'001));  // 150 000 are left.
  CHECK_THROWS(force(city, city.second, 0, 0));
  force(city, city.second, 2, 150'000);
  CHECK(city.taken() == 3);
  CHECK(breaches(city.db).empty());
}

TEST_CASE("the database revives no reservation into a full pool, and lowers no pool below it") {
  City city;
  const auto gone = city.reserve(city.second);
  cancel(city.on("2026-11-22"), gone.id, "not needed");
  city.reserve(city.first, 2);
  city.reserve(city.second);
  const auto work = [&](const char* sql) {
    store::together(city.db, {Instant{}, {"ola", ""}, "test", ""},
                    [&](store::Database& db) { store::change(db, sql); });
  };
  CHECK_THROWS(work("update reservation set state = 'reserved', ended_at = null where id = 1"));
  CHECK_THROWS(work("update reservation set quantity = 2 where id = 3"));
  CHECK_THROWS(work("update reward_season set pool = 2"));
  CHECK_THROWS(work("update reward_season set facility_limit = 1"));
  CHECK_THROWS(work("update budget_line set amount = 149999"));
  work("update budget_line set amount = 150000");
}

TEST_CASE("an exception goes beyond pool and limit, is kept with its reason, and breaks no book") {
  City city;
  city.reserve(city.first, 2);
  const auto done =
      rewards::reserve(city.on("2026-11-22"), {city.reward, city.first, 2, " a  flood "});
  CHECK(done.reservation.exceed_reason == "a flood");
  CHECK(city.taken() == 4);
  CHECK(breaches(city.db).empty());
  // It goes its way like any other although the pool is overfull.
  agree(city.on("2026-11-23"), done.reservation.id, day("2026-12-05"));
  deliver(city.on("2026-12-05"), done.reservation.id);
}

TEST_CASE("an exception that exceeds nothing is none") {
  City city;
  const auto done = rewards::reserve(city.on("2026-11-22"), {city.reward, city.first, 1, "why"});
  CHECK(done.reservation.exceed_reason.empty());
}

TEST_CASE("cancelled gives back place, limit and money") {
  City city;
  const auto made = city.reserve(city.first, 2);
  const auto done = cancel(city.on("2026-11-23"), made.id, "not needed");
  CHECK(done.reservation.state == State::cancelled);
  CHECK(done.reservation.end_reason == "not needed");
  CHECK(city.taken() == 0);
  CHECK(city.funds().free() == Money{200'000});
  CHECK(city.letters("reservation-cancelled") == 1);
  city.reserve(city.first, 2);
  CHECK_FALSE(refusal([&] { cancel(city.on("2026-11-23"), made.id, "again"); }).empty());
}

TEST_CASE("a reason of blanks is none") {
  City city;
  const auto made = city.reserve(city.first);
  CHECK(refusal([&] { cancel(city.on("2026-11-23"), made.id, "  "); }) ==
        "the reason is empty; say why");
}

TEST_CASE("delivered turns the commitment into what it really cost") {
  City city;
  const auto made = city.reserve(city.first);
  agree(city.on("2026-11-23"), made.id, day("2026-12-05"));
  CHECK(city.letters("reservation-agreed") == 1);
  deliver(city.on("2026-12-05"), made.id, {.cost = Money{62'000}});
  CHECK(city.funds().committed == Money{});
  CHECK(city.funds().spent == Money{62'000});
  CHECK(city.taken() == 1);
  CHECK(refusal([&] { cancel(city.on("2026-12-06"), made.id, "too late"); }) ==
        "the reservation V-1 was delivered");
}

TEST_CASE("no real cost goes beyond the budget line") {
  City city;
  const auto made = city.reserve(city.first);
  agree(city.on("2026-11-23"), made.id, day("2026-12-05"));
  CHECK_FALSE(
      refusal([&] { deliver(city.on("2026-12-05"), made.id, {.cost = Money{200'001}}); }).empty());
  CHECK(refusal([&] { deliver(city.on("2026-12-05"), made.id, {.cost = Money{-1}}); }) ==
        "-1 is no sensible cost");
  deliver(city.on("2026-12-05"), made.id, {.cost = Money{200'000}});
}

TEST_CASE("missed keeps place and limit used, and what it cost") {
  City city;
  const auto made = city.reserve(city.first, 2);
  agree(city.on("2026-11-23"), made.id, day("2026-12-05"));
  miss(city.on("2026-12-06"), made.id);
  CHECK(city.taken() == 2);
  CHECK(city.funds().spent == Money{100'000});
  CHECK_FALSE(refusal([&] { city.reserve(city.first); }).empty());
}

TEST_CASE("a date may be agreed anew, and each time the facility is told") {
  City city;
  const auto made = city.reserve(city.first);
  agree(city.on("2026-11-23"), made.id, day("2026-12-05"));
  const auto again = agree(city.on("2026-11-24"), made.id, day("2026-12-08")).reservation;
  CHECK(again.agreed_on == day("2026-12-08"));
  CHECK(city.letters("reservation-agreed") == 2);
}

TEST_CASE("a commitment follows its date into the next year's budget") {
  City city;
  const auto made = city.reserve(city.first);
  const auto stays = agree(city.on("2026-11-23"), made.id, day("2027-01-12"));
  CHECK(stays.warnings.size() == 1);
  CHECK(city.funds().committed == Money{50'000});
  add_line(city.on("2026-11-24"), {0, "Superwizje", 2027, "", {60'000}});
  agree(city.on("2026-11-24"), made.id, day("2027-01-13"));
  CHECK(city.funds().committed == Money{});
  CHECK(city.funds(2027).committed == Money{50'000});
  const auto other = city.reserve(city.second);
  CHECK(refusal([&] { agree(city.on("2026-11-24"), other.id, day("2027-01-13")); }) ==
        "the budget line Superwizje/2027 has 10000 left; this would cost 50000");
}

TEST_CASE("each season has its own pool and limit, each year its own money") {
  City city;
  city.reserve(city.first, 2);
  CHECK(refusal([&] { city.reserve(city.first, 1, "2027-01-10"); }).starts_with("the limit"));
  CHECK(refusal([&] { city.reserve(city.first, 1, "2027-03-01"); }) ==
        "there is no budget line “superwizje” for 2027; add it first: mk rewards budget add");
  add_line(city.on("2027-01-02"), {0, "superwizje", 2027, "", {200'000}});
  CHECK(city.reserve(city.first, 2, "2027-03-01").season == Term{2027, true});
  CHECK(city.taken({2026, false}) == 2);
  CHECK(city.taken({2027, true}) == 2);
}

TEST_CASE("a smaller pool in a new season leaves the one before in peace") {
  City city;
  city.reserve(city.first, 2);
  CHECK(refusal([&] { edit(city.on("2026-11-22"), city.reward, {.pool = 1}); }) ==
        "the pool of R-1 cannot be 1: in 2026-09 it has 2 reserved (V-1)");
  CHECK(records::reward(city.db, city.reward).pool == 3);
  edit(city.on("2027-03-01"), city.reward, {.pool = 1, .limit = 1});
  CHECK(breaches(city.db).empty());
  edit(city.on("2027-02-20"), city.reward, {.opens_on = day("2027-03-01")});
  CHECK(breaches(city.db).empty());
}

TEST_CASE("the unit of what was reserved stays") {
  City city;
  edit(city.on("2026-11-22"), city.reward, {.unit = Unit::hour});
  city.reserve(city.first);
  CHECK_FALSE(
      refusal([&] { edit(city.on("2026-11-22"), city.reward, {.unit = Unit::visit}); }).empty());
}

TEST_CASE("what is reserved keeps its cost when the price changes") {
  City city;
  const auto made = city.reserve(city.first);
  edit(city.on("2026-11-22"), city.reward, {.unit_cost = Money{70'000}});
  CHECK(records::reservation(city.db, made.id).cost == Money{50'000});
}

TEST_CASE("a status that falls later leaves reservations standing") {
  City city;
  const auto made = city.reserve(city.first, 1, "2026-11-22");
  store::together(city.db, {Instant{}, {"ola", ""}, "test", ""}, [](store::Database& db) {
    store::change(db, "update status set until = '2026-11-30'");
  });
  CHECK(agree(city.on("2026-12-05"), made.id, day("2026-12-10")).reservation.state ==
        State::agreed);
  CHECK(refusal([&] {
          city.reserve(city.first, 1, "2026-12-05");
        }).starts_with("R-1 opens at the status standard"));
}

TEST_CASE("a hold that nobody agreed expires on day 30, once, and gives everything back") {
  City city;
  city.reserve(city.first, 2);
  const auto agreed = city.reserve(city.second);
  agree(city.on("2026-11-23"), agreed.id, day("2027-01-05"));
  CHECK(expire(city.on("2026-12-21T22:59:59Z")) == 0);
  CHECK(expire(city.on("2026-12-21T23:00:00Z")) == 1);  // Midnight in Warsaw.
  CHECK(expire(city.on("2027-01-30")) == 0);
  CHECK(city.letters("reservation-expired") == 1);
  CHECK(city.taken() == 1);
  CHECK(city.funds().committed == Money{50'000});
}

TEST_CASE("the coordinator is reminded of a hold on day 20, once") {
  City city;
  city.reserve(city.first);
  const auto agreed = city.reserve(city.second);
  agree(city.on("2026-11-23"), agreed.id, day("2027-01-05"));
  CHECK(remind_holds(city.on("2026-12-11T22:59:59Z")) == 0);
  CHECK(remind_holds(city.on("2026-12-11T23:00:00Z")) == 1);
  CHECK(remind_holds(city.on("2026-12-13")) == 0);
  CHECK(city.letters("hold-reminder") == 1);
}

TEST_CASE("nobody is reminded of a hold that has ended") {
  City city;
  city.reserve(city.first);
  CHECK(remind_holds(city.on("2026-12-22")) == 0);
}

TEST_CASE("withdrawing cancels what is still to come and nothing else") {
  City city;
  const auto had = city.reserve(city.first);
  agree(city.on("2026-11-23"), had.id, day("2026-12-05"));
  deliver(city.on("2026-12-05"), had.id);
  const auto hold = city.reserve(city.first);
  const auto other = city.reserve(city.second);
  CHECK(cancel_all(city.on("2026-12-06"), city.first, "withdrawn") == 1);
  CHECK(records::reservation(city.db, had.id).state == State::delivered);
  CHECK(records::reservation(city.db, hold.id).state == State::cancelled);
  CHECK(records::reservation(city.db, other.id).state == State::reserved);
  CHECK(city.funds().committed == Money{50'000});
}

TEST_CASE("the check counts pools, limits and budgets again") {
  City city;
  store::together(city.db, {Instant{}, {"ola", ""}, "test", ""},
                  [](store::Database& db) { store::change(db, "drop trigger reservation_fits"); });
  city.reserve(city.first);
  force(city, city.first, 2, 0);
  CHECK(breaches(city.db) == std::vector{msg("{} has reserved {} of {} in {}, and the limit is {}",
                                             city.first, 3, city.reward, Term{2026, false}, 2)});
  force(city, city.second, 1, 200'000);
  CHECK(breaches(city.db).size() == 3);
}

TEST_CASE("rewards come in the Polish order of their names") {
  City city;
  for (const auto* const name : {"Żagle", "Zajęcia", "Łódka", "Latawce"}) {
    auto it = group_supervision();
    it.name = name;
    add(city.on("2026-11-22"), it);
  }
  std::string names;
  for (const auto& it : offers(city.on("2026-11-22"))) names += it.reward.name + " ";
  CHECK(names == "Latawce Łódka Superwizja grupowa Zajęcia Żagle ");
}

TEST_CASE("a facility sees what it may reserve and why not the rest") {
  City city;
  auto trip = group_supervision();
  trip.name = "Wyjazd";
  trip.status = survey::Status::vip;
  add(city.on("2026-11-22"), trip);
  const auto all = offers(city.on("2026-11-22"), city.first);
  REQUIRE(all.size() == 2);
  CHECK_FALSE(all[0].why_not);
  REQUIRE(all[1].why_not);
  CHECK(in_english(*all[1].why_not) == "R-2 opens at the status VIP; F-1 has the status standard");
  CHECK(refusal([&] { offers(city.on("2026-11-22"), FacilityId{99}); }) == "there is no F-99");
}

TEST_CASE("a budget line is unique in its year and is not lowered below its use") {
  City city;
  CHECK_FALSE(refusal([&] {
                add_line(city.on("2026-11-22"), {0, " SUPERWIZJE", 2026, "", {1}});
              }).empty());
  city.reserve(city.first);
  CHECK(refusal([&] {
          edit_line(city.on("2026-11-22"), "superwizje", 2026, Money{49'999}, std::nullopt);
        }) == "the budget line superwizje/2026 cannot be 49999: 50000 is committed or spent (V-1)");
  const auto lowered =
      edit_line(city.on("2026-11-22"), "superwizje", 2026, Money{50'000}, std::nullopt);
  CHECK(lowered.free() == Money{});
  CHECK(lowered.line.classification == "852-85295-4300");
}
