#include "lib/base/text.hpp"
#include "lib/print/plain.hpp"
#include "lib/print/render.hpp"

#include <algorithm>

namespace mk::print {

namespace {

using Line = std::vector<std::string>;

bool is_number(const Value& value) {
  return std::holds_alternative<std::int64_t>(value.is) || std::holds_alternative<Money>(value.is);
}

/// The columns that a person's table shows.
std::vector<std::size_t> shown(const Table& table) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (!table.columns[i].wide) places.push_back(i);
  return places;
}

/// Whether a column holds numbers alone, which stand right.
std::vector<bool> right_ones(const Table& table, const std::vector<std::size_t>& places) {
  std::vector<bool> right;
  for (const auto place : places) {
    bool numbers = !table.rows.empty();
    for (const auto& row : table.rows)
      numbers = numbers &&
                (is_number(row[place]) || std::holds_alternative<std::monostate>(row[place].is));
    right.push_back(numbers);
  }
  return right;
}

std::string laid_out(const Line& line, const std::vector<std::size_t>& widths,
                     const std::vector<bool>& right) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string blanks(widths[i] - text::width(line[i]), ' ');
    out += right[i] ? blanks + line[i] : line[i] + blanks;
    out += "  ";
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out + "\n";
}

std::string indented(const std::string& lines, const std::string& indent) {
  std::string out;
  for (std::size_t at = 0; at < lines.size();) {
    const auto end = std::min(lines.find('\n', at), lines.size());
    out += (end > at ? indent : "") + lines.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return out;
}

/// The rows of a list of things, or nothing when `value` is another kind of list.
std::string rows_of(const Value& value) {
  const auto* const list = std::get_if<List>(&value.is);
  std::vector<Thing> things;
  if (list == nullptr) return {};
  for (const auto& item : *list)
    if (const auto* thing = std::get_if<Thing>(&item.is)) things.push_back(*thing);
  return things.empty() ? "" : as_table(table_of(things));
}

void add_lines(std::string& out, const Thing& thing, const std::string& indent) {
  std::size_t widest = 0;
  for (const auto& field : thing) widest = std::max(widest, text::width(field.title));
  for (const auto& field : thing) {
    if (const auto* inside = std::get_if<Thing>(&field.value.is)) {
      out += indent + field.title + ":\n";
      add_lines(out, *inside, indent + "  ");
      continue;
    }
    if (const auto rows = rows_of(field.value); !rows.empty()) {
      out += indent + field.title + ":\n" + indented(rows, indent + "  ");
      continue;
    }
    const auto text = plain(field.value);
    if (text.empty()) continue;
    if (text.find('\n') != std::string::npos) {
      out += indent + field.title + ":\n" + indented(harmless_lines(text), indent + "  ");
      continue;
    }
    const auto value = harmless(text);
    out += indent + field.title + ":" + std::string(widest - text::width(field.title) + 1, ' ') +
           value + "\n";
  }
}

}  // namespace

std::string as_table(const Table& table) {
  const auto places = shown(table);
  const auto right = right_ones(table, places);
  std::vector<Line> lines(1);
  for (const auto place : places) lines.front().push_back(table.columns[place].title);
  for (const auto& row : table.rows) {
    lines.emplace_back();
    for (const auto place : places) lines.back().push_back(harmless(plain(row[place])));
  }
  std::vector<std::size_t> widths(places.size());
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], text::width(line[i]));
  std::string out;
  for (const auto& line : lines) out += laid_out(line, widths, right);
  return out;
}

std::string as_lines(const Thing& thing) {
  std::string out;
  add_lines(out, thing, "");
  return out;
}

std::string as_csv(const Table& table, char separator) {
  return rows_as_csv(table, separator, true);
}

std::string rows_as_csv(const Table& part, char separator, bool first) {
  const auto quoted = [separator](const std::string& text) {
    const bool plain_text = text.find_first_of("\"\r\n") == std::string::npos &&
                            text.find(separator) == std::string::npos;
    if (plain_text) return text;
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string{"\"\""} : std::string{c};
    return out + "\"";
  };
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i)
      out += (i > 0 ? std::string{separator} : "") + quoted(harmless_lines(cells[i]));
    return out + "\r\n";
  };
  Line keys;
  for (const auto& column : part.columns) keys.push_back(column.key);
  std::string out = first ? line(keys) : "";
  for (const auto& row : part.rows) {
    Line cells;
    for (const auto& value : row) cells.push_back(cell(value));
    out += line(cells);
  }
  return out;
}

Table table_of(const std::vector<Thing>& things) {
  Table table;
  if (things.empty()) return table;
  for (const auto& field : things.front()) table.columns.push_back({field.key, field.title});
  for (const auto& thing : things) {
    table.rows.emplace_back();
    for (const auto& field : thing) table.rows.back().push_back(field.value);
  }
  return table;
}

}  // namespace mk::print
