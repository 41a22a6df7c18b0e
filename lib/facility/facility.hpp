#pragma once

#include "lib/base/id.hpp"
#include "lib/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The facilities: one row of the official register each, and the account of its head.
namespace mk::facility {

enum class State { listed, applied, approved, active, suspended, withdrawn };

/// What the register says; an import changes it, a head never does. Text is NFC, "" is absent.
struct Listing {
  std::string operator_name;
  std::string name;
  std::vector<std::string> kinds;  ///< A set of `opiekuńcza`, `specjalistyczna`, `praca podwórkowa`.
  std::string street;
  std::string postal_code;
  std::string city;
  std::string district;
  std::string manager;
  std::string email;
  std::string phone;
  std::optional<std::int64_t> places;
  std::string regon;
  std::string nip;
  std::string krs;
  std::string register_no;
  std::string informal_name;
};

/// What the head said; an import never changes it. "" is absent.
struct Account {
  std::string manager;
  std::string email;
  std::string phone;
  std::string formal_name;
  std::string informal_name;
  std::string description;  ///< Markdown.
  bool logo = false;        ///< Whether there is one.
  Instant applied_at;
  std::optional<Instant> approved_at;
  std::optional<Instant> activated_at;
  std::optional<Day> confirmed_on;  ///< When the head last said that the profile is right.
};

struct Facility {
  FacilityId id;
  State state = State::listed;
  Listing listing;
  std::optional<Account> account;
  std::optional<Instant> delisted_at;
  std::string unlisted_reason;  ///< Why it was added by hand, or empty.

  /// The address that letters go to: the account's.
  const std::string& address() const { return account->email; }
};

}  // namespace mk::facility
