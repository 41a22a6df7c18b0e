#pragma once

#include "lib/base/digest.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mk::registry {

/// What the official register says about a facility. Text is NFC and one line, "" is absent.
struct Listing {
  std::string operator_name;
  std::string name;
  std::vector<std::string>
      kinds;  ///< A set of `opiekuńcza`, `specjalistyczna`, `praca podwórkowa`.
  std::string street;
  std::string postal_code;
  std::string city;
  std::string district;
  std::string manager;
  std::string email;
  std::string phone;  ///< Normalised: "+48221234567".
  std::optional<std::int64_t> places;
  std::string regon;
  std::string nip;
  std::string krs;
  std::string register_no;
  std::string informal_name;

  bool operator==(const Listing&) const = default;
};

/// The words that `kind` may be made of, in the order in which they are stored.
inline constexpr const char* kinds[] = {"opiekuńcza", "specjalistyczna", "praca podwórkowa"};

/// `kinds` as they are stored and exported: "opiekuńcza+specjalistyczna".
std::string joined(const std::vector<std::string>& kinds);

/// The district of Warsaw that `text` names in any case, with or without Polish letters, or "".
std::string district_of(std::string_view text);

/// What a facility without a number in the register is found by: operator, name and street, folded.
ShortDigest key_hash_of(const Listing& listing);
/// What tells whether a row changed: everything that the register says.
ShortDigest row_hash_of(const Listing& listing);

}  // namespace mk::registry
