#pragma once

#include "lib/mail/mail.hpp"
#include "lib/store/database.hpp"

namespace mk::mail::records {

/// The letter `id`. Throws `Error` (refused): there is no M-9.
Outgoing letter(store::Database& db, LetterId id);

/// All letters, or those in `state`, by id.
std::vector<Outgoing> letters(store::Database& db, std::optional<State> state);

/// Whether this letter was ever queued, whatever became of it.
bool known(store::Database& db, const Letter& letter);

/// Queues again the letter to the same address about the same, if it was cancelled. Tells whether
/// there is such a letter, whatever its state.
bool revive(store::Database& db, const Outgoing& letter);

/// Keeps `letter`, queued, and gives its id.
LetterId add(store::Database& db, const Outgoing& letter);

/// Takes up to `limit` letters that are due at `now` for the run that calls, until `until`;
/// also those that a run took and did not finish in its time. The ones that wait longest first.
std::vector<Outgoing> claim(store::Database& db, Instant now, Instant until, std::int64_t limit);

/// The letter went. What was secret in it is blanked.
void mark_sent(store::Database& db, LetterId id, Instant now);

/// A try went wrong; the next is at `due`.
void mark_postponed(store::Database& db, LetterId id, Instant now, Instant due,
                    const std::string& why);

/// The letter is given up. What was secret in it is blanked.
void mark_failed(store::Database& db, LetterId id, Instant now, const std::string& why);

/// A letter that was taken and not tried waits again as before.
void put_back(store::Database& db, LetterId id);

/// The letter waits again, due at `now`, as if it had never been tried.
void mark_queued(store::Database& db, LetterId id, Instant now);

/// The letter will not go. What was secret in it is blanked.
void mark_cancelled(store::Database& db, LetterId id);

/// The letters about `facility` (and, unless it is empty, to `address`) that did not go, by id,
/// but for those that a run has at `now`.
std::vector<LetterId> waiting_for(store::Database& db, FacilityId facility,
                                  const std::string& address, Instant now);

Counts counts(store::Database& db);

}  // namespace mk::mail::records
