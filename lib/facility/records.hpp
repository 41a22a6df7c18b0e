#pragma once

#include "lib/facility/actions.hpp"
#include "lib/facility/facility.hpp"
#include "lib/facility/token.hpp"
#include "lib/store/database.hpp"

#include <optional>
#include <string>
#include <vector>

/// The rows of facilities, their accounts and their tokens; a statement a function.
namespace mk::facility::records {

/// The facility `id`. Throws `Error` (refused): "there is no F-9".
Facility facility(store::Database& db, FacilityId id);
bool exists(store::Database& db, FacilityId id);
/// Every facility, by id.
std::vector<Facility> list(store::Database& db);
/// Those in `state`, by id.
std::vector<Facility> in_state(store::Database& db, State state);
/// The facility whose live account has `address`, whatever its case.
std::optional<Facility> holder_of(store::Database& db, const std::string& address);

/// The entries of the change log that changed the facility or its account, the oldest first.
std::vector<Event> history(store::Database& db, FacilityId id);

/// The facility that has the key of `listing`: its operator, name and street.
std::optional<FacilityId> with_key(store::Database& db, const ShortDigest& key_hash);
/// Adds a row that the register does not have.
FacilityId add_by_hand(store::Database& db, const Listing& listing, const std::string& reason);

void set_state(store::Database& db, FacilityId id, State state);
/// Why a facility stays although the register lacks it.
void set_kept(store::Database& db, FacilityId id, const std::string& reason);
/// `heir` is what `former` was: its state, and how often it has applied.
void take_over(store::Database& db, FacilityId heir, FacilityId former);
/// The facility has no account and is not in the register.
void leave(store::Database& db, FacilityId id, Instant now);
/// Counts one more application of `id`.
void count_application(store::Database& db, FacilityId id);

void add_account(store::Database& db, FacilityId id, const Application& application, Instant now);
/// Forgets the account, as of an application that came to nothing.
void drop_account(store::Database& db, FacilityId id);
void end_account(store::Database& db, FacilityId id, const std::string& reason, Instant now);
void note_approval(store::Database& db, FacilityId id, Instant now);
void note_activation(store::Database& db, FacilityId id, Instant now);
void note_reminder(store::Database& db, FacilityId id, Instant now);
void note_suspension(store::Database& db, FacilityId id, State from, const std::string& reason);
void forget_suspension(store::Database& db, FacilityId id);
/// What the head may change; the logo apart.
void change_profile(store::Database& db, FacilityId id, const Account& account);
/// Whoever knew the password is out.
void forget_password(store::Database& db, FacilityId id);
/// Puts `bytes`, a picture of `type`, in the place of the logo.
void set_logo(store::Database& db, FacilityId id, const std::string& type,
              const std::string& bytes);
void note_logo(store::Database& db, FacilityId id, const std::string& digest);

/// Keeps the digest of a secret sent to `address`; gives the token's number.
std::int64_t add_token(store::Database& db, const Token& token, const std::string& digest,
                       Instant now);
/// The token whose secret has `digest`.
std::optional<Token> token(store::Database& db, const std::string& digest);
void use_token(store::Database& db, std::int64_t token, Instant now);
/// Ends the live token of `facility` for `purpose`, if there is one.
void end_token(store::Database& db, FacilityId facility, Purpose purpose, Instant now);
/// Ends every live token of `facility`.
void end_tokens(store::Database& db, FacilityId facility, Instant now);
/// Facilities with a live token that their state or address does not allow, by id.
std::vector<FacilityId> with_stray_tokens(store::Database& db);

}  // namespace mk::facility::records
