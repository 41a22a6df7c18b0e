#include "tests/store/rewards_basket.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::rewards;

namespace {

/// A reservation with a cost, in a database that no longer guards itself.
struct Unguarded {
  Basket basket;
  FacilityId club;
  RewardId reward;
  ReservationId held;

  Unguarded() {
    add_line(basket.on("2026-11-22"), {0, "superwizje", 2026, "", {100'000}});
    club = basket.members(1).front();
    reward = basket.reward("Superwizja", 2, 2, {50'000});
    held = basket.reserve("2026-11-22", reward, club);
    for (const auto* const it :
         {"reservation_fits", "reservation_still_fits", "reservation_still_paid",
          "reward_season_holds", "budget_line_holds"})
      basket.force(std::string{"drop trigger "} + it);
    store::change(basket.db(), "pragma ignore_check_constraints = 1");
    store::change(basket.db(), "pragma foreign_keys = 0");
    CHECK(breaches(basket.db()).empty());
  }

  /// What the check says once `sql` was run.
  std::string after(const std::string& sql) {
    basket.force(sql);
    std::string all;
    for (const auto& it : breaches(basket.db())) all += in_english(it) + "\n";
    return all;
  }
};

}  // namespace

TEST_CASE("the check finds a pool, a limit and a budget that reservations go beyond") {
  CHECK(Unguarded{}.after("update reservation set quantity = 3") ==
        "3 is reserved of R-1 in 2026-09, and the pool is 2\n"
        "F-1 has reserved 3 of R-1 in 2026-09, and the limit is 2\n");
  CHECK(Unguarded{}.after("update reward_season set pool = 0") ==
        "1 is reserved of R-1 in 2026-09, and the pool is 0\n");
  CHECK(Unguarded{}.after("update budget_line set amount = 49999") ==
        "the budget line superwizje/2026 has 49999, and 50000 is committed or spent\n");
}

TEST_CASE("the check leaves an exception alone, but not beyond the budget") {
  Unguarded it;
  CHECK(it.after("update reservation set quantity = 3, exceed_reason = 'powódź'").empty());
  CHECK(it.after("update reservation set cost = 150000, committed = 150000") ==
        "the budget line superwizje/2026 has 100000, and 150000 is committed or spent\n");
}

TEST_CASE("the check finds money that does not fit the reservation") {
  CHECK(Unguarded{}.after("update reservation set committed = 1") ==
        "V-1 was promised 1 and takes 50000 from the budget\n");
  CHECK(Unguarded{}.after("update reservation set state = 'waiting'") ==
        "V-1 holds no place and takes 50000 from the budget\n");
  CHECK(Unguarded{}.after("update reservation set budget_line = null") ==
        "V-1 costs 50000 and draws on no budget line\n");
}

TEST_CASE("the check finds a state without its day") {
  CHECK(Unguarded{}.after("update reservation set state = 'offered'") ==
        "V-1 is offered without a last day to take it\n");
  CHECK(Unguarded{}.after("update reservation set expires_on = null") ==
        "V-1 is held without a last day\n");
  CHECK(Unguarded{}.after("update reservation set state = 'agreed'") ==
        "V-1 is past agreeing a day, and has none\n");
  CHECK(Unguarded{}.after("update reservation set state = 'delivered', agreed_on = '2026-12-01', "
                          "ended_at = '2026-12-01T10:00:00Z'") ==
        "V-1 is delivered, and not told on which day\n");
  CHECK(Unguarded{}.after("update reservation set state = 'expired', cost = 0") ==
        "V-1 has ended, and not told when\n");
  CHECK(Unguarded{}.after("update reservation set ended_at = '2026-12-01T10:00:00Z'") ==
        "V-1 has a time of its end and did not end\n");
}

TEST_CASE("the check finds a reservation in a season without a pool") {
  CHECK(Unguarded{}.after("delete from reward_season") ==
        "V-1 is of R-1 in 2026-09, which has no pool there\n");
}

TEST_CASE("the check finds what a withdrawn facility still has, and who waits in vain") {
  Unguarded it;
  CHECK(it.after("update facility set state = 'withdrawn'") ==
        "V-1 is still open, though F-1 is withdrawn\n");
  CHECK(it.after("update facility set state = 'suspended'").empty());
  CHECK(it.after("update reward set archived_at = '2026-12-01T10:00:00Z'").empty());
  CHECK(it.after("update reservation set state = 'waiting', cost = 0") ==
        "V-1 waits for R-1, which is archived\n");
}
