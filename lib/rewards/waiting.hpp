#pragma once

#include "lib/facility/facility.hpp"
#include "lib/rewards/rewards.hpp"
#include "lib/rewards/rules.hpp"
#include "lib/store/context.hpp"

/// The lines of those who wait, as the other actions of this room use them.
namespace mk::rewards {

/// How many working days a facility has to take a place that was offered (default of ours).
inline constexpr int offer_days = 3;

/// The facility as it stands today.
Applicant applicant(const Context& context, const facility::Facility& facility);

/// What is used of `reward` in `season`, by `facility` too, and who is to be served first.
Usage usage_with_line(const Context& context, const Reward& reward, Term season,
                      FacilityId facility);

/// Offers whatever is free to those who wait for it, in their order, and tells them; in the running
/// transaction, after anything that gave back a place or money. Tells how many offers it made.
std::uint64_t serve_lines(const Context& context);

/// Ends all waiting for `reward` and tells the facilities; in the running transaction. Tells how
/// many waited.
std::uint64_t end_line(const Context& context, const Reward& reward);

/// Queues the confirmation and the notice about a reservation that was just made.
std::vector<Message> tell_of(const Context& context, const Reservation& made, const Reward& reward,
                             const facility::Facility& facility);

/// Cancels `it` in the running transaction, and tells the coordinator who was to phone about it.
void end_cancelled(const Context& context, Reservation& it, const std::string& reason, Side side);

}  // namespace mk::rewards
