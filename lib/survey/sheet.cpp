#include "lib/survey/sheet.hpp"

#include <charconv>
#include <utility>

namespace mk::survey {

namespace {

std::size_t cell(std::size_t category, std::size_t level) {
  return category * all_levels.size() + level;
}

}  // namespace

Sheet::Sheet(Card card) : card_{std::move(card)} {
  for (const auto& category : card_.categories)
    for (const auto& criterion : category.criteria) {
      criteria_.push_back(&criterion);
      places_.at(cell(static_cast<std::size_t>(criterion.category),
                      static_cast<std::size_t>(criterion.level))) =
          static_cast<std::int16_t>(criteria_.size());
    }
}

std::optional<std::size_t> Sheet::place(std::string_view code) const {
  if (code.size() < 2) return std::nullopt;
  const auto level = std::string_view{"SPV"}.find(static_cast<char>(code.back() & ~0x20));
  std::size_t category = 0;
  const auto* const end = code.data() + code.size() - 1;
  const auto [stop, error] = std::from_chars(code.data(), end, category);
  if (level == std::string_view::npos || error != std::errc{} || stop != end ||
      category >= most_categories)
    return std::nullopt;
  const auto place = places_.at(cell(category, level));
  if (place == 0) return std::nullopt;
  return static_cast<std::size_t>(place - 1);
}

}  // namespace mk::survey
