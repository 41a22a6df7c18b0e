#include "lib/exchange/category_names.hpp"

#include "lib/base/message.hpp"

#include <algorithm>
#include <tuple>

namespace mk::exchange {

CategoryNames::CategoryNames(const std::vector<Category>& categories)
    : tree_{parents_of(categories)} {
  for (const auto& it : categories) {
    names_.emplace(it.code, it.name);
    places_.emplace(it.code, places_.size());
  }
}

std::string CategoryNames::of(const std::string& code) const {
  const auto found = names_.find(code);
  return found == names_.end() ? tr("something told in words") : found->second;
}

std::vector<std::string> CategoryNames::of(const About& about) const {
  std::vector<std::string> names;
  for (const auto& code : about) names.push_back(of(code));
  return names;
}

std::size_t CategoryNames::place_of(const std::string& code) const {
  const auto found = places_.find(code);
  return found == places_.end() ? places_.size() : found->second;
}

std::vector<Heap> CategoryNames::in_order(std::vector<Heap> heaps) const {
  const auto place = [&](const Heap& heap) {
    std::vector<std::size_t> places;
    for (const auto& code : heap.about) places.push_back(place_of(code));
    return std::tuple{place_of(uppermost(tree_, heap.about.front())), heap.rest, places};
  };
  std::ranges::sort(heaps, {}, place);
  return heaps;
}

}  // namespace mk::exchange
