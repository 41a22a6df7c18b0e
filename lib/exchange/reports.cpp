#include "lib/exchange/reports.hpp"

#include "lib/exchange/category_names.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/report_records.hpp"
#include "lib/exchange/tallies.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

using print::Code;
using report::Report;
using report::Shown;

/// All that the report is made of.
struct Found {
  std::vector<Round> rounds;
  std::vector<Supply> standing;
  Parents tree;
  CategoryNames names;
};

Found found(const Context& context, const report::Ask& ask, Day day) {
  const auto categories = records::categories(context.db);
  const auto moment = report::after(day);
  Found found{{}, {}, parents_of(categories), CategoryNames{categories}};
  for (const auto& course : records::courses(context.db)) {
    const auto round = round_before(moment, course);
    if (!round) continue;
    const auto season = season_of(day_of(round->proposed_at));
    if (ask.terms.empty() || std::ranges::find(ask.terms, season) != ask.terms.end())
      found.rounds.push_back(*round);
  }
  found.standing = records::supply_before(context.db, moment);
  std::erase_if(found.standing,
                [&](const Supply& it) { return it.state != PostState::open || it.until < day; });
  return found;
}

/// Adds the chart of `lines`, and its numbers: each of `series` is a part of its own there.
void add(Report& report, const std::string& title, const std::string& rows,
         const std::vector<Code>& series, const std::vector<Line>& lines) {
  report::Chart chart{title, rows, "", {}, {}};
  for (const auto& it : series) chart.series.push_back(tr(it.phrase.c_str()));
  for (const auto& line : lines) {
    chart.groups.push_back({line.name, "", line.counts, {}, line.total});
    report.hidden += std::ranges::count(line.counts, Shown{});
  }
  for (std::size_t i = 0; i < series.size(); ++i)
    for (const auto& line : lines)
      report.table.rows.push_back({series[i], line.item, line.name, line.counts[i]});
  if (!lines.empty()) report.charts.push_back(std::move(chart));
}

/// The lines of `heaps`, by category, and their total; with the units when `with_units`.
std::vector<Line> by_category(const Found& found, const Heaps& heaps, bool with_units) {
  const auto counts = [&](const Shown& count, std::int64_t units) {
    std::vector<Shown> both{count};
    if (with_units) both.push_back(count ? Shown{units} : Shown{});
    return both;
  };
  std::vector<Line> lines;
  std::set<std::string> told;  // The uppermost categories of what has a name of its own.
  for (const auto& heap : found.names.in_order(heaps.heaps))
    if (!heap.rest) told.insert(uppermost(found.tree, heap.about.front()));
  for (const auto& heap : found.names.in_order(heaps.heaps)) {
    const auto& code = heap.about.front();
    const bool others = heap.rest && told.contains(code);
    const auto name = found.names.of(code);
    lines.push_back(
        {code, others ? spoken(msg("{} – the rest", name)) : name, counts(heap.count, heap.units)});
  }
  if (!lines.empty())
    lines.push_back({"all", tr("all categories"), counts(heaps.total, heaps.units), true});
  return lines;
}

Heaps handed_over(const Found& found) {
  std::vector<Heap> single;
  for (const auto& round : found.rounds)
    if (round.outcome == Outcome::done)
      for (const auto& it : round.given)
        single.push_back({{it.category}, {1, it.members}, it.units});
  return heaped(single, found.tree);
}

/// The agreed rings of `form` by what goes round in them.
Heaps rings_of(const Found& found, const FormName& form) {
  std::vector<Heap> single;
  for (const auto& round : found.rounds) {
    if (!round.was_agreed() || round.form != form.form) continue;
    About about;
    for (const auto& it : round.given) about.push_back(it.category);
    about.resize(form.size);  // What was told in words alone has no category.
    single.push_back({turned(std::move(about)), {1, round.members}, 0});
  }
  return heaped(single, found.tree);
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : between) + word;
  return all;
}

