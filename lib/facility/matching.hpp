#pragma once

#include "lib/facility/import_records.hpp"
#include "lib/register/register.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mk::facility {

/// Finds the facility that a row of the register means, each once.
class Matching {
 public:
  explicit Matching(const std::vector<records::Known>& known);

  /// The place in `known` of the facility with the number of the row, else with its operator, name
  /// and street; nothing when there is none, or when an earlier row was it.
  std::optional<std::size_t> claim(const registry::Row& row);

  /// Whether the number of `row` belongs to a facility that an earlier row was.
  bool taken(const registry::Row& row) const;

  /// A refused row is still in the register: it keeps its facility from being delisted.
  void keep(const registry::Refused& row);

  /// Whether no row was the facility at `place`.
  bool missing(std::size_t place) const { return !present_.at(place); }

 private:
  std::optional<std::size_t> by_number(const std::string& number) const;
  std::optional<std::size_t> by_key(const ShortDigest& key_hash) const;

  const std::vector<records::Known>& known_;
  std::vector<bool> claimed_;
  std::vector<bool> present_;
  std::unordered_map<std::string, std::size_t> numbers_;
  std::map<ShortDigest, std::size_t> keys_;
};

}  // namespace mk::facility
