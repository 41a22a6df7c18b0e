#pragma once

#include "lib/mail/bounces.hpp"
#include "lib/store/database.hpp"

/// Rows of what came back. Addresses are in lower case.
namespace mk::mail::records {

/// The letter with this Message-ID, if it is one of ours.
std::optional<Outgoing> letter_known_as(store::Database& db, const std::string& message_id);

/// Keeps `bounce` of the report known by `report`. Tells whether it was new.
bool add_bounce(store::Database& db, const Bounce& bounce, const std::string& report, Instant now);

bool knows_report(store::Database& db, const std::string& report);

/// When soft reports about `address` were noted that nobody forgave, by time.
std::vector<Instant> soft_reports(store::Database& db, const std::string& address);

/// When the last letter to `address` was sent of which nothing came back.
std::optional<Instant> last_arrival(store::Database& db, const std::string& address);

void forgive(store::Database& db, const std::string& address);

/// Puts `address` on hold. Tells whether it was not before.
bool hold(store::Database& db, const std::string& address, Severity cause, Instant now);

/// Tells whether `address` was on hold.
bool lift(store::Database& db, const std::string& address);

bool is_held(store::Database& db, const std::string& address);

/// The addresses on hold, by address.
std::vector<Held> held(store::Database& db);

/// The letters to `address` in `state`, by id.
std::vector<Outgoing> letters_to(store::Database& db, const std::string& address, State state);

/// The letter waits until its address is released.
void mark_held(store::Database& db, LetterId id);

}  // namespace mk::mail::records
