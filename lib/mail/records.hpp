#pragma once

#include "lib/mail/mail.hpp"
#include "lib/store/database.hpp"

namespace mk::mail::records {

/// The letter `id`. Throws `Error` (refused): there is no M-9.
Outgoing letter(store::Database& db, LetterId id);

/// All letters, or those in `state`, by id.
std::vector<Outgoing> letters(store::Database& db, std::optional<State> state);

/// Whether this letter was ever queued, whatever became of it.
bool known(store::Database& db, const std::string& to, const std::string& event,
           const std::string& occurrence);

/// Queues again the letter to the same address about the same, if it was cancelled, as if it had
/// never been tried. Tells whether there is such a letter, whatever its state.
bool revive(store::Database& db, const Outgoing& letter);

/// Keeps `letter`, queued, and gives its id.
LetterId add(store::Database& db, const Outgoing& letter);

/// Takes up to `limit` letters that are due at `now` for the run that calls, until `until`;
/// before them those that a run took and did not finish in its time. The ones that wait longest
/// first; none that crashed a run.
std::vector<Outgoing> claim(store::Database& db, Instant now, Instant until, std::int64_t limit);

/// Takes in the same way one letter that crashed a run, the fewest times first; or none.
std::vector<Outgoing> claim_crashed(store::Database& db, Instant now, Instant until);

/// The letters nobody has at `now` that crashed `most` runs or more, by id.
std::vector<Outgoing> crashed(store::Database& db, Instant now, std::int64_t most);

/// A run begins to send `letter`, as it was taken: one more crash, until it says what became of it.
/// False when it is no longer the run's to send: it was cancelled, or its lease ended.
bool begin(store::Database& db, const Outgoing& letter);

/// The letter went. What was secret in it is blanked.
void mark_sent(store::Database& db, LetterId id, Instant now);

/// A try of `letter`, as it was taken, went wrong; the next is at `due`. Changes nothing when its
/// lease ended and somebody else has it.
void mark_postponed(store::Database& db, const Outgoing& letter, Instant now, Instant due,
                    const std::string& why);

/// The letter is given up. What was secret in it is blanked.
void give_up(store::Database& db, LetterId id, const std::string& why);

/// `letter`, as it was taken, is given up. What was secret in it is blanked. Tells whether that is
/// so: false when its lease ended and somebody else has it.
bool mark_failed(store::Database& db, const Outgoing& letter, Instant now, const std::string& why);

/// `letter`, as it was taken, was not tried and waits again, with so many crashes. Changes nothing
/// when its lease ended and somebody else has it.
void put_back(store::Database& db, const Outgoing& letter, std::int64_t crashes);

/// The letter does not go until somebody wants it to, and why.
void mark_held(store::Database& db, LetterId id, const std::string& why);

/// The letter waits again, due at `now`, as if it had never been tried.
void mark_queued(store::Database& db, LetterId id, Instant now);

/// The letter will not go. What was secret in it is blanked.
void mark_cancelled(store::Database& db, LetterId id);

/// The letters about `facility` (and, unless it is empty, to `address`) that did not go, by id,
/// also those that a run has.
std::vector<LetterId> waiting_for(store::Database& db, FacilityId facility,
                                  const std::string& address);

Counts counts(store::Database& db);

}  // namespace mk::mail::records
