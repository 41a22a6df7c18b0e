#include "lib/base/csv.hpp"
#include "lib/base/encoding.hpp"
#include "lib/base/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace mk::csv {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr char ctrl_z = '\x1A';

std::size_t line_ends(std::string_view text) {
  std::size_t count = 0;
  for (auto at = text.find_first_of("\r\n"); at < text.size();
       at = text.find_first_of("\r\n", at + 1), ++count)
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
  return count;
}

/// The first line without its end.
std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

/// What a line `sep=;` says, which Excel writes and reads.
std::optional<char> declared(std::string_view text) {
  auto line = first_line(text);
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"')
    line = line.substr(1, line.size() - 2);
  if (line.size() != 5 || (line[0] | 0x20) != 's' || (line[1] | 0x20) != 'e' ||
      (line[2] | 0x20) != 'p' || line[3] != '=')
    return std::nullopt;
  return line[4];
}

/// Whether a first record is such a line, cut in two where it names our own separator.
bool is_declaration(const std::vector<std::string_view>& cells) {
  if (cells.size() == 2 && cells[1].empty())
    return declared(std::string{cells[0]} + ";").has_value();
  return cells.size() == 1 && declared(cells[0]).has_value();
}

/// How many times each separator stands outside quotes in each of the first lines.
struct Cuts {
  std::map<std::size_t, std::size_t> lines;  ///< Cuts in a line → lines with so many.

  /// Lines that are cut alike, and finely, speak for a separator.
  std::size_t weight() const {
    std::size_t best = 0;
    for (const auto& [cuts, count] : lines) best = std::max(best, cuts * count);
    return best;
  }
};

Cuts cuts_by(char separator, std::string_view text) {
  constexpr std::size_t enough = 40;
  Cuts cuts;
  std::size_t in_line = 0;
  std::size_t lines = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == separator && !quoted) ++in_line;
    if ((c != '\n' && c != '\r') || quoted) continue;
    if (in_line > 0) ++cuts.lines[in_line];
    in_line = 0;
    if (++lines == enough) return cuts;
  }
  if (in_line > 0) ++cuts.lines[in_line];
  return cuts;
}

std::string header_name(std::string_view cell) {
  auto name = text::folded(cell);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return name;
}

void refuse_repeated(const Table& table) {
  for (std::size_t i = 0; i < table.headers.size(); ++i) {
    const auto& name = table.headers[i];
    if (!name.empty() && table.column(name) != i)
      throw Error{Exit::data, msg("line {}: two columns are named “{}”", table.header_line, name),
                  "header", table.header_line};
  }
}

}  // namespace

bool Record::blank() const {
  return std::all_of(cells.begin(), cells.end(), [](std::string_view cell) {
    const bool shows = !cell.empty() && cell.front() > ' ' && cell.front() < '\x7F';
    return !shows && text::tidy(cell).empty();
  });
}

void Parser::separate_by(char separator) {
  separator_ = separator;
  stops_.fill(false);
  for (const char c : {separator, '\n', '\r'}) stops_[static_cast<unsigned char>(c)] = true;
}

void Parser::refuse_long() const {
  if (opened_ != 0)
    throw Error{Exit::data,
                msg("line {}: a quote is opened and not closed: close it, or take it out", opened_),
                "quote", opened_};
  throw Error{Exit::data, msg("line {}: a row has more than {} MiB", line_, most >> 20U),
              "field_too_long", line_};
}

void Parser::cut() {
  if (text_.size() < enough_) return;
  cut_all(false);
  // A long record is looked at again when twice as much of it has come.
  enough_ = text_.size() * 2;
  if (text_.size() > most) refuse_long();
}

void Parser::finish() {
  while (!text_.empty() && text_.back() == ctrl_z) text_.pop_back();
  cut_all(true);
  if (opened_ != 0)
    throw Error{
        Exit::data,
        msg("line {}: a quote is opened and never closed: close it, or take it out", opened_),
        "quote", opened_};
}

void Parser::cut_all(bool last) {
  std::size_t done = 0;
  for (auto at = done; at < text_.size() && record(at, last); done = at) give();
  text_.erase(0, done);
}

/// Finds the cells of the record at `at` and moves behind it; false when its end has not come.
bool Parser::record(std::size_t& at, bool last) {
  cells_.clear();
  inside_ = 0;
  if (text_.compare(at, byte_order_mark.size(), byte_order_mark) == 0) at += byte_order_mark.size();
  while (true) {
    if (!cell(at, last)) return false;
    if (cells_.size() > most_cells)
      throw Error{Exit::data, msg("line {}: a row has more than {} cells", line_, most_cells),
                  "column_count", line_};
    if (at == text_.size() || text_[at] != separator_) return line_end(at, last);
    ++at;
  }
}

bool Parser::cell(std::size_t& at, bool last) {
  auto begin = at;
  while (begin < text_.size() && text_[begin] == ' ') ++begin;
  if (begin == text_.size() && !last) return false;
  if (begin == text_.size() || text_[begin] != '"') return plain(at, last);
  at = begin + 1;
  return quoted(at, last);
}

