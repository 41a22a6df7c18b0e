#include "lib/register/lines.hpp"

#include "lib/base/text.hpp"

#include <algorithm>
#include <array>

namespace mk::registry {

namespace {

constexpr std::size_t longest_value_told = 300;

}  // namespace

std::string told(std::string_view value) {
  std::string text;
  for (std::size_t count = 0; !value.empty(); ++count) {
    if (count == longest_value_told) return text + "…";
    text::append(text, text::take(value));
  }
  return text;
}

std::size_t filled(const csv::Record& record) {
  return static_cast<std::size_t>(
      std::count_if(record.cells.begin(), record.cells.end(),
                    [](std::string_view cell) { return !text::tidy(cell).empty(); }));
}

std::string first_word(const csv::Record& record) {
  for (const auto cell : record.cells)
    if (auto word = text::tidy(cell); !word.empty()) return word;
  return {};
}

bool is_total(const csv::Record& record) {
  const auto word = text::folded(first_word(record));
  constexpr std::array<std::string_view, 6> words{"razem",   "ogółem",  "suma",
                                                  "łącznie", "w sumie", "podsumowanie"};
  return std::any_of(words.begin(), words.end(), [&](std::string_view total) {
    if (!word.starts_with(total)) return false;
    const auto rest = std::string_view{word}.substr(total.size());
    return rest.find_first_not_of(" :;.0123456789") == rest.npos;
  });
}

}  // namespace mk::registry
