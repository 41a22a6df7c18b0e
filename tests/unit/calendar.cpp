#include "lib/programme/calendar.hpp"

#include "lib/exchange/digest.hpp"

#include <doctest/doctest.h>

using namespace mk;

namespace {

Instant at(const char* text) { return *parse_instant(text); }
Day day(const char* text) { return *parse_day(text); }

}  // namespace

TEST_CASE("a clock is believed from a day before the last run to 400 days after it") {
  using programme::why_not_advance;
  const auto last = at("2026-09-02T08:00:00Z");
  CHECK_FALSE(why_not_advance({}, at("1970-01-01T00:00:00Z")));
  CHECK_FALSE(why_not_advance(last, last));
  CHECK_FALSE(why_not_advance(last, at("2026-09-01T08:00:00Z")));
  CHECK(why_not_advance(last, at("2026-09-01T07:59:59Z")));
  CHECK_FALSE(why_not_advance(last, at("2027-10-07T08:00:00Z")));
  CHECK(why_not_advance(last, at("2027-10-07T08:00:01Z")));
}

TEST_CASE("the weekly letter that was missed is made for the last week, for all, or for none") {
  using exchange::weeks_to_tell;
  using Weeks = std::vector<Day>;
  const auto monday = day("2026-11-23");
  const auto before = day("2026-11-02");
  CHECK(weeks_to_tell(monday, {}, CatchUp::latest, false) == Weeks{monday});
  CHECK(weeks_to_tell(monday, {}, CatchUp::all, true) == Weeks{monday});
  CHECK(weeks_to_tell(monday, monday, CatchUp::all, false).empty());
  CHECK(weeks_to_tell(before, monday, CatchUp::all, false).empty());
  CHECK(weeks_to_tell(monday, before, CatchUp::latest, true) == Weeks{monday});
  CHECK(weeks_to_tell(monday, before, CatchUp::all, true) ==
        Weeks{day("2026-11-09"), day("2026-11-16"), monday});
  CHECK(weeks_to_tell(monday, before, CatchUp::none, true).empty());
  CHECK(weeks_to_tell(monday, before, CatchUp::none, false) == Weeks{monday});
}
