#pragma once

#include "lib/exchange/exchange.hpp"
#include "lib/store/database.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

/// The rows behind the weekly letter; a statement a function.
namespace mk::exchange::records {

/// The Monday of the last week whose letter was made.
std::optional<Day> last_digest(store::Database& db);
void note_digest(store::Database& db, Day monday, Instant now);

/// An active facility that has not asked for no letter.
struct Reader {
  FacilityId facility;
  std::string address;
  std::string district;
};
/// All of them, by id.
std::vector<Reader> readers(store::Database& db);

/// What was posted from `from` on, before `to`, and may be matched on `day`, by id.
std::vector<PostId> posted_between(store::Database& db, Instant from, Instant to, Day day);

/// Those that `party` refuses, or that refuse it.
std::set<Party> refused_partners(store::Database& db, const Party& party);
/// The posts that `party` refuses.
std::set<PostId> refused_posts(store::Database& db, const Party& party);

/// Since when `facility` gets no letter; nothing when it does.
std::optional<Instant> silent_since(store::Database& db, FacilityId facility);
void keep_silent(store::Database& db, FacilityId facility, Instant now);
void end_silence(store::Database& db, FacilityId facility);

}  // namespace mk::exchange::records
