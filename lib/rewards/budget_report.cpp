#include "lib/rewards/books.hpp"
#include "lib/rewards/report_records.hpp"
#include "lib/rewards/reports.hpp"
#include "lib/rewards/rules.hpp"

#include <algorithm>
#include <chrono>
#include <set>

namespace mk::rewards {

namespace {

using report::Ask;
using report::Chart;
using report::Report;
using std::chrono::year_month;
using std::chrono::year_month_day;

Day first_day(year_month month) { return Day{month / 1}; }
Day last_day(year_month month) { return Day{month / std::chrono::last}; }

/// How the lines of a year stood at the end of a month.
struct Month {
  year_month month;
  std::vector<Funds> lines;

  /// What became of `line`; nothing when there was no such line.
  std::optional<Funds> of(const BudgetLine& line) const {
    const auto it =
        std::ranges::find_if(lines, [&](const Funds& funds) { return funds.line.id == line.id; });
    return it == lines.end() ? std::nullopt : std::optional{*it};
  }
};

bool used(const Funds& it) { return it.committed > Money{} || it.spent > Money{}; }

/// The months until `last`, the earliest first: those of `year`, and those before it in which its
/// lines were used already.
std::vector<Month> months(Books& books, std::int64_t year, Day last) {
  const year_month_day end{last};
  std::vector<Month> all;
  for (auto month = end.year() / end.month();; month -= std::chrono::months{1}) {
    books.back_to(report::after(std::min(last_day(month), last)));
    Month stood{month, books.lines(year)};
    if (int{month.year()} < year && std::ranges::none_of(stood.lines, used)) break;
    all.push_back(std::move(stood));
  }
  std::ranges::reverse(all);
  return all;
}

/// A month of one line that is told, and what was spent in it.
struct Step {
  year_month month;
  Funds funds;
  Money spent_within;
};

/// The months of `line`: those of its year, and the others in which anything of it changed.
std::vector<Step> steps(const std::vector<Month>& months, const BudgetLine& line) {
  std::vector<Step> all;
  Funds before;
  for (const auto& it : months) {
    const auto funds = it.of(line);
    if (!funds) continue;
    const bool of_year = int{it.month.year()} == line.year;
    const bool moved = funds->committed != before.committed || funds->spent != before.spent ||
                       funds->line.amount != before.line.amount;
    if (of_year || moved) all.push_back({it.month, *funds, funds->spent - before.spent});
    before = *funds;
  }
  return all;
}

std::vector<report::Shown> bars(const Funds& it) {
  return {it.line.amount.grosze, it.committed.grosze, it.spent.grosze, it.free().grosze};
}

Chart overview(std::int64_t year, const std::vector<Funds>& lines) {
  Chart chart{spoken(msg("The budget lines of {}", year)),
              tr("Budget line"),
              tr("Classification"),
              {tr("Opening"), tr("Committed"), tr("Spent"), tr("Available")},
              {},
              true};
  Funds sum;
  for (const auto& it : lines) {
    chart.groups.push_back({it.line.name, it.line.classification, bars(it)});
    sum.line.amount = sum.line.amount + it.line.amount;
    sum.committed = sum.committed + it.committed;
    sum.spent = sum.spent + it.spent;
  }
  chart.groups.push_back({tr("all lines"), "", bars(sum), {}, true});
  return chart;
}

/// What is drawn in the picture of all lines too has the same place, and so the same look; the
/// opening is told of the months in which it was another.
Chart by_month(const BudgetLine& line, const std::vector<Step>& steps) {
  Chart chart{spoken(msg("{}, month by month", line.text())),
              tr("Month"),
              "",
              {tr("Spent in the month"), tr("Committed at its end"), tr("Spent until its end"),
               tr("Available at its end")},
              {},
              true};
  for (const auto& it : steps) {
    const bool changed = it.funds.line.amount != line.amount;
    if (changed) chart.details = tr("Opening");
    chart.groups.push_back({spoken(just(month_of(first_day(it.month)))),
                            changed ? spoken(msg("opening {}", it.funds.line.amount)) : "",
                            {it.spent_within.grosze, it.funds.committed.grosze,
                             it.funds.spent.grosze, it.funds.free().grosze}});
  }
  return chart;
}

void add_row(Report& report, const print::Value& month, const Funds& it, Money spent_within) {
  report.table.rows.push_back({it.line.year, it.line.name, it.line.classification, month,
                               it.line.amount, it.committed, it.spent, it.free(), spent_within});
}

void add_year(Report& report, Books books, std::int64_t year, Day last) {
  books.back_to(report::after(last));
  const auto lines = books.lines(year);
  if (lines.empty()) {
    report.notes.push_back(spoken(msg("There is no budget line of {}.", year)));
    return;
  }
  for (const auto& it : lines)
    add_row(report, print::Code{"all", tr_later("all together")}, it, it.spent);
  report.charts.push_back(overview(year, lines));
  const auto stood = months(books, year, last);
  for (const auto& it : lines) {
    const auto told = steps(stood, it.line);
    for (const auto& step : told)
      add_row(report, iso(first_day(step.month)).substr(0, 7), step.funds, step.spent_within);
    if (!told.empty()) report.charts.push_back(by_month(it.line, told));
  }
}

/// Tells of what is paid from a line of `year` though it belongs to another one.
void note_other_years(Report& report, const Context& context, std::int64_t year) {
  std::string ids;
  for (const auto id : records::of_another_year(context.db, year))
    ids += (ids.empty() ? "" : ", ") + id.text();
  if (!ids.empty())
    report.notes.push_back(
        spoken(msg("Paid from a line of {}, though their day is in another year: {}.", year, ids)));
}

}  // namespace

Report budget_report(const Context& context, const Ask& ask) {
  Report report;
  report.key = "budget";
  report.title = tr("Budget");
  report.as_of = ask.as_of.value_or(context.today());
  report.table.columns = {{"year", tr("Year")},
                          {"line", tr("Budget line")},
                          {"classification", tr("Classification"), true},
                          {"month", tr("Month")},
                          {"opening", tr("Opening")},
                          {"committed", tr("Committed")},
                          {"spent", tr("Spent")},
                          {"free", tr("Available")},
                          {"spent_within", tr("Spent in it")}};
  std::set<std::int64_t> years{ask.years.begin(), ask.years.end()};
  if (years.empty()) years.insert(budget_year(report.as_of));
  const Books books{context.db};
  for (const auto year : years) {
    add_year(report, books, year, std::min(report.as_of, context.today()));
    note_other_years(report, context, year);
  }
  report.notes.push_back(
      tr("A month is told as it stood at its end; money is spent in the month in which the "
         "delivery was noted."));
  report.notes.push_back(
      tr("These numbers are exact, so one can work out what single facilities had; they are for "
         "the office."));
  return report;
}

}  // namespace mk::rewards
