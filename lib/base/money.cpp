#include "lib/base/money.hpp"

#include "lib/base/error.hpp"

#include <algorithm>

namespace mk {

namespace {

bool digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// `text` with plain blanks, none around it, and without a closing "zł".
std::string bare(std::string_view text) {
  std::string out{text};
  for (const std::string_view blank : {"\u00A0", "\u202F", "\u2009"})
    for (auto at = out.find(blank); at != std::string::npos; at = out.find(blank))
      out.replace(at, blank.size(), " ");
  const auto trim = [&out] {
    out.erase(out.find_last_not_of(' ') + 1);
    out.erase(0, out.find_first_not_of(' '));
  };
  trim();
  if (out.ends_with("zł")) out.erase(out.size() - std::string_view{"zł"}.size());
  trim();
  return out;
}

/// The digits of `whole` without the blanks that part its thousands; nothing when blanks stand
/// elsewhere, as in "12 00", which might mean anything.
std::string ungrouped(std::string_view whole) {
  std::string out{whole};
  const auto first = whole.find(' ');
  if (first == std::string_view::npos) return out;
  if (first == 0 || first > 3 || (whole.size() - first) % 4 != 0) return {};
  for (auto at = first; at < whole.size(); at += 4)
    if (whole[at] != ' ') return {};
  std::erase(out, ' ');
  return out;
}

}  // namespace

std::optional<Money> Money::parse(std::string_view text) {
  const auto amount = bare(text);
  const auto point = amount.find_first_of(",.");
  const auto whole = ungrouped(amount.substr(0, point));
  auto rest = point == std::string::npos ? std::string{"00"} : amount.substr(point + 1);
  if (!digits(whole) || !digits(rest) || whole.size() > 10 || rest.size() > 2) return std::nullopt;
  if (rest.size() == 1) rest += '0';
  return Money{std::stoll(whole) * 100 + std::stoll(rest)};
}

void read(const std::string& text, Money& money) {
  const auto parsed = Money::parse(text);
  if (!parsed) throw Error{Exit::usage, msg("“{}” is not an amount such as 1200,50", text)};
  money = *parsed;
}

}  // namespace mk