bool Parser::plain(std::size_t& at, bool last) {
  const auto* const bytes = text_.data();
  const auto size = text_.size();
  auto from = at;
  auto end = at;
  while (end < size && !stops_[static_cast<unsigned char>(bytes[end])]) ++end;
  if (end == size && !last) return false;
  at = end;
  while (from < end && bytes[from] == ' ') ++from;
  while (from < end && bytes[end - 1] == ' ') --end;
  cells_.push_back({from, end - from, false});
  return true;
}

bool Parser::quoted(std::size_t& at, bool last) {
  const auto from = at;
  bool doubled = false;
  opened_ = line_ + inside_;
  for (at = text_.find('"', at); at != text_.npos; at = text_.find('"', at + 1)) {
    if (at + 1 < text_.size() && text_[at + 1] == '"') {
      doubled = true;
      ++at;
      continue;
    }
    auto after = at + 1;
    while (after < text_.size() && text_[after] == ' ') ++after;
    if (after == text_.size() && !last) return false;
    if (after < text_.size() && !stops_[static_cast<unsigned char>(text_[after])]) continue;
    cells_.push_back({from, at - from, doubled});
    inside_ += line_ends(std::string_view{text_}.substr(from, at - from));
    opened_ = 0;
    at = after;
    return true;
  }
  return false;
}

bool Parser::line_end(std::size_t& at, bool last) {
  if (at == text_.size()) return last;
  if (text_[at] == '\r' && at + 1 == text_.size() && !last) return false;
  if (text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n') ++at;
  ++at;
  return true;
}

/// Tells of the record that was found.
void Parser::give() {
  record_.line = line_;
  record_.cells.clear();
  for (auto& it : cells_) {
    if (it.doubled) {
      auto* const begin = text_.data() + it.from;
      auto* to = begin;
      for (const auto* from = begin; from != begin + it.size; ++from, ++to) {
        *to = *from;
        if (*from == '"' && from + 1 != begin + it.size && from[1] == '"') ++from;
      }
      it.size = static_cast<std::size_t>(to - begin);
    }
    record_.cells.emplace_back(text_.data() + it.from, it.size);
  }
  if (record_.cells.size() == 1 && record_.cells.front().empty()) record_.cells.clear();
  line_ += 1 + inside_;
  if (!std::exchange(first_, false) || !is_declaration(record_.cells)) take_(record_);
}

void each_record(std::string_view text, char separator, const Parser::Take& take) {
  Parser parser{take};
  parser.separate_by(separator);
  parser.text() = text;
  parser.finish();
}

char separator_of(std::string_view text) {
  if (const auto said = declared(text)) return *said;
  constexpr std::array candidates{';', '\t', ','};
  char best = candidates.front();
  std::size_t weight = 0;
  for (const char candidate : candidates) {
    const auto found = cuts_by(candidate, text).weight();
    if (found > weight) {
      best = candidate;
      weight = found;
    }
  }
  return best;
}

char read_separator(const std::string& text) {
  if (text == "tab" || text == "TAB" || text == "\\t") return '\t';
  if (text.size() != 1 || text == "\"" || text == "\n" || text == "\r")
    throw Error{Exit::usage,
                msg("“{}” cannot separate cells: give one character, such as ; or , or tab", text)};
  return text[0];
}

std::optional<std::size_t> Table::column(std::string_view header) const {
  const auto at = std::find(headers.begin(), headers.end(), header);
  if (at == headers.end()) return std::nullopt;
  return static_cast<std::size_t>(at - headers.begin());
}

std::string Table::cell(const Row& row, std::string_view header) const {
  const auto place = column(header);
  return place && *place < row.cells.size() ? text::tidy(row.cells[*place]) : std::string{};
}

void each_row(std::string bytes, const Options& options,
              const std::function<void(const Table&)>& header,
              const std::function<void(const Record&)>& row) {
  const auto decoded = encoding::decode(std::move(bytes), options.encoding);
  Table table;
  table.encoding = decoded.name;
  table.separator = options.separator.value_or(separator_of(decoded.text));
  each_record(decoded.text, table.separator, [&](const Record& record) {
    if (record.blank()) return;
    if (table.header_line > 0) return row(record);
    table.header_line = record.line;
    for (const auto cell : record.cells) table.headers.push_back(header_name(cell));
    refuse_repeated(table);
    header(table);
  });
  if (table.header_line == 0) throw Error{Exit::data, msg("the file is empty"), "empty", 0};
}

Table read_table(std::string bytes, const Options& options) {
  Table table;
  each_row(
      std::move(bytes), options, [&](const Table& header) { table = header; },
      [&](const Record& record) {
        table.rows.push_back({record.line, {record.cells.begin(), record.cells.end()}});
      });
  return table;
}

namespace {

template <class SomeRow>
std::optional<Refusal> why_not_as_many(const SomeRow& row, std::size_t columns) {
  auto filled = row.cells.size();
  while (filled > columns && text::tidy(row.cells[filled - 1]).empty()) --filled;
  if (filled == columns) return std::nullopt;
  return Refusal{row.line,
                 {},
                 {},
                 "column_count",
                 msg("the row has {} cells where the header has {}", filled, columns)};
}

}  // namespace

std::optional<Refusal> why_not_row(const Row& row, std::size_t columns) {
  return why_not_as_many(row, columns);
}

std::optional<Refusal> why_not_record(const Record& row, std::size_t columns) {
  return why_not_as_many(row, columns);
}

}  // namespace mk::csv
