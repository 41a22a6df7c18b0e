#include "lib/exchange/shortage.hpp"

#include <algorithm>
#include <map>

namespace mk::exchange {

namespace {

/// Who has posts of each category.
using Owners = std::map<std::string, std::set<Party>>;

bool another_has(const Owners& owners, const std::string& category, const Party& party) {
  const auto found = owners.find(category);
  return found != owners.end() && (found->second.size() > 1 || !found->second.contains(party));
}

Heap heap_of(const Supply& post) {
  Heap heap{{post.category}, {1, {}}, 1};
  if (post.party.facility) heap.part.members.insert(post.party.facility->value);
  return heap;
}

/// `code` and all that stands above it.
std::vector<std::string> line(const Parents& tree, const std::string& code) {
  std::vector<std::string> codes{code};
  for (auto found = tree.find(code); found != tree.end() && !found->second.empty();
       found = tree.find(codes.back()))
    codes.push_back(found->second);
  return codes;
}

}  // namespace

std::vector<Heap> unmet_needs(const std::vector<Supply>& standing, const Parents& tree) {
  Owners offered;  // By the category and all above it, which it serves too.
  for (const auto& post : standing)
    if (post.type == Type::offer)
      for (const auto& code : line(tree, post.category)) offered[code].insert(post.party);
  std::vector<Heap> unmet;
  for (const auto& post : standing)
    if (post.type == Type::need && !another_has(offered, post.category, post.party))
      unmet.push_back(heap_of(post));
  return unmet;
}

std::vector<Heap> unwanted_offers(const std::vector<Supply>& standing, const Parents& tree) {
  Owners wanted;
  for (const auto& post : standing) {
    if (post.type == Type::need) wanted[post.category].insert(post.party);
    for (const auto& code : post.in_return) wanted[code].insert(post.party);
  }
  std::vector<Heap> unwanted;
  for (const auto& post : standing) {
    if (post.type != Type::offer) continue;
    const auto codes = line(tree, post.category);
    const bool met = std::ranges::any_of(
        codes, [&](const auto& code) { return another_has(wanted, code, post.party); });
    if (!met) unwanted.push_back(heap_of(post));
  }
  return unwanted;
}

}  // namespace mk::exchange
