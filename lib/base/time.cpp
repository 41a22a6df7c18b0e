#include "lib/base/time.hpp"

#include "lib/base/error.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace mk {

using namespace std::chrono;

namespace {

/// 01:00 UTC of the last Sunday of `month`, when the clocks of the Union change.
Instant clock_change(year y, month m) { return sys_days{y / m / Sunday[last]} + hours{1}; }

/// The number that exactly `text` spells, or nothing.
std::optional<int> number(std::string_view text) {
  int value = 0;
  for (const char c : text)
    if (c < '0' || c > '9') return std::nullopt;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The time of day "HH:MM:SS[.fff]" at the beginning of `text`, which loses it.
std::optional<seconds> take_clock(std::string_view& text) {
  if (text.size() < 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  const auto h = number(text.substr(0, 2));
  const auto m = number(text.substr(3, 2));
  const auto s = number(text.substr(6, 2));
  if (!h || !m || !s || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
  text.remove_prefix(8);
  if (text.starts_with('.')) {
    const auto digits = text.find_first_not_of("0123456789", 1);
    if (digits == 1 || digits == std::string_view::npos) return std::nullopt;
    text.remove_prefix(digits);
  }
  return hours{*h} + minutes{*m} + seconds{*s};
}

/// The offset "Z" or "+02:00" that is all of `text`.
std::optional<seconds> offset(std::string_view text) {
  if (text == "Z" || text == "z") return seconds{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto h = number(text.substr(1, 2));
  const auto m = number(text.substr(4, 2));
  if (!h || !m || *h > 23 || *m > 59) return std::nullopt;
  const auto size = hours{*h} + minutes{*m};
  return text[0] == '-' ? -seconds{size} : seconds{size};
}

}  // namespace

hours warsaw_offset(Instant moment) {
  const auto y = year_month_day{floor<days>(moment)}.year();
  const bool summer = moment >= clock_change(y, March) && moment < clock_change(y, October);
  return hours{summer ? 2 : 1};
}

Day day_of(Instant moment) {
  return local_days{floor<days>(moment + warsaw_offset(moment)).time_since_epoch()};
}

Instant start_of(Day day) {
  const Instant utc{day.time_since_epoch()};
  return utc - warsaw_offset(utc - hours{1});  // The clocks never change at midnight.
}

std::string iso(Day day) {
  const year_month_day ymd{day};
  std::array<char, 16> text{};
  const auto size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int{ymd.year()},
                                  unsigned{ymd.month()}, unsigned{ymd.day()});
  return {text.data(), static_cast<std::size_t>(size)};
}

namespace {

std::string clock_of(seconds since_midnight, bool with_seconds) {
  const hh_mm_ss<seconds> clock{since_midnight};
  std::array<char, 16> text{};
  const auto size = std::snprintf(
      text.data(), text.size(), with_seconds ? "%02d:%02d:%02d" : "%02d:%02d",
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

}  // namespace

std::string iso(Instant moment) {
  const auto day = floor<days>(moment);
  return iso(local_days{day.time_since_epoch()}) + "T" + clock_of(moment - day, true) + "Z";
}

std::string clock_text(Instant moment) {
  const auto day = day_of(moment);
  const auto text = iso(day);
  const auto local = moment.time_since_epoch() + warsaw_offset(moment);
  return text.substr(8, 2) + "." + text.substr(5, 2) + "." + text.substr(0, 4) + " " +
         clock_of(local - day.time_since_epoch(), false);
}

Gap word(Day day) { return {iso(day), Gap::Kind::day}; }

Gap word(Instant moment) { return {clock_text(moment), Gap::Kind::text}; }

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = number(text.substr(0, 4));
  const auto m = number(text.substr(5, 2));
  const auto d = number(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const auto ymd = year{*y} / *m / *d;
  if (!ymd.ok()) return std::nullopt;
  return local_days{ymd};
}

std::optional<Instant> parse_instant(std::string_view text) {
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  if (text.size() == 10) return start_of(*day);
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
    return std::nullopt;
  text.remove_prefix(11);
  const auto clock = take_clock(text);
  const auto zone = clock ? offset(text) : std::nullopt;
  if (!zone) return std::nullopt;
  return Instant{day->time_since_epoch()} + *clock - *zone;
}

void read(const std::string& text, Day& day) {
  const auto parsed = parse_day(text);
  if (!parsed) throw Error{Exit::usage, msg("“{}” is not a date such as 2027-03-31", text)};
  day = *parsed;
}

void read(const std::string& text, Instant& moment) {
  const auto parsed = parse_instant(text);
  if (!parsed)
    throw Error{Exit::usage,
                msg("“{}” is not a time such as 2027-03-31 or 2027-03-31T09:30:00Z", text)};
  moment = *parsed;
}

std::string Term::text() const { return iso(first_day()).substr(0, 7); }

std::optional<Term> Term::parse(std::string_view text) {
  const auto day = parse_day(std::string{text} + "-01");
  if (!day) return std::nullopt;
  const year_month_day ymd{*day};
  if (ymd.month() != March && ymd.month() != September) return std::nullopt;
  return Term{int{ymd.year()}, ymd.month() == March};
}

Day Term::first_day() const {
  return local_days{std::chrono::year{year} / (march ? March : September) / 1};
}

Day Term::last_day() const {
  return local_days{std::chrono::year{year} / (march ? March : September) / last};
}

Term Term::next() const { return march ? Term{year, false} : Term{year + 1, true}; }

Term Term::previous() const { return march ? Term{year - 1, false} : Term{year, true}; }

Term season_of(Day day) {
  const year_month_day ymd{day};
  const int y{ymd.year()};
  if (ymd.month() >= September) return {y, false};
  return ymd.month() >= March ? Term{y, true} : Term{y - 1, false};
}

void read(const std::string& text, Term& term) {
  const auto parsed = Term::parse(text);
  if (!parsed) throw Error{Exit::usage, msg("“{}” is not a term such as 2026-09 or 2027-03", text)};
  term = *parsed;
}

}  // namespace mk
