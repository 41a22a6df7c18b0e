#include "lib/exchange/heaps.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace mk::exchange {

namespace {

using Piles = std::map<std::pair<About, bool>, Heap>;

bool few(const Heap& heap) {
  const auto members = static_cast<std::int64_t>(heap.part.members.size());
  return 0 < members && members < report::smallest_group;
}

void put(Piles& piles, const Heap& from, const About& about, bool rest) {
  auto& heap = piles[{about, rest}];
  heap.about = about;
  heap.rest = rest;
  heap.units += from.units;
  heap.part.count += from.part.count;
  heap.part.members.insert(from.part.members.begin(), from.part.members.end());
}

About coarser(const Parents& tree, const About& about) {
  About above;
  for (const auto& code : about) above.push_back(uppermost(tree, code));
  return turned(std::move(above));
}

}  // namespace

std::string uppermost(const Parents& tree, std::string code) {
  for (auto found = tree.find(code); found != tree.end() && !found->second.empty();
       found = tree.find(code))
    code = found->second;
  return code;
}

About turned(About ring) {
  auto least = ring;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    std::rotate(ring.begin(), ring.begin() + 1, ring.end());
    least = std::min(least, ring);
  }
  return least;
}

void Heaps::hide_total() {
  total.reset();
  if (any_hidden()) return;
  Heap* fewest = nullptr;
  for (auto& heap : heaps)
    if (heap.count && heap.part.count > 0 &&
        (fewest == nullptr || heap.part.members.size() < fewest->part.members.size()))
      fewest = &heap;
  if (fewest != nullptr) fewest->count.reset();
}

bool Heaps::any_hidden() const {
  return std::ranges::any_of(heaps, [](const Heap& it) { return !it.count; });
}

Heaps heaped(const std::vector<Heap>& single, const Parents& tree) {
  Piles fine;
  for (const auto& it : single) put(fine, it, it.about, false);
  Piles piles;
  for (const auto& [key, heap] : fine) {
    const auto above = coarser(tree, heap.about);
    const bool rest = few(heap) || heap.about == above;
    put(piles, heap, rest ? above : heap.about, rest);
  }
  Heaps result;
  std::vector<report::Part> parts;
  for (const auto& [key, heap] : piles) {
    parts.push_back(heap.part);
    result.units += heap.units;
    result.heaps.push_back(heap);
  }
  const auto shown = report::protect_parts(parts);
  for (std::size_t i = 0; i < parts.size(); ++i) result.heaps[i].count = shown.parts[i];
  result.total = shown.total;
  return result;
}

}  // namespace mk::exchange
