#include "lib/survey/reports.hpp"

#include "lib/survey/actions.hpp"
#include "lib/survey/report_records.hpp"
#include "lib/survey/rules.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

namespace mk::survey {

namespace {

using print::Value;
using report::Ask;
using report::Report;
using report::Shown;

std::string month(Term term) { return spoken(just(month_of(term))); }

/// The terms that a report is about: those asked for, else those found up to `last`.
std::vector<Term> terms_of(const Ask& ask, std::vector<Term> found, Term last) {
  if (!ask.terms.empty()) {
    auto terms = ask.terms;
    std::ranges::sort(terms);
    return terms;
  }
  std::erase_if(found, [&](Term term) { return last < term; });
  if (found.empty()) found.push_back(last);
  return found;
}

/// The day on which `term` is looked at: the last of its season, unless `day` comes before.
Day looked_at(Term term, Day day) {
  return std::min(term.next().first_day() - std::chrono::days{1}, day);
}

Report begun(const Context& context, const Ask& ask, const char* key, const std::string& title) {
  Report report;
  report.key = key;
  report.title = title;
  report.as_of = ask.as_of.value_or(context.today());
  return report;
}

void add_hidden(Report& report, const std::vector<Shown>& counts) {
  report.hidden += std::ranges::count(counts, Shown{});
}

}  // namespace

Report participation_report(const Context& context, const Ask& ask) {
  auto report = begun(context, ask, "participation", tr("Participation"));
  const std::vector series{tr("Listed"), tr("Registered"), tr("Active"), tr("Card sent"),
                           tr("Card accepted")};
  report.table.columns = {{"term", tr("Term")},
                          {"district", tr("District")},
                          {"listed", tr("Listed")},
                          {"registered", tr("Registered")},
                          {"active", tr("Active")},
                          {"sent", tr("Card sent")},
                          {"accepted", tr("Card accepted")}};
  const auto add = [&](report::Chart& chart, Term term, const std::string& name,
                       const Value& district, const std::vector<Shown>& counts) {
    auto& row = report.table.rows.emplace_back();
    row = {term, district};
    row.insert(row.end(), counts.begin(), counts.end());
    chart.groups.push_back({name, "", counts});
    add_hidden(report, counts);
  };
  for (const auto term :
       terms_of(ask, records::terms_with_surveys(context.db), first_card_term(report.as_of))) {
    const auto districts = records::taking_part(context.db, term, looked_at(term, report.as_of));
    std::vector<std::vector<std::int64_t>> counts;
    for (const auto& it : districts)
      counts.push_back({it.listed, it.registered, it.active, it.sent, it.accepted});
    if (counts.empty()) continue;
    const auto shown = report::protect(counts);
    report::Chart chart{month(term), tr("District"), "", series, {}};
    for (std::size_t i = 0; i < districts.size(); ++i)
      add(chart, term, districts[i].district, districts[i].district, shown.rows[i]);
    add(chart, term, tr("all districts"), print::Code{"all", tr_later("all districts")},
        shown.total);
    chart.groups.back().total = true;
    report.charts.push_back(std::move(chart));
  }
  report.notes.push_back(
      tr("Each number is a part of the one before it. An active facility has "
         "used its link and is not suspended."));
  return report;
}

namespace {

/// The picture and the rows of one term's cards of one version.
void add_criteria(const Context& context, Report& report, Term term,
                  const records::Accepted& accepted) {
  const auto asked = card(context.db, accepted.card);
  const auto met = records::met_by(context.db, accepted.surveys);
  const auto of = static_cast<std::int64_t>(accepted.surveys.size());
  report::Chart chart{spoken(msg("{}, card {}", month_of(term), accepted.card)),
                      tr("Criterion"),
                      tr("What it says"),
                      {tr("Met")},
                      {}};
  for (const auto& category : asked.categories)
    for (const auto& criterion : category.criteria) {
      const auto key = static_cast<std::size_t>(criterion.key);
      const auto count = key < met.size() ? met[key] : 0;
      const auto shown = report::protect_parts({count, of - count});
      add_hidden(report, {shown.parts[0], shown.total});
      chart.groups.push_back({criterion.code(), criterion.text, {shown.parts[0]}, {shown.total}});
      report.table.rows.push_back({term, accepted.card, criterion.code(), category.title,
                                   print::Code{code(criterion.level), title(criterion.level)},
                                   criterion.text, shown.parts[0], shown.total});
    }
  report.charts.push_back(std::move(chart));
}

}  // namespace

Report criteria_report(const Context& context, const Ask& ask) {
  auto report = begun(context, ask, "criteria", tr("Criteria met"));
  report.table.columns = {{"term", tr("Term")},
                          {"card", tr("Card version"), true},
                          {"criterion", tr("Criterion")},
                          {"category", tr("Category")},
                          {"level", tr("Level")},
                          {"text", tr("What it says"), true},
                          {"met", tr("Met")},
                          {"of", tr("Of")}};
  std::set<std::int64_t> cards;
  for (const auto term :
       terms_of(ask, records::terms_with_surveys(context.db), first_card_term(report.as_of)))
    for (const auto& accepted :
         records::accepted_then(context.db, term, looked_at(term, report.as_of))) {
      add_criteria(context, report, term, accepted);
      cards.insert(accepted.card);
    }
  report.cards = {cards.begin(), cards.end()};
  report.notes.push_back(tr("Of the cards that were accepted, how many say that they meet it."));
  return report;
}

namespace {

constexpr std::array all_statuses{Status::growing, Status::standard, Status::premium, Status::vip};

/// How many members moved between two days.
struct Moves {
  std::int64_t up = 0;
  std::int64_t down = 0;
  std::int64_t stayed = 0;
  std::int64_t first = 0;  ///< Had no accepted card before.
};

Moves moves(const std::vector<records::Stood>& before, const std::vector<records::Stood>& now) {
  std::map<FacilityId, Status> former;
  for (const auto& it : before) former[it.facility] = it.status;
  Moves moves;
  for (const auto& it : now) {
    const auto found = former.find(it.facility);
    if (found == former.end()) {
      ++moves.first;
    } else if (it.status == found->second) {
      ++moves.stayed;
    } else {
      ++(it.status < found->second ? moves.down : moves.up);
    }
  }
  return moves;
}

std::vector<Shown> by_status(const std::vector<records::Stood>& now, Shown& total) {
  std::vector<std::int64_t> counts(all_statuses.size());
  for (const auto& it : now) ++counts[static_cast<std::size_t>(it.status)];
  auto shown = report::protect_parts(counts);
  total = shown.total;
  return shown.parts;
}

std::vector<std::string> titles() {
  std::vector<std::string> titles;
  for (const auto status : all_statuses) titles.push_back(tr(title(status)));
  return titles;
}

}  // namespace

Report statuses_report(const Context& context, const Ask& ask) {
  auto report = begun(context, ask, "statuses", tr("Statuses"));
  auto& table = report.table;
  table.columns = {{"term", tr("Term")}, {"day", tr("Day")}, {"total", tr("Members with a card")}};
  for (const auto status : all_statuses) table.columns.push_back({code(status), tr(title(status))});
  const std::vector moved{tr("moved up"), tr("moved down"), tr("stayed"), tr("first card")};
  for (const auto& [key, title] :
       {std::pair{"up", 0}, std::pair{"down", 1}, std::pair{"stayed", 2}, std::pair{"first", 3}})
    table.columns.push_back({key, moved[static_cast<std::size_t>(title)]});
  report::Chart statuses{tr("How many members have each status"), tr("Term"), "", titles(), {}};
  report::Chart movements{tr("How they moved since the term before"), tr("Term"), "", moved, {}};
  std::set<std::int64_t> cards;
  for (const auto term :
       terms_of(ask, records::terms_with_status(context.db), season_of(report.as_of))) {
    const auto day = looked_at(term, report.as_of);
    const auto now = records::stood(context.db, day);
    for (const auto& it : now) cards.insert(it.card);
    const auto it =
        moves(records::stood(context.db, looked_at(term.previous(), report.as_of)), now);
    Shown total;
    const auto counts = by_status(now, total);
    const auto changes = report::protect_parts({it.up, it.down, it.stayed, it.first}).parts;
    auto& row = table.rows.emplace_back();
    row = {term, day, total};
    row.insert(row.end(), counts.begin(), counts.end());
    row.insert(row.end(), changes.begin(), changes.end());
    for (const auto& part : {counts, changes, std::vector{total}}) add_hidden(report, part);
    statuses.groups.push_back({month(term), spoken(just(day)), counts});
    movements.groups.push_back({month(term), spoken(just(day)), changes});
  }
  statuses.details = movements.details = tr("As it stood on");
  report.charts = {std::move(statuses), std::move(movements)};
  report.cards = {cards.begin(), cards.end()};
  report.notes.push_back(
      tr("Members are those with an accepted card; a status that has ended counts as growing. Each "
         "term is looked at on the last day of its season, the running one today or on the day "
         "that was asked for."));
  return report;
}

}  // namespace mk::survey
