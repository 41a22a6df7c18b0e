#pragma once

#include "lib/base/time.hpp"
#include "lib/print/value.hpp"
#include "lib/report/hide.hpp"

#include <optional>
#include <string>
#include <vector>

/// Reports: what a room found, put as pages, pictures and tables. Pure; titles are spoken already.
namespace mk::report {

/// What somebody wants a report of.
struct Ask {
  std::vector<Term> terms = {};          ///< Only these; all when there are none.
  std::optional<Day> as_of = {};         ///< As it stood at the end of this day, or today.
  std::vector<std::int64_t> years = {};  ///< Of the budget: only these; that of the day when none.
};

/// The first moment that is too late to be known at the end of `day`.
inline Instant after(Day day) { return start_of(day + std::chrono::days{1}); }

/// A row of a chart: its bars stand together.
struct Group {
  std::string name;
  std::string detail;          ///< More about it, or empty.
  std::vector<Shown> counts;   ///< A bar each, in the order of the series.
  std::vector<Shown> of = {};  ///< Of how many each is, where that differs; may be empty.
  bool total = false;          ///< Whether it sums up the others: it stands in the table alone.
};

/// A picture of bars, and the table of its numbers.
struct Chart {
  std::string title;
  std::string rows;                 ///< What a group is: "District".
  std::string details;              ///< What its detail is; may be empty.
  std::vector<std::string> series;  ///< What a bar of each place is.
  std::vector<Group> groups;
  bool money = false;  ///< Whether its numbers are grosze.
};

/// Rings in which the same things go round.
struct Circle {
  std::vector<std::string> things;  ///< In their order; empty: various things.
  std::int64_t count = 0;           ///< How many such rings there are.
};

/// The rings of one size.
struct Circles {
  std::string title;
  std::size_t size = 0;  ///< How many take part in a ring.
  std::vector<Circle> circles;
  bool hidden = false;  ///< They are few, so nothing is told of them.
};

/// A picture of rings, and the table of what goes round in them.
struct Rings {
  std::string title;
  std::vector<Circles> sizes;
};

/// A heading with lines of text; nothing else stands before the charts.
struct Section {
  std::string title;
  std::vector<std::string> lines;
  bool list = false;  ///< Whether each line is a point.
};

/// All that a report tells, in the order in which it is told.
struct Report {
  std::string key;  ///< For programs, such as "participation".
  std::string title;
  Day as_of;
  std::vector<Section> sections;
  Rings rings = {};  ///< Before the charts; without a title there are none.
  std::vector<Chart> charts;
  print::Table table;               ///< Its numbers as one list; what is hidden is absent.
  std::vector<std::int64_t> cards;  ///< The versions of the card that it is about.
  std::int64_t hidden = 0;          ///< How many numbers are hidden.
  std::vector<std::string> notes;   ///< What a reader must know; stands in the footer.
};

/// A page that needs nothing but itself: each chart with its table, ready to be printed, in
/// `language` ("pl", "en").
MK_API std::string as_page(const Report& report, const std::string& language);

/// The rings and the charts, one below the other, as one SVG picture.
MK_API std::string as_picture(const Report& report);

/// What `count` of `chart` says to a person: "12", "1 200,50 zł", or that it is hidden.
std::string said(const Chart& chart, const Shown& count);

/// The report for programs.
MK_API print::Thing as_thing(const Report& report);

/// Its numbers for people: what is hidden says so.
MK_API print::Table as_table(const Report& report);

/// The footer: the day, the versions of the card, what is hidden, and the notes.
MK_API std::vector<std::string> footer(const Report& report);

}  // namespace mk::report
