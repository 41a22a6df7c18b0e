#pragma once

#include "lib/exchange/exchange.hpp"
#include "lib/store/context.hpp"

/// From what can be matched to what is proposed; used within a running transaction.
namespace mk::exchange {

/// Keeps `found` as proposed, takes its posts off the market and writes to its members. Gives it
/// with its id.
Match propose_one(const Context& context, const Match& found);

}  // namespace mk::exchange