/// The circles of one size. Those of which a few would be known are put together.
report::Circles circles(const Found& found, const FormName& form, Report& report) {
  report::Circles circles{tr(form.title), form.size, {}, false};
  const auto heaps = rings_of(found, form);
  auto left = heaps.total.value_or(0);
  const auto add = [&](const About& about, std::int64_t count) {
    circles.circles.push_back({found.names.of(about), count});
    const auto name =
        about.empty() ? tr("various things") : joined(circles.circles.back().things, " → ");
    const auto what = about.empty() ? "various" : joined(about, ">");
    report.table.rows.push_back({Code{"round", tr_later("what goes round")},
                                 std::string{form.code} + ":" + what, name, count});
    left -= count;
  };
  for (const auto& heap : found.names.in_order(heaps.heaps))
    if (heap.count) add(heap.about, *heap.count);
  if (left > 0) add({}, left);
  return circles;
}

void add_rings(const Found& found, const std::vector<Line>& by_form, Report& report) {
  report.rings.title = tr("Agreed rings");
  for (std::size_t i = 0; i < forms.size(); ++i) {
    if (forms[i].size == 0) continue;
    if (by_form[i].counts.front()) {
      report.rings.sizes.push_back(circles(found, forms[i], report));
    } else {
      report.rings.sizes.push_back({tr(forms[i].title), forms[i].size, {}, true});
    }
  }
}

void add_shortages(const Found& found, Report& report) {
  add(report, tr("Needs without an offer in their category"), tr("Category"),
      {{"unmet_needs", tr_later("needs without an offer")}},
      by_category(found, heaped(unmet_needs(found.standing, found.tree), found.tree), false));
  add(report, tr("Offers that nobody needs"), tr("Category"),
      {{"unwanted_offers", tr_later("offers that nobody needs")}},
      by_category(found, heaped(unwanted_offers(found.standing, found.tree), found.tree), false));
}

void add_notes(Report& report) {
  report.notes.push_back(
      tr("What one gives another gets, so each thing counts once, in its category; units are added "
         "up whatever they are called, and what was not counted is one. A swap of two, a ring of "
         "three or four counts as agreed once all its members accepted it, whatever came of it."));
  report.notes.push_back(
      tr("A number is hidden when fewer than 5 facilities have a part in it. Categories and rings "
         "of so few are put together under the category above them, before they are hidden."));
}

}  // namespace

Report exchange_report(const Context& context, const report::Ask& ask) {
  Report report;
  report.key = "exchange";
  report.title = tr("The exchange");
  report.as_of = ask.as_of.value_or(context.today());
  report.table.columns = {{"part", tr("Part")},
                          {"item", tr("Code"), true},
                          {"name", tr("What")},
                          {"count", tr("How many")}};
  const auto all = found(context, ask, report.as_of);
  const auto by_form = agreed_by_form(all.rounds);
  auto ends = ends_of_agreed(all.rounds, by_form);
  auto given = handed_over(all);
  // What was agreed and what was handed over differ by what did not take place.
  if (any_hidden(ends)) given.hide_total();
  add(report, tr("What was given and received"), tr("Category"),
      {{"given", tr_later("things handed over")}, {"units", tr_later("units")}},
      by_category(all, given, true));
  add(report, tr("Facilities that gave or received"), tr("Part taken"),
      {{"facilities", tr_later("facilities")}}, facilities_by_part(all.rounds));
  add(report, tr("Agreed matches by size"), tr("Size"), {{"agreed", tr_later("agreed matches")}},
      by_form);
  add_rings(all, by_form, report);
  const auto others = ends_of_others(all.rounds);
  ends.insert(ends.end(), others.begin(), others.end());
  add(report, tr("How matches ended"), tr("End"), {{"ends", tr_later("ends of matches")}}, ends);
  add_shortages(all, report);
  add_notes(report);
  return report;
}

}  // namespace mk::exchange
