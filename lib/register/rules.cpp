#include "lib/register/rules.hpp"

#include "lib/base/address.hpp"
#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace mk::registry {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// `text` with one kind of hyphen and no blanks.
std::string close(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto c = text::take(text);
    if (c == ' ' || c == U'\u00A0') continue;
    const bool hyphen = (c >= U'\u2010' && c <= U'\u2015') || c == U'\u2212';
    text::append(plain, hyphen ? U'-' : c);
  }
  return plain;
}

/// `text` without blanks and hyphens, when digits are left.
std::string digits_of(std::string_view text) {
  if (all_digits(text)) return std::string{text};
  auto plain = close(text);
  std::erase(plain, '-');
  return all_digits(plain) ? plain : std::string{};
}

template <std::size_t Count>
int weighed(std::string_view digits, const std::array<int, Count>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < Count; ++i) sum += (digits[i] - '0') * weights.at(i);
  return sum % 11;
}

bool all_zeros(std::string_view digits) { return digits.find_first_not_of('0') == digits.npos; }

constexpr std::array nip_weights{6, 5, 7, 2, 3, 4, 5, 6, 7};
constexpr std::array regon_weights{8, 9, 2, 3, 4, 5, 6, 7};
constexpr std::array long_regon_weights{2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8};

bool is_regon(std::string_view digits) {
  if (all_zeros(digits)) return false;
  if (digits.size() == 9) return weighed(digits, regon_weights) % 10 == digits[8] - '0';
  return digits.size() == 14 && is_regon(digits.substr(0, 9)) &&
         weighed(digits, long_regon_weights) % 10 == digits[13] - '0';
}

/// "opiekuncza", "pracapodworkowa": a word as it is compared.
std::string compared(std::string_view text) {
  auto word = text::without_diacritics(text::folded(close(text)));
  std::erase(word, '-');
  return word;
}

/// The words of `kinds` as they are compared.
constexpr std::array<std::string_view, std::size(kinds)> compared_kinds{
    "opiekuncza", "specjalistyczna", "pracapodworkowa"};

/// The kinds in `text` when it is spelled as they are stored, which is the usual case.
std::vector<std::string> stored_kinds(std::string_view text) {
  std::vector<std::string> found;
  for (const std::string_view kind : kinds) {
    if (!text.starts_with(kind)) continue;
    found.emplace_back(kind);
    text.remove_prefix(kind.size());
    if (text.empty()) return found;
    if (text.front() != '+') break;
    text.remove_prefix(1);
  }
  return {};
}

}  // namespace

std::string nip_of(std::string_view text) {
  auto plain = all_digits(text) ? std::string{text} : close(text);
  if (plain.size() > 2 && (plain[0] | 0x20) == 'p' && (plain[1] | 0x20) == 'l') plain.erase(0, 2);
  const auto digits = digits_of(plain);
  const bool good =
      digits.size() == 10 && !all_zeros(digits) && weighed(digits, nip_weights) == digits[9] - '0';
  return good ? digits : std::string{};
}

std::string regon_of(std::string_view text) {
  const auto digits = digits_of(text);
  return is_regon(digits) ? digits : std::string{};
}

std::string krs_of(std::string_view text) {
  const auto digits = digits_of(text);
  return digits.size() == 10 && !all_zeros(digits) ? digits : std::string{};
}

std::string postal_code_of(std::string_view text) {
  const auto is_one = [](std::string_view code) {
    return code.size() == 6 && code[2] == '-' && all_digits(code.substr(0, 2)) &&
           all_digits(code.substr(3));
  };
  if (is_one(text)) return std::string{text};
  auto plain = close(text);
  return is_one(plain) ? plain : std::string{};
}

std::optional<std::vector<std::string>> kinds_of(std::string_view text) {
  if (auto found = stored_kinds(text); !found.empty()) return found;
  auto words = " " + text::folded(text) + " ";
  for (const std::string_view joint : {" i ", " oraz ", "+", "/", ";"})
    for (auto at = words.find(joint); at != words.npos; at = words.find(joint, at))
      words.replace(at, joint.size(), " , ");
  std::array<bool, std::size(kinds)> has{};
  for (std::size_t at = 0; at < words.size();) {
    const auto end = std::min(words.find(',', at), words.size());
    const auto word = compared(std::string_view{words}.substr(at, end - at));
    at = end + 1;
    if (word.empty()) continue;
    const auto known = std::find(compared_kinds.begin(), compared_kinds.end(),
                                 word == "podworkowa" ? "pracapodworkowa" : word);
    if (known == compared_kinds.end()) return std::nullopt;
    has.at(static_cast<std::size_t>(known - compared_kinds.begin())) = true;
  }
  std::vector<std::string> found;
  for (std::size_t i = 0; i < has.size(); ++i)
    if (has.at(i)) found.emplace_back(kinds[i]);
  if (found.empty()) return std::nullopt;
  return found;
}

}  // namespace mk::registry
