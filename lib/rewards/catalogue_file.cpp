#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/config/document.hpp"
#include "lib/rewards/actions.hpp"

#include <algorithm>

namespace mk::rewards {

namespace {

using config::Node;

[[noreturn]] void refuse(const std::string& file, const Node& node, const Message& reason) {
  throw Error{Exit::data, msg("{}: {}", config::place(file, node), spoken(reason)), "header",
              node.line};
}

std::string cell_of(const std::string& file, const std::string& key, const Node& node) {
  switch (node.kind) {
    case Node::Kind::text:
    case Node::Kind::day:
      return node.text;
    case Node::Kind::number:
      return std::to_string(node.number);
    default:
      refuse(file, node, msg("“{}” is a text in quotes, a whole number or a day", key));
  }
}

/// The place of the column `key`, which is added when it is not there.
std::size_t column_of(csv::Table& table, const std::string& key) {
  const auto found = std::ranges::find(table.headers, key);
  if (found == table.headers.end()) table.headers.push_back(key);
  return static_cast<std::size_t>(std::ranges::find(table.headers, key) - table.headers.begin());
}

csv::Table table_of(const std::string& file, const Node& document) {
  const auto* const list = document.find("reward");
  if (list == nullptr || list->kind != Node::Kind::list || document.entries.size() != 1)
    refuse(file, document, msg("a file of rewards has [[reward]] entries and nothing else"));
  csv::Table table;
  table.encoding = "UTF-8";
  table.header_line = list->line;
  for (const auto& reward : list->items) {
    if (reward.kind != Node::Kind::table)
      refuse(file, reward, msg("a reward is written [[reward]] with a line for each column"));
    csv::Row row{reward.line, {}};
    for (const auto& [key, node] : reward.entries) {
      const auto at = column_of(table, text::folded(key));
      if (row.cells.size() <= at) row.cells.resize(at + 1);
      row.cells[at] = cell_of(file, key, node);
    }
    table.rows.push_back(std::move(row));
  }
  for (auto& row : table.rows) row.cells.resize(table.headers.size());
  return table;
}

}  // namespace

csv::Table read_catalogue(const std::string& file) {
  if (!file.ends_with(".toml")) return csv::read_table(read_file(file));
  return table_of(file, config::read_document(file, Exit::data));
}

}  // namespace mk::rewards
