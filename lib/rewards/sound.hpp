#pragma once

#include "lib/base/message.hpp"
#include "lib/rewards/rewards.hpp"

#include <vector>

namespace mk::rewards {

/// Whether a reservation in this state holds a place that is still to be delivered.
inline bool still_to_come(State state) {
  return state == State::offered || state == State::reserved || state == State::agreed;
}

/// Whether it has ended, one way or another.
inline bool ended(State state) { return state != State::waiting && !still_to_come(state); }

/// What of a reservation contradicts its state, a sentence each: its money and its days.
std::vector<Message> contradictions(const Reservation& reservation);

}  // namespace mk::rewards
