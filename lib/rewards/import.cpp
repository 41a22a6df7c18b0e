#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/catalogue.hpp"
#include "lib/rewards/drawing.hpp"
#include "lib/rewards/flaws.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/waiting.hpp"
#include "lib/rewards/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace mk::rewards {

namespace {

constexpr std::array needed{"name",  "type",      "status", "unit", "pool",
                            "limit", "unit_cost", "budget", "from", "to"};
constexpr std::array optional_columns{"delivery", "description", "allocation", "visible_from",
                                      "visible_to"};

void refuse_header(const csv::Table& table) {
  for (const auto* const column : needed)
    if (!table.column(column))
      throw Error{Exit::data, msg("the file has no column “{}”", column), "header",
                  table.header_line};
}

std::vector<Message> unknown_columns(const csv::Table& table) {
  std::string unknown;
  for (const auto& header : table.headers) {
    const auto is = [&](const char* column) { return header == column; };
    if (header.empty() || std::ranges::any_of(needed, is) ||
        std::ranges::any_of(optional_columns, is))
      continue;
    unknown += (unknown.empty() ? "" : ", ") + header;
  }
  if (unknown.empty()) return {};
  return {msg("columns that mk does not know were left out: {}", unknown)};
}

/// A whole number as people write it: "1 200".
std::optional<std::int64_t> units_of(std::string text) {
  std::erase(text, ' ');
  std::int64_t value = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

/// A day as people write it: "2026-09-01" or "1.09.2026".
std::optional<Day> day_of_text(const std::string& text) {
  const auto first = text.find('.');
  const auto second = text.find('.', first + 1);
  if (first == std::string::npos || second == std::string::npos) return parse_day(text);
  const auto padded = [](const std::string& part) { return part.size() == 1 ? "0" + part : part; };
  return parse_day(text.substr(second + 1) + "-" +
                   padded(text.substr(first + 1, second - first - 1)) + "-" +
                   padded(text.substr(0, first)));
}

/// Reads the cells of one row into a reward, until one makes no sense.
class Reading {
 public:
  Reading(const csv::Table& table, const csv::Row& row) : table_{table}, row_{row} {}

  void into(Reward& reward) {
    reward.name = cell("name");
    take("type", reward.type, type_named);
    take("status", reward.status, status_named);
    take("unit", reward.unit, unit_named);
    take("pool", reward.pool, units_of);
    take("limit", reward.limit, units_of);
    take("unit_cost", reward.unit_cost, Money::parse);
    reward.budget = cell("budget");
    take("from", reward.opens_on, day_of_text);
    take("to", reward.closes_on, day_of_text);
    if (table_.column("delivery")) reward.delivery = cell("delivery");
    if (table_.column("description")) reward.description = cell("description");
    take_or("allocation", reward.allocation, Allocation::order, allocation_named);
    take_or("visible_from", reward.visible_from, {}, day_of_text);
    take_or("visible_to", reward.visible_to, {}, day_of_text);
    reward.archived_at.reset();
    if (auto found = refusal_ ? std::nullopt : flaw(reward))
      refuse(found->column, found->reason, std::move(found->message));
  }

  const std::optional<csv::Refusal>& refusal() const { return refusal_; }

 private:
  std::string cell(const char* column) const { return table_.cell(row_, column); }

  template <class Value, class Parse>
  void take(const char* column, Value& value, Parse parse) {
    const auto text = cell(column);
    const auto parsed = parse(text);
    if (parsed)
      value = *parsed;
    else if (!refusal_)
      refuse(column, column, msg("“{}” cannot stand under “{}”; see mk-rewards(1)", text, column));
  }

  /// The same for a column that may be missing, which changes nothing, or empty, which means
  /// `none`.
  template <class Value, class Parse>
  void take_or(const char* column, Value& value, const Value& none, Parse parse) {
    if (!table_.column(column)) return;
    if (cell(column).empty())
      value = none;
    else
      take(column, value, parse);
  }

  void refuse(const std::string& column, const std::string& reason, Message message) {
    refusal_ = csv::Refusal{row_.line, column, cell(column.c_str()), reason, std::move(message)};
  }

  const csv::Table& table_;
  const csv::Row& row_;
  std::optional<csv::Refusal> refusal_;
};

/// The column that what stands already does not let change.
const char* refused_column(const Reward& before, const Reward& after) {
  if (after.unit != before.unit) return "unit";
  if (after.allocation != before.allocation) return "allocation";
  return after.pool == before.pool && after.limit == before.limit ? "to" : "pool";
}

/// Takes rows into the catalogue and counts what became of them.
class Intake {
 public:
  Intake(store::Database& db, Day today, const csv::Table& table)
      : db_{db}, today_{today}, table_{table} {}

  void take(const csv::Row& row) {
    ++result.read;
    if (auto refusal = csv::why_not_row(row, table_.headers.size())) return refuse(*refusal);
    const auto before = records::reward_named(db_, table_.cell(row, "name"));
    Reward after = before.value_or(Reward{});
    Reading reading{table_, row};
    reading.into(after);
    if (reading.refusal()) return refuse(*reading.refusal());
    after = tidied(std::move(after));
    if (!names_.insert(text::folded(after.name)).second)
      return refuse({row.line, "name", after.name, "duplicate_reward",
                     msg("“{}” stands in this file already", after.name)});
    keep(row, before, after);
  }

  Imported result;

 private:
  void keep(const csv::Row& row, const std::optional<Reward>& before, const Reward& after) {
    if (!before) {
      records::add(db_, after);
      ++result.added;
    } else if (after == *before) {
      ++result.unchanged;
    } else if (auto why = why_not_replace(db_, *before, after, today_)) {
      const auto* const column = refused_column(*before, after);
      return refuse({row.line, column, table_.cell(row, column), column, std::move(*why)});
    } else {
      replace(db_, after, today_);
      ++result.updated;
    }
    for (auto& doubt : doubts_of(db_, after, today_))
      if (std::ranges::find(result.warnings, doubt) == result.warnings.end())
        result.warnings.push_back(std::move(doubt));
  }

  void refuse(csv::Refusal refusal) { result.refusals.push_back(std::move(refusal)); }

  store::Database& db_;
  Day today_;
  const csv::Table& table_;
  std::set<std::string> names_;
};

}  // namespace

Imported import(const Context& context, const csv::Table& table) {
  refuse_header(table);
  return store::together(context.db, context.deed("rewards import"), [&](store::Database& db) {
    Intake intake{db, context.today(), table};
    intake.result.warnings = unknown_columns(table);
    for (const auto& row : table.rows) intake.take(row);
    bind_draws(context);
    serve_lines(context);
    return intake.result;
  });
}

}  // namespace mk::rewards
