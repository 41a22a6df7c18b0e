#include "lib/exchange/matching.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::exchange;

namespace {

const Parents tree{{"rzeczy", ""}, {"meble", "rzeczy"}, {"laptopy", "rzeczy"}, {"ludzie", ""}};

Post offer(std::int64_t id, std::int64_t facility, const char* category) {
  Post post;
  post.id = {id};
  post.party = facility == 0 ? Party{} : Party{FacilityId{facility}};
  post.type = Type::offer;
  post.category = category;
  return post;
}

Post offer(std::int64_t id, std::int64_t facility, const char* category, const char* wanted) {
  auto post = offer(id, facility, category);
  post.in_return.categories = {wanted};
  return post;
}

Post need(std::int64_t id, std::int64_t facility, const char* category) {
  auto post = offer(id, facility, category);
  post.type = Type::need;
  return post;
}

Found find(std::vector<Post> posts, std::int64_t longest = 3, std::int64_t seed = 0) {
  return find_matches({std::move(posts), tree, {}}, {.ring = longest, .seed = seed});
}

}  // namespace

TEST_CASE("a free offer meets a need of its category or of one above") {
  for (const auto* const category : {"meble", "rzeczy"}) {
    const auto found = find({offer(1, 1, "meble"), need(2, 2, category)});
    REQUIRE(found.proposals.size() == 1);
    CHECK(posts_of(found.proposals[0]) == std::vector<PostId>{{1}, {2}});
    CHECK(found.served == 1);
  }
  CHECK(find({offer(1, 1, "meble"), need(2, 2, "laptopy")}).proposals.empty());
  CHECK(find({offer(1, 1, "rzeczy"), need(2, 2, "meble")}).proposals.empty());
}

TEST_CASE("nobody meets a need of its own, the city included") {
  CHECK(find({offer(1, 1, "meble"), need(2, 1, "meble")}).proposals.empty());
  CHECK(find({offer(1, 0, "meble"), need(2, 0, "meble")}).proposals.empty());
  CHECK(find({offer(1, 0, "meble"), need(2, 1, "meble")}).proposals.size() == 1);
}

TEST_CASE("a district holds posts together unless one is for the whole city") {
  auto given = offer(1, 1, "meble");
  auto wanted = need(2, 2, "meble");
  given.district = "Wola";
  CHECK(find({given, wanted}).proposals.size() == 1);
  wanted.district = "Wola";
  CHECK(find({given, wanted}).proposals.size() == 1);
  wanted.district = "Ochota";
  CHECK(find({given, wanted}).proposals.empty());
}

TEST_CASE("an offer that asks something in return is not given for nothing") {
  CHECK(find({offer(1, 1, "meble", "ludzie"), need(2, 2, "meble")}).proposals.empty());
}

TEST_CASE("two swap what each asks in return, needs or no needs") {
  const auto bare = find({offer(1, 1, "meble", "ludzie"), offer(2, 2, "ludzie", "rzeczy")});
  REQUIRE(bare.proposals.size() == 1);
  CHECK(bare.proposals[0].size() == 2);
  CHECK(bare.served == 2);
  const auto met = find({offer(1, 1, "meble", "ludzie"), offer(2, 2, "ludzie", "rzeczy"),
                         need(3, 1, "ludzie"), need(4, 2, "meble")});
  REQUIRE(met.proposals.size() == 1);
  CHECK(posts_of(met.proposals[0]) == std::vector<PostId>{{1}, {2}, {3}, {4}});
}

TEST_CASE("an offer may ask one certain post in return") {
  auto asking = offer(1, 1, "meble");
  asking.in_return.posts = {{2}};
  CHECK(find({asking, offer(2, 2, "ludzie", "meble"), offer(3, 3, "ludzie", "meble")})
            .proposals[0][0]
            .gets == PostId{2});
  CHECK(find({asking, offer(3, 3, "ludzie", "meble")}).proposals.empty());
}

TEST_CASE("a free offer takes part in a ring where its owner needs what comes") {
  const std::vector<Post> posts{offer(1, 1, "meble", "ludzie"), need(2, 2, "meble"),
                                offer(3, 2, "ludzie")};
  const auto found = find(posts);
  REQUIRE(found.proposals.size() == 1);
  CHECK(found.served == 2);
  CHECK(found.proposals[0][1].need == PostId{2});
}

TEST_CASE("a ring of three goes round, and is left out when only two may") {
  const std::vector<Post> posts{offer(1, 1, "meble", "ludzie"), offer(2, 2, "ludzie", "laptopy"),
                                offer(3, 3, "laptopy", "meble")};
  const auto found = find(posts);
  REQUIRE(found.proposals.size() == 1);
  const auto& ring = found.proposals[0];
  REQUIRE(ring.size() == 3);
  CHECK(ring[0].gives == PostId{1});
  CHECK(ring[0].gets == PostId{2});
  CHECK(ring[1].gets == ring[0].gives);
  CHECK(ring[2].gets == ring[1].gives);
  CHECK(find(posts, 2).proposals.empty());
}

TEST_CASE("no post is in two proposals, and most things find somebody") {
  const auto found =
      find({offer(1, 1, "meble"), offer(2, 2, "meble", "ludzie"), offer(3, 3, "ludzie", "meble"),
            need(4, 4, "meble"), need(5, 3, "meble")});
  CHECK(found.served == 3);
  CHECK(found.proposals.size() == 2);
  CHECK(found.bound == found.served);
}

TEST_CASE("what came to nothing is not found again, other partners are") {
  const std::vector<Post> posts{offer(1, 1, "meble"), need(2, 2, "meble")};
  CHECK(find_matches({posts, tree, {{{1}, {2}}}}, {}).proposals.empty());
  auto more = posts;
  more.push_back(need(3, 3, "meble"));
  const auto found = find_matches({more, tree, {{{1}, {2}}}}, {});
  REQUIRE(found.proposals.size() == 1);
  CHECK(posts_of(found.proposals[0]) == std::vector<PostId>{{1}, {3}});
}

TEST_CASE("the order of the posts changes nothing, the seed chooses among equals") {
  const std::vector<Post> posts{offer(1, 1, "meble"), need(2, 2, "meble"), need(3, 3, "meble"),
                                need(4, 4, "meble")};
  const std::vector<Post> turned{posts.rbegin(), posts.rend()};
  const auto chosen = [](const Found& found) { return posts_of(found.proposals.at(0)); };
  CHECK(chosen(find(posts)) == chosen(find(turned)));
  std::set<std::vector<PostId>> seen;
  for (std::int64_t seed = 1; seed < 30; ++seed) {
    CHECK(chosen(find(posts, 3, seed)) == chosen(find(turned, 3, seed)));
    seen.insert(chosen(find(posts, 3, seed)));
  }
  CHECK(seen.size() == 3);
}
