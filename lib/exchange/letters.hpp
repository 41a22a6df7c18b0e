#pragma once

#include "lib/exchange/exchange.hpp"
#include "lib/store/context.hpp"

#include <optional>

/// The room's letters: each is queued in the running transaction, in words, to whoever it concerns.
namespace mk::exchange {

/// To every member: what it would give and get, and until when to answer. Nobody's contact yet.
void tell_proposed(const Context& context, const Match& match);

/// To every member: the person and phone for this swap.
void tell_agreed(const Context& context, const Match& match);

/// To every member but `leaver`: what ended the match, and that its posts stand again.
void tell_dissolved(const Context& context, const Match& match,
                    const std::optional<Party>& leaver = std::nullopt);

/// To the owner of `post`. False when it was told of this last day before, or cannot be told.
bool tell_expiring(const Context& context, const Post& post);

}  // namespace mk::exchange
