#include "lib/facility/matching.hpp"

#include <cstring>

namespace mk::facility {

namespace {

std::uint64_t beginning(const ShortDigest& key) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, key.data(), sizeof bytes);
  return bytes;
}

}  // namespace

Matching::Matching(store::Database& db) {
  const auto count = records::count_known(db);
  known_.reserve(count);
  keys_.reserve(count);
  records::each_known(db, [this](const auto& it, const auto& key, std::string number) {
    auto& known = known_.emplace_back(it);
    const auto place = static_cast<std::uint32_t>(known_.size());
    const auto [at, fresh] = keys_.try_emplace(beginning(key), Place{place, 0, false});
    // Of several with one key, the one that has no number is known by it alone.
    if (!fresh && number.empty()) at->second.known = place;
    if (number.empty()) return;
    const auto numbered = numbers_.try_emplace(std::move(number)).first;
    numbered->second.known = place;
    known.register_no = &numbered->first;
  });
}

records::Known* Matching::by_number(const std::string& number) {
  const auto at = numbers_.find(number);
  return at == numbers_.end() || at->second.known == 0 ? nullptr : &known_[at->second.known - 1];
}

/// The line that had the same facility before: the same number, or the same operator, name and
/// street while one of the two has no number. Remembers the row when there is none.
std::optional<std::size_t> Matching::seen(const registry::Row& row, Place& place) {
  const auto& number = row.listing.register_no;
  const auto line = static_cast<std::uint32_t>(row.line);
  if (!number.empty()) {
    auto& numbered = numbers_[number];
    if (numbered.line != 0) return numbered.line;
    numbered.line = line;
  }
  if (place.line == 0) {
    place.line = line;
    place.numbered = !number.empty();
    return std::nullopt;
  }
  if (place.numbered && !number.empty()) return std::nullopt;
  return place.line;
}

Matching::Found Matching::find(const registry::Row& row, const ShortDigest& key) {
  const auto& number = row.listing.register_no;
  auto& place = keys_[beginning(key)];
  Found found;
  found.earlier_line = seen(row, place);
  if (found.earlier_line) return found;
  auto* known = number.empty() ? nullptr : by_number(number);
  if (known != nullptr && known->line != 0) {
    found.earlier_line = known->line;
    return found;
  }
  if (known == nullptr && place.known != 0) {
    known = &known_[place.known - 1];
    const bool another = !number.empty() && known->register_no != nullptr;
    if (another || known->line != 0) known = nullptr;
  }
  if (known != nullptr) {
    known->line = static_cast<std::uint32_t>(row.line);
    known->present = true;
  }
  found.known = known;
  return found;
}

void Matching::keep(const registry::Refused& row) {
  auto* known = row.register_no.empty() ? nullptr : by_number(row.register_no);
  if (known == nullptr && row.key_hash) {
    const auto at = keys_.find(beginning(*row.key_hash));
    if (at != keys_.end() && at->second.known != 0) known = &known_[at->second.known - 1];
  }
  if (known != nullptr) known->present = true;
}

std::vector<FacilityId> Matching::missing() const {
  std::vector<FacilityId> ids;
  for (const auto& it : known_)
    if (it.listed() && !it.present) ids.push_back(it.id);
  return ids;
}

}  // namespace mk::facility
