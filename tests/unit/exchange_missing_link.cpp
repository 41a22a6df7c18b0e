#include "lib/exchange/missing_link.hpp"
#include "lib/exchange/unmatched.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>

using namespace mk;
using namespace mk::exchange;

namespace {

using Kind = Step::Kind;

const Parents tree{{"rzeczy", ""}, {"meble", "rzeczy"}, {"laptopy", "rzeczy"}, {"ludzie", ""}};

Post offer(std::int64_t id, std::int64_t facility, const char* category, const char* asks = "") {
  Post post;
  post.id = {id};
  post.party = facility == 0 ? Party{} : Party{FacilityId{facility}};
  post.category = category;
  if (*asks != '\0') post.in_return.categories = {asks};
  return post;
}

Post need(std::int64_t id, std::int64_t facility, const char* category) {
  auto post = offer(id, facility, category);
  post.type = Type::need;
  return post;
}

std::optional<Link> missing(std::vector<Post> posts) {
  const Market market{std::move(posts), tree, {}, {}};
  return missing_link(market, market.posts.front());
}

std::vector<Step> steps(std::vector<Post> posts) {
  const auto link = missing(std::move(posts));
  REQUIRE(link);
  return link->steps;
}

std::vector<std::string> codes(std::vector<Post> posts, std::vector<Refusal> refusals = {}) {
  const Market market{std::move(posts), tree, {}, std::move(refusals)};
  std::vector<std::string> codes;
  for (const auto& fact : obstacles(market, market.posts.front())) codes.push_back(fact.code);
  return codes;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("what fits as it stands misses nothing") {
  CHECK(steps({need(1, 1, "meble"), offer(2, 2, "meble")}).empty());
  CHECK(steps({offer(1, 1, "meble"), need(2, 2, "meble")}).empty());
  CHECK(steps({offer(1, 1, "meble", "ludzie"), offer(2, 2, "ludzie", "rzeczy")}).empty());
  CHECK(
      steps({need(1, 1, "meble"), offer(2, 1, "ludzie"), offer(3, 2, "meble", "ludzie")}).empty());
}

TEST_CASE("nothing helps where nobody has it") {
  CHECK_FALSE(missing({need(1, 1, "meble")}));
  CHECK_FALSE(missing({need(1, 1, "meble"), offer(2, 1, "meble"), offer(3, 2, "ludzie")}));
  CHECK_FALSE(missing({offer(1, 1, "meble", "ludzie"), offer(2, 2, "ludzie", "laptopy")}));
}

TEST_CASE("another district is reached by the whole city") {
  auto wanted = need(1, 1, "meble");
  auto given = offer(2, 2, "meble");
  wanted.district = "Wola";
  given.district = "Ochota";
  CHECK(steps({wanted, given}) == std::vector<Step>{{Kind::district, ""}});
  CHECK(steps({given, wanted}) == std::vector<Step>{{Kind::district, ""}});
}

TEST_CASE("a need may be about more") {
  CHECK(steps({need(1, 1, "meble"), offer(2, 2, "laptopy")}) ==
        std::vector<Step>{{Kind::category, "rzeczy"}});
}

TEST_CASE("an offer may be free, or take something else; what opens it to more comes first") {
  CHECK(steps({offer(1, 1, "meble", "ludzie"), need(2, 2, "meble")}) ==
        std::vector<Step>{{Kind::free, ""}});
  std::vector<Post> posts{offer(1, 1, "meble", "ludzie"), offer(2, 2, "laptopy", "meble")};
  CHECK(steps(posts) == std::vector<Step>{{Kind::take, "laptopy"}});
  posts.push_back(need(3, 3, "meble"));
  CHECK(steps(posts) == std::vector<Step>{{Kind::free, ""}});
  posts.push_back(offer(4, 4, "laptopy", "meble"));
  const auto link = missing(posts);
  REQUIRE(link);
  CHECK(link->steps == std::vector<Step>{{Kind::take, "laptopy"}});
  CHECK(link->swap);
  CHECK(link->others == std::vector<PostId>{{2}, {4}});
  CHECK(link->parties.size() == 2);
}

TEST_CASE("a free offer may help its owner to what others give for it") {
  CHECK(steps({offer(1, 1, "meble"), offer(2, 2, "laptopy", "meble")}) ==
        std::vector<Step>{{Kind::need, "laptopy"}});
}

TEST_CASE("a need is met by whoever is offered what it asks") {
  CHECK(steps({need(1, 1, "meble"), offer(2, 2, "meble", "ludzie")}) ==
        std::vector<Step>{{Kind::offer, "ludzie"}});
}

TEST_CASE("the way round has four at most, and nobody twice") {
  std::vector<Post> posts{offer(1, 1, "meble", "ludzie"), offer(2, 2, "a", "meble"),
                          offer(3, 3, "b", "a"), offer(4, 4, "c", "b"), offer(5, 5, "d", "c")};
  posts[4].category = "ludzie";
  CHECK(steps(posts) == std::vector<Step>{{Kind::take, "a"}});
  posts[3].category = "ludzie";
  CHECK(steps(posts).empty());
  posts[3].party = posts[1].party;
  CHECK_FALSE(steps(posts).empty());
}

TEST_CASE("the fewest changes come first, and two are made where one is not enough") {
  auto wanted = need(1, 1, "meble");
  auto given = offer(2, 2, "laptopy");
  wanted.district = "Wola";
  given.district = "Ochota";
  CHECK(steps({wanted, given}) ==
        std::vector<Step>{{Kind::district, ""}, {Kind::category, "rzeczy"}});
  CHECK(steps({wanted, given, offer(3, 3, "meble", "ludzie")}) ==
        std::vector<Step>{{Kind::offer, "ludzie"}});
}

TEST_CASE("what is refused is no way") {
  Refusal refusal;
  refusal.party = {FacilityId{2}};
  refusal.partner = Party{FacilityId{1}};
  const Market market{{need(1, 1, "meble"), offer(2, 2, "meble")}, tree, {}, {refusal}};
  CHECK_FALSE(missing_link(market, market.posts[0]));
  CHECK(codes({need(1, 1, "meble"), offer(2, 2, "meble")}, {refusal}) == Codes{"refused"});
  const Market tried{{need(1, 1, "meble"), offer(2, 2, "meble")}, tree, {{{1}, {2}}}, {}};
  CHECK_FALSE(missing_link(tried, tried.posts[0]));
}

TEST_CASE("each obstacle is told by what it is") {
  CHECK(codes({need(1, 1, "meble")}) == Codes{"no_offer"});
  CHECK(codes({offer(1, 1, "meble")}) == Codes{"no_need"});
  CHECK(codes({need(1, 1, "meble"), offer(2, 2, "meble", "ludzie")}) == Codes{"asks"});
  CHECK(codes({offer(1, 1, "meble", "ludzie"), need(2, 2, "meble")}) == Codes{"asks", "no_return"});
  CHECK(codes({offer(1, 1, "meble", "ludzie"), offer(2, 2, "ludzie", "laptopy")}) ==
        Codes{"no_need", "no_taker"});
  CHECK(codes({offer(1, 1, "meble", "ludzie"), offer(2, 2, "ludzie", "laptopy"),
               offer(3, 3, "rzeczy", "meble")}) == Codes{"no_need", "no_ring"});
  auto wanted = need(1, 1, "meble");
  auto given = offer(2, 2, "meble");
  wanted.quantity = 6;
  given.quantity = 5;
  wanted.whole = true;
  CHECK(codes({wanted, given}) == Codes{"amount"});
  wanted.district = "Wola";
  given.district = "Ochota";
  CHECK(codes({wanted, given}) == Codes{"district"});
}

namespace {

class Drawn {
 public:
  explicit Drawn(std::uint32_t seed) : random_{seed} {}

  std::uint32_t below(std::uint32_t most) { return static_cast<std::uint32_t>(random_() % most); }

  std::vector<Post> posts(std::int64_t count) {
    static constexpr std::array categories{"meble", "laptopy", "ludzie", "rzeczy"};
    static constexpr std::array districts{"", "Wola", "Ochota"};
    std::vector<Post> all;
    for (std::int64_t id = 1; id <= count; ++id) {
      auto post = offer(id, 1 + below(4), categories[below(4)]);
      if (below(3) == 0) post.type = Type::need;
      if (post.type == Type::offer && below(3) > 0)
        post.in_return.categories = {categories[below(4)]};
      post.district = districts[below(3)];
      all.push_back(std::move(post));
    }
    return all;
  }

 private:
  std::mt19937 random_;
};

bool placed(const std::vector<Post>& posts, PostId id) {
  const auto found = find_matches({posts, tree, {}, {}}, longest_ring, 0);
  return std::ranges::any_of(found.proposals, [&](const Proposal& proposal) {
    const auto ids = posts_of(proposal);
    return std::ranges::find(ids, id) != ids.end();
  });
}

/// Whether some of `posts`, the first among them, are matched with it when the others are not
/// there.
bool can_be_placed(const std::vector<Post>& posts) {
  for (std::uint32_t which = 0; which < (1U << (posts.size() - 1)); ++which) {
    std::vector<Post> some{posts.front()};
    for (std::size_t i = 1; i < posts.size(); ++i)
      if (((which >> (i - 1)) & 1U) != 0) some.push_back(posts[i]);
    if (placed(some, posts.front().id)) return true;
  }
  return false;
}

std::vector<Post> after(std::vector<Post> posts, const std::vector<Step>& steps) {
  for (const auto& step : steps) {
    auto& own = posts.front();
    if (step.kind == Kind::district) own.district.clear();
    if (step.kind == Kind::category) own.category = step.category;
    if (step.kind == Kind::free) own.in_return = {};
    if (step.kind == Kind::take) own.in_return.categories.push_back(step.category);
    if (step.kind != Kind::need && step.kind != Kind::offer) continue;
    auto more = own;
    more.id = {99};
    more.type = step.kind == Kind::need ? Type::need : Type::offer;
    more.category = step.category;
    more.district.clear();
    more.in_return = {};
    posts.push_back(more);
  }
  return posts;
}

}  // namespace

TEST_CASE("what the engine can match misses nothing, and a change told lets the engine match") {
  Drawn drawn{11};
  int changed = 0;
  for (int round = 0; round < 150; ++round) {
    const auto posts = drawn.posts(6);
    const auto link = missing_link({posts, tree, {}, {}}, posts.front());
    const bool now = can_be_placed(posts);
    CAPTURE(round);
    CHECK(now == (link && link->steps.empty()));
    if (!link || now) continue;
    ++changed;
    CHECK(can_be_placed(after(posts, link->steps)));
  }
  CHECK(changed > 20);
}
