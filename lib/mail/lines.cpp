#include "lib/mail/lines.hpp"

#include "lib/base/text.hpp"

#include <algorithm>
#include <string_view>

namespace mk::mail {

namespace {

using Kind = Line::Kind;

constexpr std::string_view dash = "–";

Kind kind_of(const std::string& text) {
  constexpr std::size_t shortest_rule = 10;
  if (text.find_first_not_of(' ') == std::string::npos) return Kind::blank;
  if (text.starts_with("- ")) return Kind::item;
  if (text.starts_with("# ") || text.starts_with("## ")) return Kind::heading;
  if (text.starts_with("  ")) return Kind::apart;
  if (text.size() >= shortest_rule && text.find_first_not_of('-') == std::string::npos)
    return Kind::rule;
  return value_of(text) == std::string::npos ? Kind::prose : Kind::term;
}

Line line_of(std::string text) {
  const bool marked = text.find(line_stays) != std::string::npos;
  std::ranges::replace(text, '\t', ' ');
  std::erase_if(text, [](char c) { return c > 0 && c < ' '; });
  Line line{kind_of(text), {}, 0, marked || text::length(text) < short_line};
  if (line.kind == Kind::item) text.erase(0, 2);
  if (line.kind == Kind::apart) {
    line.stays = true;
    line.indent = text.find_first_not_of(' ');
    text.erase(0, line.indent);
  }
  line.text = std::move(text);
  return line;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) > '\x7f'; }

/// Whether four digits and no more stand at `at`: "2026" of "30 września 2026 r.".
bool is_year(const std::string& text, std::size_t at) {
  constexpr std::size_t digits = 4;
  const auto end = at + digits;
  return end <= text.size() &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                     text.begin() + static_cast<std::ptrdiff_t>(end), is_digit) &&
         (end == text.size() || !is_digit(text[end]));
}

}  // namespace

std::vector<Line> lines_of(const std::string& text) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(line_of(text.substr(at, end - at)));
    at = end + 1;
  }
  return lines;
}

std::size_t value_of(const std::string& text) {
  const auto colon = text.find(":  ");
  if (colon == 0 || colon == std::string::npos) return std::string::npos;
  return text.find_first_not_of(' ', colon + 1);
}

bool is_bound(const std::string& text, std::size_t at) {
  if (at == 0 || at + 1 >= text.size()) return false;
  if (text.compare(at + 1, dash.size(), dash) == 0) return true;
  const char before = text[at - 1];
  if (is_digit(before)) return is_letter(text[at + 1]) || is_beyond_ascii(text[at + 1]);
  if (is_year(text, at + 1)) return true;
  return is_letter(before) &&
         (at == 1 || std::string_view{" (\n"}.find(text[at - 2]) != std::string_view::npos);
}

}  // namespace mk::mail
