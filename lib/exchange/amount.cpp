#include "lib/exchange/amount.hpp"

#include "lib/base/text.hpp"

#include <algorithm>

namespace mk::exchange {

bool comparable(const Post& offer, const Post& need) {
  return offer.quantity && need.quantity && text::folded(offer.unit) == text::folded(need.unit);
}

std::optional<std::int64_t> moved(const Post& offer, const Post* need) {
  if (offer.whole || need == nullptr || !comparable(offer, *need)) return offer.quantity;
  return std::min(*offer.quantity, *need->quantity);
}

bool enough(const Post& offer, const Post& need) {
  return !need.whole || !comparable(offer, need) || *offer.quantity >= *need.quantity;
}

std::optional<Post> rest(const Post& post, std::optional<std::int64_t> taken) {
  if (!post.quantity || !taken || *taken >= *post.quantity) return std::nullopt;
  auto left = post;
  left.id = {};
  left.state = PostState::open;
  left.match.reset();
  left.quantity = *post.quantity - *taken;
  left.rest_of = post.id;
  return left;
}

}  // namespace mk::exchange
