#pragma once

#include "lib/exchange/exchange.hpp"
#include "lib/store/context.hpp"

#include <optional>
#include <string>

/// How a match lets go of its posts; used within a running transaction.
namespace mk::exchange {

/// Puts every post of `match` in `state`.
void set_posts(store::Database& db, const Match& match, PostState state);

/// Dissolves a proposed match for `reason` and frees its posts. Tells nobody yet.
Match dissolve(const Context& context, MatchId id, const std::string& reason);

/// The same for an agreed match, which then has failed.
Match come_to_nothing(const Context& context, MatchId id, const std::string& reason);

/// Lets what an agreed match leaves of its posts stand on its own, with the same words; the posts
/// of the match then tell what it moves.
void part_posts(store::Database& db, const Match& match);

/// Why `facility`, though a member of a match, may not take part any more. Throws `Error`
/// (refused): no such facility.
std::optional<Message> why_not_take_part(store::Database& db, FacilityId facility);

}  // namespace mk::exchange
