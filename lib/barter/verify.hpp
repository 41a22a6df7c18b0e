#pragma once

#include "lib/barter/barter.hpp"
#include "lib/base/message.hpp"

#include <optional>

namespace mk::barter {

/// Why `result` is not a right answer for `graph`, or nothing when it is: its rings and chains are
/// there, within its bounds and apart from each other, they serve and weigh what it says, and its
/// certificate proves its bound. It shares nothing with the solver. Rings, chains and leaves are
/// counted from 1; the giver 3 is called g3.
MK_API std::optional<Message> why_not(const Graph& graph, const Result& result);

}  // namespace mk::barter
