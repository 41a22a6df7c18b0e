#pragma once

#include "lib/exchange/matching.hpp"
#include "lib/exchange/refusing.hpp"

#include <set>
#include <vector>

/// What of a match still makes sense when somebody has said no. Pure.
namespace mk::exchange {

/// What stands after a match has ended.
struct Remains {
  std::vector<Post> posts;  ///< Those of its posts that may be matched today, not a leaver's.
  Parents tree;
  std::vector<Refusal> refusals;
  std::set<std::vector<PostId>> tried;  ///< Sets of posts whose match came to nothing before.
};

/// The largest match among the members of `match` whose posts stand in `remains`: a ring of three,
/// the pair of two who can swap directly, or the beginning of a chain up to somebody whose need is
/// met. Of equally large ones the one whose members come first. Nobody has answered it. Empty when
/// nothing can be kept.
Proposal kept(const Remains& remains, const Match& match);

}  // namespace mk::exchange
