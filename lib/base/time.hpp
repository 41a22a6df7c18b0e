#pragma once

#include "lib/base/message.hpp"

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace mk {

/// A moment, in UTC, to the second.
using Instant = std::chrono::sys_seconds;

/// A calendar day in Warsaw.
using Day = std::chrono::local_days;

/// The day that it is in Warsaw at `moment`: UTC+1, and UTC+2 from 01:00 UTC of the last Sunday
/// of March to 01:00 UTC of the last Sunday of October (directive 2000/84/EC, published).
MK_API Day day_of(Instant moment);

/// The moment at which `day` begins in Warsaw.
MK_API Instant start_of(Day day);

/// Warsaw's offset from UTC at `moment`: one hour or two.
MK_API std::chrono::hours warsaw_offset(Instant moment);

/// "2026-11-22T13:20:43Z".
MK_API std::string iso(Instant moment);
/// "2026-11-22".
MK_API std::string iso(Day day);
/// "22.11.2026 14:20", Warsaw's clock, for people.
MK_API std::string clock_text(Instant moment);

/// The moment that `text` spells in RFC 3339, or the beginning of the day it spells; nothing for
/// text of another form and for a day that does not exist.
MK_API std::optional<Instant> parse_instant(std::string_view text);
/// The day that `text` spells as "2026-11-22"; nothing for other text or a day that does not exist.
MK_API std::optional<Day> parse_day(std::string_view text);

/// Takes a day that a person typed. Throws `Error` (usage).
MK_API void read(const std::string& text, Day& day);
MK_API void read(const std::string& text, Instant& moment);

/// A term of self-evaluation: September or March of a year (published).
struct Term {
  int year = 0;
  bool march = false;

  auto operator<=>(const Term& other) const {
    return year != other.year ? year <=> other.year : !march <=> !other.march;
  }
  bool operator==(const Term&) const = default;

  /// "2026-09" or "2027-03".
  MK_API std::string text() const;
  /// The term that `text` spells, or nothing.
  MK_API static std::optional<Term> parse(std::string_view text);

  MK_API Day first_day() const;  ///< The 1st of its month.
  MK_API Day last_day() const;   ///< The last day of its month.
  MK_API Term next() const;
  MK_API Term previous() const;
};

/// The term whose season holds `day`: September's from 1 September to the end of February, March's
/// from 1 March to 31 August.
MK_API Term season_of(Day day);

inline Gap word(Term term) { return {term.text(), Gap::Kind::text}; }

/// A term as letters name it: "marzec 2027", "March 2027".
inline Gap month_of(Term term) { return {term.text(), Gap::Kind::month}; }
inline Gap month_of(Day day) { return {iso(day).substr(0, 7), Gap::Kind::month}; }

/// Takes a term that a person typed. Throws `Error` (usage).
MK_API void read(const std::string& text, Term& term);

}  // namespace mk
