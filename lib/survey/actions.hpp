#pragma once

#include "lib/store/context.hpp"
#include "lib/survey/survey.hpp"

#include <cstdint>
#include <vector>

namespace mk::survey {

/// Where `facility` stands on `day`: its status while it holds, `growing` otherwise.
MK_API Standing standing(store::Database& db, FacilityId facility, Day day);

/// Queues the term's latest due reminder, once, for each active facility that has not sent its
/// card. Tells how many it queued.
MK_API std::uint64_t remind(const Context& context);

/// Tells each facility that is about to lose its status. Tells how many letters it queued.
MK_API std::uint64_t notice_lapsing(const Context& context);

/// Ends the statuses whose last day is over and tells the facilities. Tells how many ended.
MK_API std::uint64_t lapse(const Context& context);

/// Deletes the drafts of `facility`, which is being withdrawn. Tells how many there were.
MK_API std::uint64_t drop_drafts(const Context& context, FacilityId facility);

/// What should hold of cards, surveys and statuses and does not.
MK_API std::vector<Message> breaches(store::Database& db);

}  // namespace mk::survey
