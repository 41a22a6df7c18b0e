#pragma once

#include "lib/base/catch_up.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/store/context.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// The weekly letter of new posts, to each member that has not asked for none.
namespace mk::exchange {

/// The most posts that one letter tells; the others are counted (default of ours).
inline constexpr std::size_t longest_digest = 20;

/// The Monday of the week that `day` is in.
MK_API Day monday_of(Day day);

/// The weeks whose letter a run makes in the week that begins on `monday`, when that of the week
/// `told` was the last: this week's, unless it was made; those before it that were missed, when
/// `policy` tells all; and not this week's either when its Monday was missed and it tells none.
MK_API std::vector<Day> weeks_to_tell(Day monday, std::optional<Day> told, CatchUp policy,
                                      bool missed);

/// What a member of the exchange wants to hear of.
struct Interest {
  Party party;
  std::string district;
  std::set<std::string> wanted;  ///< Categories that it needs, or asks in return for what it gives.
  std::set<std::string> offered;  ///< Categories of what it gives.
  std::set<Party> partners;       ///< Those that it refuses, or that refuse it.
  std::set<PostId> refused;       ///< Posts that it refuses.

  /// Whether its own posts say nothing: it hears of all categories.
  bool any() const { return wanted.empty() && offered.empty(); }
};

/// Whether `post` is news to a member of this `interest`: another's, for its district or the whole
/// city, not refused, and an offer of what it wants or a need of what it gives.
bool is_news(const Parents& tree, const Post& post, const Interest& interest);

/// Queues the letter about the posts of the week before that of today, which ran from Monday to
/// Sunday, to each active facility that the exchange is open to and that has something new there;
/// once, on the first call of a week. Tells how many letters.
MK_API std::uint64_t send_digests(const Context& context);

/// Whether a facility gets the weekly letter.
struct Subscription {
  FacilityId facility;
  std::optional<Instant> off_since;  ///< It does not, since then.
};
MK_API Subscription subscription(const Context& context, FacilityId facility);
/// Starts or stops the letter to `facility`. Throws `Error` (refused): no such facility.
MK_API Subscription subscribe(const Context& context, FacilityId facility, bool on);

}  // namespace mk::exchange
