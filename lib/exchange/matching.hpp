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
  std::size_t served = 0;           ///< How many things find somebody.
  bool proven = true;               ///< No other set of proposals serves more.
};

/// The longest ring that is proposed (published: rings of two, three or four).
inline constexpr std::int64_t longest_ring = 4;
inline constexpr std::int64_t usual_ring = 3;  ///< Default of ours.

/// The proposals that serve most: a free offer for a need, and rings of up to `longest` parties in
/// which each gives one offer and gets one that meets a need of its own or that it asked in return;
/// a need that it meets takes part where that serves no fewer.
/// `seed` other than 0 chooses among equally good answers in another order than by id.
Found find_matches(const Market& market, std::size_t longest, std::uint64_t seed);

/// The posts of `proposal`, ascending.
std::vector<PostId> posts_of(const std::vector<Member>& proposal);

}  // namespace mk::exchange
