#pragma once

#include "lib/base/id.hpp"
#include "lib/base/time.hpp"
#include "lib/register/listing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The facilities: one row of the official register each, and the account of its head.
namespace mk::facility {

enum class State { listed, applied, approved, active, suspended, withdrawn };

/// The word of `state` for programs and the database: "listed", "applied" …
MK_API const char* code(State state);
/// The state that `code` names, or nothing.
MK_API std::optional<State> state_of(std::string_view code);
/// Takes a state that a person typed. Throws `Error` (usage).
MK_API void read(const std::string& text, State& state);

/// What the register says; an import changes it, a head never does.
using registry::Listing;

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
  std::optional<Instant> reminded_at;   ///< Of the activation.
  std::optional<Day> confirmed_on;      ///< When the head last said that the profile is right.
  std::optional<State> suspended_from;  ///< What it was before: `approved` or `active`.
  std::string reason;                   ///< Of the suspension or the withdrawal.
  std::optional<Instant> ended_at;      ///< When it was withdrawn.
};

struct Facility {
  FacilityId id;
  State state = State::listed;
  Listing listing;
  std::optional<Account> account;
  std::optional<Instant> delisted_at;
  std::string kept_reason;        ///< Why a delisted one stays all the same, or empty.
  std::string unlisted_reason;    ///< Why it was added by hand, or empty.
  std::int64_t applications = 0;  ///< How often it has applied.

  /// Whether the register has it now.
  bool listed() const { return !delisted_at && unlisted_reason.empty(); }
  /// Whether it may be a member: listed (published), or kept or added by hand with a reason.
  bool may_join() const { return !delisted_at || !kept_reason.empty(); }

  /// The address that letters go to: the account's.
  const std::string& address() const { return account->email; }
};

}  // namespace mk::facility
