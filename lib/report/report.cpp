#include "lib/report/report.hpp"

#include <string>
#include <variant>

namespace mk::report {

std::string said(const Chart& chart, const Shown& count) {
  if (!count) return tr("hidden");
  return chart.money ? spoken(just(Money{*count})) : std::to_string(*count);
}

print::Thing as_thing(const Report& report) {
  print::List cards;
  for (const auto version : report.cards) cards.emplace_back(version);
  print::List rows;
  for (const auto& row : report.table.rows) {
    print::Thing thing;
    for (std::size_t i = 0; i < row.size(); ++i)
      thing.push_back({report.table.columns[i].key, report.table.columns[i].title, row[i]});
    rows.emplace_back(std::move(thing));
  }
  print::List notes;
  for (const auto& line : footer(report)) notes.emplace_back(line);
  return {{"report", tr("Report"), report.key},
          {"title", tr("Title"), report.title},
          {"as_of", tr("As of"), report.as_of},
          {"cards", tr("Versions of the card"), cards},
          {"hidden", tr("Hidden"), report.hidden},
          {"rows", tr("Rows"), rows},
          {"notes", tr("Notes"), notes}};
}

print::Table as_table(const Report& report) {
  auto table = report.table;
  for (auto& row : table.rows)
    for (auto& value : row)
      if (std::holds_alternative<std::monostate>(value.is))
        value = print::Code{"hidden", tr_later("hidden")};
  return table;
}

std::vector<std::string> footer(const Report& report) {
  std::string cards;
  for (const auto version : report.cards)
    cards += (cards.empty() ? "" : ", ") + std::to_string(version);
  std::vector<std::string> lines{spoken(msg("As it stood on {}.", report.as_of))};
  if (!cards.empty()) lines.push_back(spoken(msg("Version of the card: {}.", cards)));
  if (report.hidden > 0)
    lines.push_back(spoken(
        counted(static_cast<std::uint64_t>(report.hidden),
                "{} number is hidden: it would tell of a group smaller than {}, by itself or by "
                "subtraction.",
                "{} numbers are hidden: they would tell of a group smaller than {}, by themselves "
                "or by subtraction.",
                smallest_group)));
  lines.insert(lines.end(), report.notes.begin(), report.notes.end());
  return lines;
}

}  // namespace mk::report
