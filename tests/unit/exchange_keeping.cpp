#include "lib/exchange/keeping.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::exchange;

namespace {

/// A ring or chain of F-1, F-2 … in which F-n gives the offer P-n of the category "cn" to the next.
class Story {
 public:
  explicit Story(std::int64_t members, bool chain = false) {
    for (std::int64_t i = 1; i <= members; ++i) {
      const auto before = i == 1 ? members : i - 1;
      Member member;
      member.party = {FacilityId{i}};
      member.answer = Answer::accepted;
      if (!chain || i < members) member.gives = PostId{i};
      if (!chain || i > 1) member.gets = PostId{before};
      match.members.push_back(member);
      offer(i, i);
      remains.posts.back().in_return.categories = {category(before)};
    }
  }

  static std::string category(std::int64_t number) { return "c" + std::to_string(number); }

  void offer(std::int64_t id, std::int64_t facility) {
    Post post;
    post.id = {id};
    post.party = {FacilityId{facility}};
    post.category = category(id);
    remains.posts.push_back(post);
  }

  /// F-n, whose part in the match it is, needs what is of `category`.
  void need(std::int64_t facility, std::int64_t wanted) {
    offer(facility + 10, facility);
    remains.posts.back().type = Type::need;
    remains.posts.back().category = category(wanted);
    match.members[static_cast<std::size_t>(facility - 1)].need = PostId{facility + 10};
  }

  void also_takes(std::int64_t facility, std::int64_t given) {
    remains.posts[static_cast<std::size_t>(facility - 1)].in_return.categories.push_back(
        category(given));
  }

  void leaves(std::int64_t facility) {
    std::erase_if(remains.posts,
                  [&](const Post& post) { return post.party == Party{FacilityId{facility}}; });
  }

  std::vector<PostId> posts() const { return posts_of(kept(remains, match)); }

  Match match;
  Remains remains;
};

using Posts = std::vector<PostId>;

}  // namespace

TEST_CASE("of a ring of three, two who can swap directly are kept") {
  Story story{3};
  story.leaves(3);
  CHECK(story.posts().empty());
  story.also_takes(1, 2);
  const auto pair = kept(story.remains, story.match);
  REQUIRE(pair.size() == 2);
  CHECK(pair[0].gives == PostId{1});
  CHECK(pair[0].gets == PostId{2});
  CHECK(pair[1].gets == PostId{1});
  CHECK(pair[0].answer == Answer::waiting);
}

TEST_CASE("a need is met in what is kept, or it is no part of it") {
  Story story{3};
  story.need(1, 2);
  story.remains.posts[0].in_return = {};
  story.leaves(3);
  CHECK(story.posts() == Posts{{1}, {2}, {11}});
  Story other{3};
  other.need(1, 3);
  other.also_takes(1, 2);
  other.leaves(3);
  CHECK(other.posts() == Posts{{1}, {2}});
}

TEST_CASE("of a ring of four the ring of three goes before a pair") {
  Story story{4};
  story.leaves(4);
  story.also_takes(1, 2);
  CHECK(story.posts() == Posts{{1}, {2}});
  story.also_takes(1, 3);
  CHECK(story.posts() == Posts{{1}, {2}, {3}});
}

TEST_CASE("what was refused, or came to nothing before, is not kept") {
  Story story{3};
  story.leaves(3);
  story.also_takes(1, 2);
  auto tried = story;
  tried.remains.tried.insert({PostId{1}, PostId{2}});
  CHECK(tried.posts().empty());
  Refusal refusal;
  refusal.party = {FacilityId{2}};
  refusal.partner = Party{FacilityId{1}};
  story.remains.refusals = {refusal};
  CHECK(story.posts().empty());
}

TEST_CASE("of a chain its beginning is kept, up to the last one whose need is met") {
  Story story{4, true};
  story.need(2, 1);
  story.need(3, 2);
  auto short_one = story;
  story.leaves(4);
  const auto chain = kept(story.remains, story.match);
  REQUIRE(chain.size() == 3);
  CHECK(posts_of(chain) == Posts{{1}, {2}, {12}, {13}});
  CHECK_FALSE(chain[2].gives);
  short_one.leaves(3);
  CHECK(short_one.posts() == Posts{{1}, {12}});
  short_one.leaves(1);
  CHECK(short_one.posts().empty());
}
