#include "lib/exchange/asking.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::exchange;

namespace {

const Party iskra{FacilityId{1}};
const Party promyk{FacilityId{2}};
const Day today = *parse_day("2026-09-10");

Post offer_of(const Party& party) {
  Post post;
  post.id = {4};
  post.party = party;
  post.until = today;
  post.quantity = 10;
  return post;
}

}  // namespace

TEST_CASE("a post is asked for by another, while it stands") {
  auto post = offer_of(iskra);
  CHECK_FALSE(why_not_ask(post, promyk, today));
  CHECK(why_not_ask(post, iskra, today));
  CHECK(why_not_ask(post, promyk, today + std::chrono::days{1}));
  post.state = PostState::closed;
  CHECK(why_not_ask(post, promyk, today));
  post.state = PostState::matched;
  post.match = MatchId{1};
  CHECK(why_not_ask(post, promyk, today));
}

TEST_CASE("what is given is an offer of one's own that stands") {
  auto post = offer_of(promyk);
  CHECK_FALSE(why_not_give(post, promyk, today));
  CHECK(why_not_give(post, iskra, today));
  CHECK(why_not_give(post, promyk, today + std::chrono::days{1}));
  post.type = Type::need;
  CHECK(why_not_give(post, promyk, today));
}

TEST_CASE("a part is between one and all, and of a post that may be parted") {
  auto post = offer_of(iskra);
  for (const auto fits : {1, 10}) CHECK_FALSE(why_not_part(post, fits));
  for (const auto wrong : {-1, 0, 11}) CHECK(why_not_part(post, wrong));
  post.whole = true;
  CHECK(why_not_part(post, 9));
  CHECK_FALSE(why_not_part(post, 10));
  post.quantity.reset();
  CHECK(why_not_part(post, 1));
}

TEST_CASE("to ask for less, or to give something else, is not to ask the same") {
  Match before;
  before.asked = true;
  before.in_return = "Trzy gry";
  before.members.resize(2);
  before.members[0].party = iskra;
  before.members[0].gives = PostId{4};
  before.members[0].quantity = 6;
  before.members[1].party = promyk;
  before.members[1].gets = PostId{4};
  auto now = before;
  now.in_return = " trzy  GRY";
  CHECK(same_asking(before, now));
  now.members[0].quantity = 5;
  CHECK_FALSE(same_asking(before, now));
  now = before;
  now.in_return = "Cztery gry";
  CHECK_FALSE(same_asking(before, now));
  now = before;
  before.asked = false;
  CHECK_FALSE(same_asking(before, now));
}
