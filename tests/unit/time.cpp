#include "lib/base/time.hpp"

#include "lib/base/error.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text) { return *parse_instant(text); }
Day day(const char* text) { return *parse_day(text); }

/// Every change of Warsaw's clocks from 2020 to 2040, by the time zone database.
struct Change {
  const char* moment;
  int hours_after;
};
constexpr Change changes[] = {
    {"2020-03-29T01:00:00Z", 2}, {"2020-10-25T01:00:00Z", 1}, {"2021-03-28T01:00:00Z", 2},
    {"2021-10-31T01:00:00Z", 1}, {"2022-03-27T01:00:00Z", 2}, {"2022-10-30T01:00:00Z", 1},
    {"2023-03-26T01:00:00Z", 2}, {"2023-10-29T01:00:00Z", 1}, {"2024-03-31T01:00:00Z", 2},
    {"2024-10-27T01:00:00Z", 1}, {"2025-03-30T01:00:00Z", 2}, {"2025-10-26T01:00:00Z", 1},
    {"2026-03-29T01:00:00Z", 2}, {"2026-10-25T01:00:00Z", 1}, {"2027-03-28T01:00:00Z", 2},
    {"2027-10-31T01:00:00Z", 1}, {"2028-03-26T01:00:00Z", 2}, {"2028-10-29T01:00:00Z", 1},
    {"2029-03-25T01:00:00Z", 2}, {"2029-10-28T01:00:00Z", 1}, {"2030-03-31T01:00:00Z", 2},
    {"2030-10-27T01:00:00Z", 1}, {"2031-03-30T01:00:00Z", 2}, {"2031-10-26T01:00:00Z", 1},
    {"2032-03-28T01:00:00Z", 2}, {"2032-10-31T01:00:00Z", 1}, {"2033-03-27T01:00:00Z", 2},
    {"2033-10-30T01:00:00Z", 1}, {"2034-03-26T01:00:00Z", 2}, {"2034-10-29T01:00:00Z", 1},
    {"2035-03-25T01:00:00Z", 2}, {"2035-10-28T01:00:00Z", 1}, {"2036-03-30T01:00:00Z", 2},
    {"2036-10-26T01:00:00Z", 1}, {"2037-03-29T01:00:00Z", 2}, {"2037-10-25T01:00:00Z", 1},
    {"2038-03-28T01:00:00Z", 2}, {"2038-10-31T01:00:00Z", 1}, {"2039-03-27T01:00:00Z", 2},
    {"2039-10-30T01:00:00Z", 1}, {"2040-03-25T01:00:00Z", 2}, {"2040-10-28T01:00:00Z", 1}};

}  // namespace

TEST_CASE("Warsaw's clocks change when the time zone database says") {
  for (const auto& [moment, hours_after] : changes) {
    CAPTURE(moment);
    CHECK(warsaw_offset(at(moment)).count() == hours_after);
    CHECK(warsaw_offset(at(moment) - 1s).count() == 3 - hours_after);
  }
}

TEST_CASE("Warsaw's clocks change at no other hour") {
  std::size_t found = 0;
  for (auto hour = at("2020-01-01T00:00:00Z"); hour < at("2041-01-01T00:00:00Z"); hour += 1h)
    if (warsaw_offset(hour) != warsaw_offset(hour - 1h)) ++found;
  CHECK(found == std::size(changes));
}

TEST_CASE("a day begins at midnight in Warsaw, not in Greenwich") {
  CHECK(iso(start_of(day("2027-03-01"))) == "2027-02-28T23:00:00Z");
  CHECK(iso(start_of(day("2026-09-01"))) == "2026-08-31T22:00:00Z");
  CHECK(day_of(at("2027-02-28T22:59:59Z")) == day("2027-02-28"));
  CHECK(day_of(at("2027-02-28T23:00:00Z")) == day("2027-03-01"));
  CHECK(day_of(at("2026-08-31T21:59:59Z")) == day("2026-08-31"));
  CHECK(day_of(at("2026-08-31T22:00:00Z")) == day("2026-09-01"));
}

TEST_CASE("the days of a change last 23 and 25 hours") {
  CHECK(start_of(day("2027-03-29")) - start_of(day("2027-03-28")) == 23h);
  CHECK(start_of(day("2026-10-26")) - start_of(day("2026-10-25")) == 25h);
}

