#include "lib/facility/matching.hpp"

namespace mk::facility {

Matching::Matching(const std::vector<records::Known>& known)
    : known_{known}, claimed_(known.size()), present_(known.size()) {
  numbers_.reserve(known.size());
  for (std::size_t place = 0; place < known.size(); ++place) {
    const auto& it = known[place];
    if (!it.register_no.empty()) numbers_.emplace(it.register_no, place);
    const auto [at, fresh] = keys_.try_emplace(it.key_hash, place);
    // Of several with one key, the one that has no number is known by it alone.
    if (!fresh && it.register_no.empty()) at->second = place;
  }
}

std::optional<std::size_t> Matching::by_number(const std::string& number) const {
  const auto at = numbers_.find(number);
  if (at == numbers_.end()) return std::nullopt;
  return at->second;
}

std::optional<std::size_t> Matching::by_key(const ShortDigest& key_hash) const {
  const auto at = keys_.find(key_hash);
  if (at == keys_.end()) return std::nullopt;
  return at->second;
}

std::optional<std::size_t> Matching::claim(const registry::Row& row) {
  const auto& number = row.listing.register_no;
  auto place = number.empty() ? std::nullopt : by_number(number);
  if (!place) {
    place = by_key(row.key_hash);
    const bool another = place && !number.empty() && !known_[*place].register_no.empty();
    if (another) return std::nullopt;
  }
  if (!place || claimed_[*place]) return std::nullopt;
  claimed_[*place] = true;
  present_[*place] = true;
  return place;
}

bool Matching::taken(const registry::Row& row) const {
  const auto& number = row.listing.register_no;
  const auto place = number.empty() ? std::nullopt : by_number(number);
  return place && claimed_[*place];
}

void Matching::keep(const registry::Refused& row) {
  auto place = row.register_no.empty() ? std::nullopt : by_number(row.register_no);
  if (!place && row.key_hash) place = by_key(*row.key_hash);
  if (place) present_[*place] = true;
}

}  // namespace mk::facility
