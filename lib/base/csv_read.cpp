#include "lib/base/csv.hpp"
#include "lib/base/encoding.hpp"
#include "lib/base/text.hpp"

#include <csv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <memory>
#include <utility>

namespace mk::csv {

namespace {

/// libcsv's own number for "inside a field", which it does not export.
constexpr int field_begun = 2;

/// Counts what libcsv tells of fields and rows into records with line numbers.
class Counter {
 public:
  explicit Counter(const std::function<void(const Record&)>& take) : take_{take} {}

  std::size_t line() const { return line_; }

  void field(std::string_view text) {
    if (places_.empty()) record_.line = line_;
    places_.emplace_back(cells_.size(), text.size());
    cells_ += text;
    line_ += line_ends(text);
    after_return_ = false;
  }

  /// `end` is the character that ended the row, or -1 at the end of the file.
  void row(int end) {
    const bool second_half = end == '\n' && after_return_;
    after_return_ = end == '\r';
    if (second_half) return;
    if (places_.empty()) record_.line = line_;
    record_.cells.clear();
    for (const auto& [place, size] : places_)
      record_.cells.emplace_back(cells_.data() + place, size);
    ++line_;
    places_.clear();
    take_(record_);
    cells_.clear();
  }

 private:
  static std::size_t line_ends(std::string_view text) {
    if (text.find('\n') == text.npos && text.find('\r') == text.npos) return 0;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
      if (text[at] == '\r' || text[at] == '\n') ++count;
    }
    return count;
  }

  const std::function<void(const Record&)>& take_;
  std::size_t line_ = 1;
  bool after_return_ = false;
  std::string cells_;
  std::vector<std::pair<std::size_t, std::size_t>> places_;
  Record record_;
};

void on_field(void* bytes, std::size_t size, void* counter) {
  static_cast<Counter*>(counter)->field({static_cast<const char*>(bytes), size});
}

void on_row(int end, void* counter) { static_cast<Counter*>(counter)->row(end); }

struct Parser {
  Parser() {
    if (csv_init(&state, CSV_REPALL_NL) != 0) throw std::bad_alloc{};
  }
  ~Parser() { csv_free(&state); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  csv_parser state{};
};

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
    return cell.find_first_not_of(" \t") == cell.npos || text::tidy(cell).empty();
  });
}

void each_record(std::string_view text, char separator,
                 const std::function<void(const Record&)>& take) {
  bool first = declared(text).has_value();
  const std::function<void(const Record&)> but_the_declaration = [&](const Record& record) {
    if (!std::exchange(first, false)) take(record);
  };
  Counter counter{but_the_declaration};
  Parser parser;
  csv_set_delim(&parser.state, static_cast<unsigned char>(separator));
  if (csv_parse(&parser.state, text.data(), text.size(), on_field, on_row, &counter) < text.size())
    throw Error{Exit::data, msg("the file cannot be read as rows of cells"), "quote",
                counter.line()};
  if (parser.state.quoted != 0 && parser.state.pstate == field_begun)
    throw Error{Exit::data,
                msg("line {}: a quote is opened and never closed: close it, or take it out",
                    counter.line()),
                "quote", counter.line()};
  csv_fini(&parser.state, on_field, on_row, &counter);
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

Table read_table(std::string bytes, const Options& options) {
  const auto decoded = encoding::decode(std::move(bytes), options.encoding);
  Table table;
  table.encoding = decoded.name;
  table.separator = options.separator.value_or(separator_of(decoded.text));
  each_record(decoded.text, table.separator, [&](const Record& record) {
    if (record.blank()) return;
    if (table.header_line > 0) {
      table.rows.push_back({record.line, {record.cells.begin(), record.cells.end()}});
      return;
    }
    table.header_line = record.line;
    for (const auto cell : record.cells) table.headers.push_back(header_name(cell));
  });
  if (table.header_line == 0) throw Error{Exit::data, msg("the file is empty"), "empty", 0};
  refuse_repeated(table);
  return table;
}

std::optional<Refusal> why_not_row(const Row& row, std::size_t columns) {
  auto filled = row.cells.size();
  while (filled > columns && text::tidy(row.cells[filled - 1]).empty()) --filled;
  if (filled == columns) return std::nullopt;
  return Refusal{row.line,
                 {},
                 {},
                 "column_count",
                 msg("the row has {} cells where the header has {}", filled, columns)};
}

}  // namespace mk::csv
