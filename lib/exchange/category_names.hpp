#pragma once

#include "lib/exchange/heaps.hpp"

#include <map>
#include <string>
#include <vector>

namespace mk::exchange {

/// What categories are called, and in which order the city's file has them.
class CategoryNames {
 public:
  explicit CategoryNames(const std::vector<Category>& categories);

  /// The name of the category `code`; without a code, that it was told in words.
  std::string of(const std::string& code) const;
  std::vector<std::string> of(const About& about) const;

  /// `heaps` in the order of the file, what remains below a category after what has its own name.
  std::vector<Heap> in_order(std::vector<Heap> heaps) const;

 private:
  std::size_t place_of(const std::string& code) const;

  Parents tree_;
  std::map<std::string, std::string> names_;
  std::map<std::string, std::size_t> places_;
};

}  // namespace mk::exchange
