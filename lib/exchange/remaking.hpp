#pragma once

#include "lib/exchange/exchange.hpp"
#include "lib/store/context.hpp"

#include <optional>
#include <vector>

/// What comes after matches that came to nothing; used within a running transaction.
namespace mk::exchange {

/// Proposes in the place of the matches `ids`, which have ended, what of each can be kept, then
/// what else finds somebody for the posts that they freed; and tells all who were in them, but for
/// `leaver`, what became of them. What was refused, or came to nothing before, is not proposed
/// again.
void remake(const Context& context, const std::vector<MatchId>& ids,
            const std::optional<Party>& leaver = std::nullopt);

/// Searches the whole market and keeps as proposed, without a letter yet, those matches that use a
/// post of one that has `ended`.
std::vector<Match> rematch(const Context& context, const std::vector<Match>& ended);

}  // namespace mk::exchange
