#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"

#include <algorithm>

namespace mk::csv {

namespace {

char separator_in(Style style) {
  switch (style) {
    case Style::people:
      return ';';
    case Style::tabs:
      return '\t';
    case Style::programs:
      break;
  }
  return ',';
}

/// A plus before digits and blanks only: `+48 22 555 00 10`.
bool is_telephone(std::string_view cell) {
  return cell.size() > 1 && cell[0] == '+' && cell[1] >= '0' && cell[1] <= '9' &&
         cell.substr(1).find_first_not_of("0123456789 ") == cell.npos;
}

bool is_dash(std::string_view cell) { return cell == "-"; }

void add_quoted(std::string& file, std::string_view cell) {
  file += '"';
  for (const char c : cell) {
    if (c == '"') file += '"';
    file += c;
  }
  file += '"';
}

}  // namespace

std::string_view beginning(Style style) {
  return style == Style::people ? "\xEF\xBB\xBF" : std::string_view{};
}

bool would_run(std::string_view cell) {
  const auto first = cell.find_first_not_of(' ');
  if (first == cell.npos) return false;
  cell.remove_prefix(first);
  if (is_telephone(cell) || is_dash(cell)) return false;
  const auto sign = text::take(cell);
  return std::u32string_view{U"=+-@\t\r\n＝＋－＠"}.find(sign) != std::u32string_view::npos;
}

std::string guarded(std::string_view cell) {
  return would_run(cell) || cell == "-" ? "'" + std::string{cell} : std::string{cell};
}

void add(std::string& file, std::span<const std::string> cells, Style style) {
  const char separator = separator_in(style);
  const char special[] = {separator, '"', '\r', '\n', '\0'};
  bool first = true;
  for (const auto& cell : cells) {
    if (!first) file += separator;
    first = false;
    const auto safe = style == Style::people ? guarded(cell) : cell;
    const bool edge = !safe.empty() && (safe.front() == ' ' || safe.back() == ' ');
    if (edge || safe.find_first_of(special) != safe.npos) {
      add_quoted(file, safe);
    } else {
      file += safe;
    }
  }
  file += style == Style::tabs ? "\n" : "\r\n";
}

}  // namespace mk::csv
