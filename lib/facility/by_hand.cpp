#include "lib/facility/actions.hpp"

namespace mk::facility {

Done add_by_hand(const Context& /*context*/, const ByHand& /*row*/,
                 const std::optional<Application>& /*application*/) {
  throw Error{Exit::refused, msg("facilities are not added by hand yet")};
}

}  // namespace mk::facility
