#pragma once

#include "lib/facility/import_records.hpp"
#include "lib/register/register.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mk::facility {

/// Finds the facility that a row of the register means, each once. It holds a few bytes a row: of a
/// key's digest the first eight, which no two of a million facilities share.
class Matching {
 public:
  explicit Matching(store::Database& db);

  /// What a row is.
  struct Found {
    records::Known* known = nullptr;          ///< Nothing: no facility is it yet.
    std::optional<std::size_t> earlier_line;  ///< The line that was the same facility already.
  };
  Found find(const registry::Row& row, const ShortDigest& key);

  /// A refused row is still in the register: it keeps its facility from being delisted.
  void keep(const registry::Refused& row);

  const std::vector<records::Known>& known() const { return known_; }
  /// Those in the register until now that no row was, by id.
  std::vector<FacilityId> missing() const;

 private:
  /// What is known of a key.
  struct Place {
    std::uint32_t known = 0;  ///< Its place in `known_`, from 1; 0 for one that the file brought.
    std::uint32_t line = 0;   ///< Of the row that had it; 0 when there was none.
    bool numbered = false;    ///< Whether that row had a number.
  };

  records::Known* by_number(const std::string& number);
  std::optional<std::size_t> seen(const registry::Row& row, Place& place);

  std::vector<records::Known> known_;
  std::unordered_map<std::string, Place> numbers_;
  std::unordered_map<std::uint64_t, Place> keys_;
};

}  // namespace mk::facility
