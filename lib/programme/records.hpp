#pragma once

#include "lib/base/id.hpp"
#include "lib/store/database.hpp"
#include "lib/store/log.hpp"

#include <string>
#include <vector>

/// What the status screen and the change log ask of the other rooms' tables.
namespace mk::programme::records {

std::vector<FacilityId> applied(store::Database& db);
/// Approved and not activated yet.
std::vector<FacilityId> not_activated(store::Database& db);
/// Missing from the register and not kept, though they have a live account.
std::vector<FacilityId> delisted(store::Database& db);
/// Added by hand, and the register still does not have them.
std::vector<FacilityId> by_hand(store::Database& db);
/// Live accounts whose manager, address or phone is another than the register's.
std::vector<FacilityId> differing(store::Database& db);
std::vector<SurveyId> submitted(store::Database& db);
/// Reserved, and no day is agreed yet.
std::vector<ReservationId> reserved(store::Database& db);
/// Offered, and not answered yet.
std::vector<ReservationId> offered(store::Database& db);
/// In the line for a place; wishes that were not drawn yet are in none.
std::vector<ReservationId> in_line(store::Database& db);
/// Agreed for a day before `today`, and not told whether they took place.
std::vector<ReservationId> undelivered(store::Database& db, Day today);
/// Rewards whose wishes are all in and were not drawn yet.
std::vector<RewardId> undrawn(store::Database& db, Day today);
std::vector<MatchId> matches(store::Database& db, const std::string& state);
std::vector<LetterId> letters(store::Database& db, const std::string& state);
/// Whether a run of mk-mail has letters at `now`: its lease on them is not over.
bool is_sending(store::Database& db, Instant now);

/// `thing` itself and the rows of other tables that belong to it: a facility's account, a match's
/// members. What they were is part of its history.
std::vector<store::Place> parts(store::Database& db, const store::Place& thing);

/// How the term's cards stand: of the active facilities, how many sent theirs, how many are
/// accepted.
struct Cards {
  std::int64_t active = 0;
  std::int64_t sent = 0;
  std::int64_t accepted = 0;
};
Cards cards(store::Database& db, Term term);

}  // namespace mk::programme::records
