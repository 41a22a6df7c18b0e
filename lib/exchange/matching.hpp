#pragma once

#include "lib/exchange/exchange.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

/// Who could give what to whom: posts in, proposals out. Pure.
namespace mk::exchange {

/// The tree of categories: a code → the code above it, or "".
using Parents = std::map<std::string, std::string>;

Parents parents_of(const std::vector<Category>& categories);

/// Whether `code` is `above` or stands below it.
bool within(const Parents& tree, const std::string& code, const std::string& above);

/// Whether `offer` is what `need` asks for: of its category or one below, of another party, and in
/// the same district unless one of them is for the whole city; and enough of it for a need that is
/// not to be parted.
bool meets(const Parents& tree, const Post& offer, const Post& need);

/// Whether `given` is something that the owner of `offer` asks in return for it.
bool accepts(const Parents& tree, const Post& offer, const Post& given);

/// What each party would give and get, in the order in which things go round.
using Proposal = std::vector<Member>;

struct Market {
  std::vector<Post> posts;  ///< Those that may be matched today.
  Parents tree;
  std::set<std::vector<PostId>> refused;  ///< Sets of posts whose match came to nothing before.
  std::vector<Refusal> refusals = {};     ///< Who does not want what or whom.
};

struct Found {
  std::vector<Proposal> proposals;  ///< No post is in two of them; ordered by their first post.
  std::size_t served = 0;           ///< How many parties get something.
  std::size_t bound = 0;            ///< No other proposals serve more parties than this.
};

/// A chain of gifts has at most so many, from a giver who wants nothing back (default of ours).
inline constexpr std::size_t longest_chain = 4;

/// The proposals that serve most parties; among those that move most units, are for those who have
/// waited longest, and have pairs to fall back on; in the end the seed decides. A proposal is a
/// ring in which each gives one offer and gets one that it asked in return or that meets a need of
/// its own; or it begins with a free offer, which each hands on what it has been asked for in
/// return, up to somebody whose need is met. A party gets one thing at a time: what else it wants
/// is looked for among what is left.
Found find_matches(const Market& market, const Depth& depth);

/// The posts of `proposal`, ascending.
std::vector<PostId> posts_of(const std::vector<Member>& proposal);

}  // namespace mk::exchange
