#pragma once

#include "lib/exchange/exchange.hpp"
#include "lib/store/context.hpp"

#include <optional>

/// The room's letters: each is queued in the running transaction, in words, to whoever it concerns.
namespace mk::exchange {

/// To every member: what it would give and get, and until when to answer. Nobody's contact yet.
void tell_proposed(const Context& context, const Match& match);

/// To the owner of the post that `asker` asks for: who that is, what it asks and gives. Nobody's
/// contact yet.
void tell_asked(const Context& context, const Match& match, const Party& asker);

/// To every member: the person and phone for this swap, and what is left of its posts.
void tell_agreed(const Context& context, const Match& match);

/// To every member but `leaver`: what ended the match, and what is proposed in its place
/// or that its posts stand again.
void tell_dissolved(const Context& context, const Match& match,
                    const std::optional<Party>& leaver = std::nullopt);

/// To the owner of `post`. False when it was told of this last day before, or cannot be told.
bool tell_expiring(const Context& context, const Post& post);

}  // namespace mk::exchange
