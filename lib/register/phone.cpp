#include "lib/base/text.hpp"
#include "lib/register/rules.hpp"

#include <algorithm>
#include <array>

namespace mk::registry {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// "tel. 22 …" without its label.
std::string_view without_label(std::string_view text) {
  for (const std::string_view label : {"telefon", "tel", "kom", "fax", "'"}) {
    if (!text.starts_with(label)) continue;
    text.remove_prefix(label.size());
    text.remove_prefix(std::min(text.find_first_not_of(".: "), text.size()));
  }
  return text;
}

/// The digits of `text`, a plus before them kept; "" when it has anything else but fillers.
std::string digits_in(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    const bool filler = c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
    if (is_digit(c) || (c == '+' && digits.empty())) {
      digits += c;
    } else if (!filler) {
      return {};
    }
  }
  return digits;
}

bool is_polish(std::string_view digits) { return digits.size() == 9 && digits[0] != '0'; }

/// `digits` after a country's prefix.
std::string abroad(std::string_view digits) {
  if (digits.starts_with("48")) {
    digits.remove_prefix(2);
    if (digits.size() == 10 && digits[0] == '0') digits.remove_prefix(1);
    return is_polish(digits) ? "+48" + std::string{digits} : std::string{};
  }
  const bool possible = digits.size() >= 8 && digits.size() <= 15 && digits[0] != '0';
  return possible ? "+" + std::string{digits} : std::string{};
}

std::string one_number(std::string_view text) {
  const auto all = digits_in(text);
  std::string_view digits = all;
  if (digits.starts_with("+")) return abroad(digits.substr(1));
  if (digits.starts_with("00")) return abroad(digits.substr(2));
  if (digits.size() == 11 && digits.starts_with("48")) return abroad(digits);
  if (digits.size() == 10 && digits[0] == '0') digits.remove_prefix(1);
  return is_polish(digits) ? "+48" + std::string{digits} : std::string{};
}

/// A number that may have an extension.
std::string one_with_extension(std::string_view text) {
  text = without_label(text);
  const auto word = std::min(text.find("wew"), text.find(" w."));
  if (word >= text.size()) return one_number(text);
  const auto number = one_number(text.substr(0, word));
  auto rest = text.substr(word);
  rest.remove_prefix(std::min(rest.find_first_of("0123456789"), rest.size()));
  const bool good = !number.empty() && !rest.empty() && rest.size() <= 5 &&
                    std::all_of(rest.begin(), rest.end(), is_digit);
  return good ? number + " wew. " + std::string{rest} : std::string{};
}

std::string several(std::string_view text, std::string_view separators) {
  std::string found;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    const auto number = one_with_extension(part);
    if (number.empty()) return {};
    found += (found.empty() ? "" : ", ") + number;
  }
  return found;
}

}  // namespace

std::string phone_of(std::string_view text) {
  const bool usual = std::ranges::all_of(text, [](char c) {
    return is_digit(c) || c == ' ' || c == '+' || c == '-' || c == '(' || c == ')';
  });
  if (usual) return one_number(text);
  auto plain = text::folded(text);
  for (const std::string_view dash : {"–", "—", "‑", "‐", "−"}) replace_all(plain, dash, "-");
  for (const std::string_view word : {" lub ", " oraz ", " i "}) replace_all(plain, word, ",");
  // "22/555 11 11" is one number and "600…/700…" are two.
  const auto found = several(plain, ",;");
  return found.empty() ? several(plain, ",;/") : found;
}

std::string dialled(const std::string& phone) {
  const bool polish = phone.size() == 12 && phone.starts_with("+48") &&
                      std::all_of(phone.begin() + 3, phone.end(), is_digit);
  if (!polish) return phone;
  const auto digits = phone.substr(3);
  // What the numbering plan gives to mobile networks (published by the regulator).
  constexpr std::array<std::string_view, 13> mobile{"45", "50", "51", "53", "57", "60", "66",
                                                    "69", "72", "73", "78", "79", "88"};
  const bool is_mobile =
      std::ranges::find(mobile, std::string_view{digits}.substr(0, 2)) != mobile.end();
  const auto part = [&](std::size_t from, std::size_t size) { return digits.substr(from, size); };
  if (is_mobile) return part(0, 3) + " " + part(3, 3) + " " + part(6, 3);
  return part(0, 2) + " " + part(2, 3) + " " + part(5, 2) + " " + part(7, 2);
}

}  // namespace mk::registry
