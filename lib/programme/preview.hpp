#pragma once

#include "lib/mail/actions.hpp"

namespace mk::programme {

/// The letter about `event` as `facility` would get it; what only the event itself knows is shown
/// as "[tag]". Throws `Error`: refused (no such letter or facility), data (a template with a
/// fault).
MK_API mail::Sample preview(const Context& context, const std::string& event, FacilityId facility);

}  // namespace mk::programme
