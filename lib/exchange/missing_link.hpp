#pragma once

#include "lib/exchange/matching.hpp"

#include <optional>
#include <string>
#include <vector>

/// What is missing for a post to be matched. Pure.
namespace mk::exchange {

/// One thing that the owner of a post could do otherwise.
struct Step {
  enum class Kind {
    district,  ///< Let the post be for the whole city.
    category,  ///< Let the need be about a category above its own.
    free,      ///< Ask nothing in return.
    take,      ///< Take one more category in return.
    need,      ///< Post a need besides the offer.
    offer,     ///< Post an offer besides the need, to give in return.
  };
  Kind kind = Kind::district;
  std::string category;  ///< A code, where one is meant; otherwise "".

  bool operator==(const Step&) const = default;
};

struct Link {
  std::vector<Step> steps;     ///< None: it can be matched as it stands.
  bool swap = false;           ///< In a ring; otherwise by a gift.
  std::vector<PostId> others;  ///< The posts next to it in a ring or a gift, by id.
  std::vector<Party> parties;  ///< Whose they are, each once.
};

/// The smallest change that would put `post` in a gift or in a ring of up to `longest_ring`: the
/// fewest steps, then the one that opens it to most parties, then in the order of the kinds and of
/// the tree's codes. Nothing when no two steps (of a need: three) are enough. `market` may hold
/// `post` itself.
std::optional<Link> missing_link(const Market& market, const Post& post);

}  // namespace mk::exchange
