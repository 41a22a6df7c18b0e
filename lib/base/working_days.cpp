#include "lib/base/working_days.hpp"

#include <algorithm>
#include <array>

namespace mk {

namespace {

using std::chrono::days;
using std::chrono::month_day;
using std::chrono::year_month_day;
using namespace std::chrono;  // NOLINT(google-build-using-namespace): the literals of months

/// Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher.
Day easter(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return Day{year_month_day{std::chrono::year{year}, month{static_cast<unsigned>(f / 31)},
                            std::chrono::day{static_cast<unsigned>(f % 31 + 1)}}};
}

constexpr std::array fixed{
    January / 1,  May / 1,       May / 3,       August / 15,
    November / 1, November / 11, December / 25, December / 26,
};

bool holiday(Day day) {
  const year_month_day date{day};
  const int year{date.year()};
  const month_day in_year{date.month(), date.day()};
  if (std::ranges::find(fixed, in_year) != fixed.end()) return true;
  if (in_year == January / 6 && year >= 2011) return true;
  if (in_year == December / 24 && year >= 2025) return true;
  const auto after_easter = day - easter(year);
  return after_easter == days{1} || after_easter == days{60};
}

}  // namespace

bool working(Day day) {
  const weekday it{day};
  return it != Saturday && it != Sunday && !holiday(day);
}

Day after_working_days(Day day, int count) {
  while (count > 0)
    if (working(day += days{1})) --count;
  return day;
}

}  // namespace mk
