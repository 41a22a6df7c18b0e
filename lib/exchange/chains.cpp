#include "lib/exchange/chains.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

/// So many offers and needs are looked at before it is given up.
constexpr std::size_t most_looks = 2'000'000;

/// Grows a chain from one post to both ends. Nobody is in it twice, nor with whom it refuses.
class Chains {
 public:
  Chains(const Reach& reach, const Post& post) : reach_{reach}, post_{post} {}

  std::vector<const Post*> run() {
    chain_ = {&post_};
    if (!back()) return {};
    std::vector<const Post*> beside;
    const auto at = std::ranges::find(chain_, &post_);
    if (at != chain_.begin()) beside.push_back(*(at - 1));
    if (at + 1 != chain_.end()) beside.push_back(*(at + 1));
    return beside;
  }

 private:
  static bool is_gift(const Post& post) {
    return post.type == Type::offer && post.in_return.free();
  }
  static bool is_need(const Post& post) { return post.type == Type::need; }

  bool joins(const Post& post) const {
    return std::ranges::none_of(chain_, [&](const Post* other) {
      return other->party == post.party || reach_.apart(other->party, post.party);
    });
  }

  bool over() const { return looks_ > most_looks || chain_.size() > longest_chain; }

  bool hands_over(const Post& giver, const Post& getter) {
    ++looks_;
    return is_need(getter) ? reach_.fits(giver, getter) : reach_.buys(giver, getter);
  }

  // Looks for who gives to the first, up to a gift, and then for the rest.
  bool back() {
    const auto& first = *chain_.front();
    if (is_gift(first)) return forth();
    if (over()) return false;
    return std::ranges::any_of(reach_.offers(), [&](const Post* offer) {
      if (!hands_over(*offer, first) || !joins(*offer)) return false;
      chain_.insert(chain_.begin(), offer);
      if (back()) return true;
      chain_.erase(chain_.begin());
      return false;
    });
  }

  // Looks for who gets what the last gives, up to a need.
  bool forth() {
    const auto& last = *chain_.back();
    if (is_need(last)) return chain_.size() > 2;
    if (over()) return false;
    return onwards(reach_.needs()) || onwards(reach_.offers());
  }

  bool onwards(const std::vector<const Post*>& posts) {
    return std::ranges::any_of(posts, [&](const Post* post) {
      if (is_gift(*post) || !hands_over(*chain_.back(), *post) || !joins(*post)) return false;
      chain_.push_back(post);
      if (forth()) return true;
      chain_.pop_back();
      return false;
    });
  }

  const Reach& reach_;
  const Post& post_;
  std::vector<const Post*> chain_;
  std::size_t looks_ = 0;
};

}  // namespace

std::vector<const Post*> in_chain(const Reach& reach, const Post& post) {
  return Chains{reach, post}.run();
}

}  // namespace mk::exchange
