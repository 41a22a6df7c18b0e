#pragma once

#include "lib/survey/survey.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mk::survey {

/// A card as a file of answers asks for it: its criteria counted through, and found by their codes
/// without a search.
class Sheet {
 public:
  explicit Sheet(Card card);
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;

  const Card& card() const { return card_; }
  std::size_t size() const { return criteria_.size(); }
  const Criterion& criterion(std::size_t place) const { return *criteria_[place]; }
  /// The place of the criterion `code` ("4S", in either case), or nothing.
  std::optional<std::size_t> place(std::string_view code) const;

 private:
  static constexpr std::size_t most_categories = 100;

  Card card_;
  std::vector<const Criterion*> criteria_;
  std::array<std::int16_t, most_categories * all_levels.size()> places_{};  // From 1; 0: none.
};

}  // namespace mk::survey
