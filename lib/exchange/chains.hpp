#pragma once

#include "lib/exchange/reach.hpp"

#include <vector>

namespace mk::exchange {

/// The posts next to `post`, before and after it, in a chain that it could be in as it stands: one
/// that begins with a gift and ends with a need, with at least one offer between that is given for
/// something in return, and at most `longest_chain` hand-overs. Empty when there is none, or none
/// was found soon.
std::vector<const Post*> in_chain(const Reach& reach, const Post& post);

}  // namespace mk::exchange
