#pragma once

#include "lib/exchange/heaps.hpp"

#include <vector>

/// Which posts wait for somebody in vain. Pure.
namespace mk::exchange {

/// A post, as far as supply goes.
struct Supply {
  Party party;
  Type type = Type::offer;
  PostState state = PostState::open;
  std::string category;
  Day until;
  std::vector<std::string>
      in_return;  ///< The categories that an offer asks; none are kept of a need.
};

/// Of the posts of `standing`: the needs that no offer of another party is of the category of, or
/// of one below, whatever the district; each as a heap of its own.
std::vector<Heap> unmet_needs(const std::vector<Supply>& standing, const Parents& tree);
/// The offers that nobody else needs or asks in return.
std::vector<Heap> unwanted_offers(const std::vector<Supply>& standing, const Parents& tree);

}  // namespace mk::exchange
