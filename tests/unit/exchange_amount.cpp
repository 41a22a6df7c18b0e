#include "lib/exchange/amount.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::exchange;

namespace {

Post counted_post(std::int64_t id, std::optional<std::int64_t> quantity, const char* unit = "szt.",
                  bool whole = false) {
  Post post;
  post.id = {id};
  post.quantity = quantity;
  post.unit = unit;
  post.whole = whole;
  return post;
}

}  // namespace

TEST_CASE("a match moves the smaller of two quantities in the same unit") {
  const auto need = counted_post(2, 4);
  CHECK(moved(counted_post(1, 10), &need) == 4);
  CHECK(moved(counted_post(1, 4), &need) == 4);
  CHECK(moved(counted_post(1, 3), &need) == 3);
  CHECK(moved(counted_post(1, 10, " SZT. "), &need) == 4);
}

TEST_CASE("what cannot be compared moves as it was offered") {
  const auto need = counted_post(2, 4);
  const auto uncounted = counted_post(2, std::nullopt);
  CHECK(moved(counted_post(1, 10, "kompletów"), &need) == 10);
  CHECK(moved(counted_post(1, 10), &uncounted) == 10);
  CHECK(moved(counted_post(1, 10), nullptr) == 10);
  CHECK_FALSE(moved(counted_post(1, std::nullopt), &need));
}

TEST_CASE("an offer that is not to be parted goes as a whole") {
  const auto need = counted_post(2, 4);
  CHECK(moved(counted_post(1, 10, "szt.", true), &need) == 10);
}

TEST_CASE("a need that is not to be parted is met as a whole or not at all") {
  const auto need = counted_post(2, 4, "szt.", true);
  CHECK(enough(counted_post(1, 4), need));
  CHECK_FALSE(enough(counted_post(1, 3), need));
  CHECK(enough(counted_post(1, 3), counted_post(2, 4)));
  CHECK(enough(counted_post(1, 3, "kompletów"), need));
  CHECK(enough(counted_post(1, std::nullopt), need));
}

TEST_CASE("what is left of a post keeps its words and tells where it comes from") {
  auto post = counted_post(7, 10);
  post.title = "Krzesła";
  post.state = PostState::agreed;
  post.match = MatchId{1};
  const auto left = rest(post, 4);
  REQUIRE(left);
  CHECK(left->quantity == 6);
  CHECK(left->title == "Krzesła");
  CHECK(left->state == PostState::open);
  CHECK(left->rest_of == PostId{7});
  CHECK_FALSE(left->match);
  CHECK_FALSE(rest(post, 10));
  CHECK_FALSE(rest(post, std::nullopt));
  CHECK_FALSE(rest(counted_post(7, std::nullopt), 4));
}
