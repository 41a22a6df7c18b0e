#pragma once

#include "lib/base/fact.hpp"
#include "lib/exchange/missing_link.hpp"
#include "lib/store/context.hpp"

#include <optional>
#include <string>
#include <vector>

/// The chains of facts behind the states of posts and matches.
namespace mk::exchange {

struct WhyPost {
  PostState state = PostState::open;
  std::vector<Fact> facts;
  std::optional<Link> link;  ///< The smallest change that would have it matched, if there is one.
  std::string change;        ///< The same in a sentence, spoken; "" without one.
};

/// Why the post `id` is matched or not. Throws `Error` (refused): there is no P-9.
MK_API WhyPost why(const Context& context, PostId id);

struct WhyMatch {
  MatchState state = MatchState::proposed;
  std::vector<Fact> facts;
};

/// How the match `id` came to its state: proposed, answered, ended. Throws `Error` (refused).
MK_API WhyMatch why(const Context& context, MatchId id);

}  // namespace mk::exchange
