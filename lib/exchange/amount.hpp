#pragma once

#include "lib/exchange/exchange.hpp"

#include <cstdint>
#include <optional>

/// How much of a post a match moves. Pure.
namespace mk::exchange {

/// Whether both are counted, in the same unit (whatever its case and blanks).
bool comparable(const Post& offer, const Post& need);

/// How many of `offer` go to whoever has `need` (nullptr: it posted none): the smaller of the two
/// quantities where they are comparable, otherwise all that is offered. An offer that is not to be
/// parted goes as a whole. Nothing when the offer is not counted.
std::optional<std::int64_t> moved(const Post& offer, const Post* need);

/// Whether `offer` is enough of it for `need`: one that is not to be parted is met as a whole or
/// not at all.
bool enough(const Post& offer, const Post& need);

/// What is left of `post` once `taken` of it is agreed: the same words, to stand on its own.
/// Nothing when nothing is left or it was not counted.
std::optional<Post> rest(const Post& post, std::optional<std::int64_t> taken);

}  // namespace mk::exchange
