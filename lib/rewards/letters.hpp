#pragma once

#include "lib/facility/facility.hpp"
#include "lib/mail/mail.hpp"
#include "lib/rewards/draw.hpp"
#include "lib/rewards/rewards.hpp"
#include "lib/store/context.hpp"

namespace mk::rewards {

/// The letters of this room. Those to a facility want one with an account.

/// To the facility: the confirmation of what it reserved.
mail::Letter confirmation(const Reservation& reservation, const Reward& reward,
                          const facility::Facility& facility);

/// To the coordinator: whom to phone, and about what.
mail::Letter notice(const Context& context, const Reservation& reservation, const Reward& reward,
                    const facility::Facility& facility);

/// To the coordinator: a hold that nobody has agreed yet.
mail::Letter hold_reminder(const Context& context, const Reservation& reservation,
                           const Reward& reward, const facility::Facility& facility);

/// To the facility: the day agreed, with an entry for its calendar.
mail::Letter agreement(const Context& context, const Reservation& reservation, const Reward& reward,
                       const facility::Facility& facility);

/// To the facility: what was cancelled and why; takes the entry out of its calendar.
mail::Letter cancellation(const Context& context, const Reservation& reservation,
                          const Reward& reward, const facility::Facility& facility);

/// To the facility: its hold ended.
mail::Letter expiry(const Reservation& reservation, const Reward& reward,
                    const facility::Facility& facility);

/// To the facility: it did not come, as far as the city knows.
mail::Letter missed(const Reservation& reservation, const Reward& reward,
                    const facility::Facility& facility);

/// To the coordinator: a reservation that was cancelled or has expired.
mail::Letter end_notice(const Context& context, const Reservation& reservation,
                        const Reward& reward, const facility::Facility& facility);

/// To the facility: it stands in the line.
mail::Letter waiting_made(const Reservation& reservation, const Reward& reward,
                          const facility::Facility& facility);

/// To the facility: a place became free, and until when it can be taken.
mail::Letter place_offered(const Reservation& reservation, const Reward& reward,
                           const facility::Facility& facility);

/// To the facility: the place that was offered went on to the next.
mail::Letter offer_expiry(const Reservation& reservation, const Reward& reward,
                          const facility::Facility& facility);

/// To the facility: its waiting is over, nothing became free.
mail::Letter line_end(const Reservation& reservation, const Reward& reward,
                      const facility::Facility& facility);

/// To the facility: its wish is noted, with its ticket and what `commitment` is for.
mail::Letter wish_made(const Reservation& wish, const Reward& reward,
                       const facility::Facility& facility, const std::string& commitment);

/// To the facility: its ticket, `lost` of `result`, got no place, and what comes now.
mail::Letter draw_lost(const Reservation& lost, const Reward& reward,
                       const facility::Facility& facility, const Result& result);

}  // namespace mk::rewards
