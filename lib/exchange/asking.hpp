#pragma once

#include "lib/base/message.hpp"
#include "lib/exchange/exchange.hpp"

#include <cstdint>
#include <optional>

/// What one member may ask another for. Pure.
namespace mk::exchange {

/// Why `asker` may not ask the owner of `wanted` for it on `today`.
std::optional<Message> why_not_ask(const Post& wanted, const Party& asker, Day today);

/// Why `asker` may not give `given` in return: it is none of its offers, or does not stand.
std::optional<Message> why_not_give(const Post& given, const Party& asker, Day today);

/// Why `quantity` of `offer` may not be moved: there are not so many, it is not counted, or it is
/// not to be parted.
std::optional<Message> why_not_part(const Post& offer, std::int64_t quantity);

/// Whether `now` asks for what `before` asked for: the same parties, posts, words and quantity.
bool same_asking(const Match& before, const Match& now);

}  // namespace mk::exchange
