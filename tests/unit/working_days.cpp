#include "lib/base/working_days.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

using namespace mk;

namespace {

Day day(const std::string& text) { return *parse_day(text); }

/// The day that is the `count`-th working one after `text`.
std::string after(const std::string& text, int count) {
  const std::chrono::year_month_day date{after_working_days(day(text), count)};
  const auto two = [](unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return std::to_string(int{date.year()}) + "-" + two(unsigned{date.month()}) + "-" +
         two(unsigned{date.day()});
}

}  // namespace

TEST_CASE("people work from Monday to Friday") {
  for (const auto* text : {"2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"}) {
    CAPTURE(text);
    CHECK(working(day(text)));
  }
  CHECK_FALSE(working(day("2026-11-21")));
  CHECK_FALSE(working(day("2026-11-22")));
}

TEST_CASE("nobody works on the days free by law, whatever weekday they are") {
  for (const auto* text : {"2026-01-01", "2026-01-06", "2026-05-01", "2025-08-15", "2027-11-01",
                           "2026-11-11", "2024-05-03", "2025-12-25", "2025-12-26", "2026-12-25"}) {
    CAPTURE(text);
    CHECK_FALSE(working(day(text)));
  }
  CHECK(working(day("2026-05-04")));  // A Monday: 3 May was a Sunday and is not made up for.
  CHECK(working(day("2026-11-02")));
  CHECK(working(day("2026-05-12")));
}

TEST_CASE("Epiphany is free since 2011, Christmas Eve since 2025") {
  CHECK(working(day("2010-01-06")));
  CHECK_FALSE(working(day("2011-01-06")));
  CHECK_FALSE(working(day("2027-01-06")));
  CHECK(working(day("2024-12-24")));
  CHECK_FALSE(working(day("2025-12-24")));
  CHECK_FALSE(working(day("2026-12-24")));
  CHECK(working(day("2025-12-23")));
  CHECK(working(day("2026-12-31")));
}

TEST_CASE("Easter Monday and Corpus Christi move with the moon") {
  // The earliest and the latest Easter of our time are those of 2008 and 2011.
  for (const auto* monday :
       {"2008-03-24", "2011-04-25", "2019-04-22", "2024-04-01", "2025-04-21", "2026-04-06",
        "2027-03-29", "2028-04-17", "2038-04-26", "2049-04-19", "2076-04-20"}) {
    CAPTURE(monday);
    CHECK_FALSE(working(day(monday)));
    CHECK(working(day(monday) + std::chrono::days{1}));
    CHECK(working(day(monday) - std::chrono::days{3}));  // Good Friday is not free.
  }
  for (const auto* thursday : {"2008-05-22", "2011-06-23", "2019-06-20", "2024-05-30", "2025-06-19",
                               "2026-06-04", "2027-05-27", "2028-06-15", "2038-06-24"}) {
    CAPTURE(thursday);
    CHECK_FALSE(working(day(thursday)));
    CHECK(working(day(thursday) + std::chrono::days{1}));
    CHECK(working(day(thursday) - std::chrono::days{1}));
  }
}

TEST_CASE("a day of grace counts only when people work") {
  CHECK(after("2026-11-16", 3) == "2026-11-19");
  CHECK(after("2026-11-13", 1) == "2026-11-16");  // A Friday.
  CHECK(after("2026-11-14", 1) == "2026-11-16");  // A Saturday.
  CHECK(after("2026-11-09", 3) == "2026-11-13");  // Over Independence Day.
  CHECK(after("2026-12-22", 3) == "2026-12-29");  // Over Christmas and its eve.
  CHECK(after("2024-12-22", 3) == "2024-12-27");  // When the eve was a day like others.
  CHECK(after("2026-12-30", 3) == "2027-01-05");
  CHECK(after("2026-12-30", 4) == "2027-01-07");  // Over Epiphany.
  CHECK(after("2026-04-02", 3) == "2026-04-08");  // Over Easter.
  CHECK(after("2026-04-29", 2) == "2026-05-04");
  CHECK(after("2026-06-03", 1) == "2026-06-05");  // Over Corpus Christi.
  CHECK(after("2026-11-14", 0) == "2026-11-14");
}