TEST_CASE("each day's beginning lies in that day, for twenty years") {
  for (auto each = day("2020-01-01"); each < day("2041-01-01"); each += std::chrono::days{1}) {
    if (day_of(start_of(each)) == each && day_of(start_of(each) - 1s) < each) continue;
    FAIL(iso(each));
  }
}

TEST_CASE("a moment may be spelled with Z, with an offset or as a day of Warsaw") {
  for (const auto* text :
       {"2027-03-01T08:00:00Z", "2027-03-01t08:00:00z", "2027-03-01 08:00:00Z",
        "2027-03-01T09:00:00+01:00", "2027-03-01T03:30:00-04:30", "2027-03-01T08:00:00.999Z"}) {
    CAPTURE(text);
    CHECK(iso(at(text)) == "2027-03-01T08:00:00Z");
  }
  CHECK(iso(at("2027-03-01")) == "2027-02-28T23:00:00Z");
}

TEST_CASE("a moment without an offset, or that does not exist, is none") {
  for (const auto* text :
       {"", "2027", "2027-02-29", "2027-13-01", "2027-00-10", "2027-1-01", "2027-03-01T08:00:00",
        "2027-03-01T24:00:00Z", "2027-03-01T08:60:00Z", "2027-03-01T08:00Z",
        "2027-03-01T08:00:00.Z", "2027-03-01T08:00:00+1:00", "2027-03-01T08:00:00+24:00",
        "2027-03-01T08:00:00Z ", "01.03.2027", "2027-03-0x", "+027-03-01"}) {
    CAPTURE(text);
    CHECK(parse_instant(text) == std::nullopt);
  }
}

TEST_CASE("a leap day exists in leap years only") {
  CHECK(parse_day("2028-02-29"));
  CHECK(!parse_day("2027-02-29"));
  CHECK(!parse_day("2100-02-29"));
  CHECK(!parse_day("2027-04-31"));
}

TEST_CASE("people read Warsaw's clock") {
  CHECK(clock_text(at("2026-11-22T13:20:43Z")) == "22.11.2026 14:20");
  CHECK(clock_text(at("2026-08-31T22:05:00Z")) == "01.09.2026 00:05");
}

TEST_CASE("a typed day or moment that does not exist is a wrong command line") {
  Day typed{};
  CHECK_THROWS_AS(read("2027-02-30", typed), Error);
  Instant moment{};
  CHECK_THROWS_AS(read("jutro", moment), Error);
  Term term;
  CHECK_THROWS_AS(read("2026-10", term), Error);
}

TEST_CASE("a term is a September or a March") {
  CHECK(Term::parse("2026-09") == Term{2026, false});
  CHECK(Term::parse("2027-03") == Term{2027, true});
  for (const auto* text : {"", "2026", "2026-10", "2026-9", "2026-09-01", "2026-09 ", "wrzesień"}) {
    CAPTURE(text);
    CHECK(Term::parse(text) == std::nullopt);
  }
}

TEST_CASE("a term's window is the whole of its month") {
  CHECK(Term{2026, false}.first_day() == day("2026-09-01"));
  CHECK(Term{2026, false}.last_day() == day("2026-09-30"));
  CHECK(Term{2027, true}.first_day() == day("2027-03-01"));
  CHECK(Term{2027, true}.last_day() == day("2027-03-31"));
}

TEST_CASE("terms follow each other, and March comes before September of its year") {
  CHECK(Term{2026, false}.next() == Term{2027, true});
  CHECK(Term{2027, true}.next() == Term{2027, false});
  CHECK(Term{2027, true}.previous() == Term{2026, false});
  CHECK(Term{2027, true} < Term{2027, false});
  CHECK(Term{2026, false} < Term{2027, true});
  CHECK(Term{2026, false}.text() == "2026-09");
}

TEST_CASE("a season lasts from its term to the day before the next") {
  const std::pair<const char*, const char*> days[] = {
      {"2026-08-31", "2026-03"}, {"2026-09-01", "2026-09"}, {"2026-12-31", "2026-09"},
      {"2027-01-01", "2026-09"}, {"2027-02-28", "2026-09"}, {"2027-03-01", "2027-03"},
      {"2027-08-31", "2027-03"}, {"2028-02-29", "2027-09"}, {"2028-03-01", "2028-03"}};
  for (const auto& [text, term] : days) {
    CAPTURE(text);
    CHECK(season_of(day(text)).text() == term);
  }
}
