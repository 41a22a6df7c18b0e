#include "lib/exchange/refusing.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::exchange;

namespace {

Party facility(std::int64_t id) { return {FacilityId{id}}; }

Member member(std::int64_t party, std::optional<PostId> gives, std::optional<PostId> gets,
              std::optional<PostId> need = {}) {
  Member it;
  it.party = facility(party);
  it.gives = gives;
  it.gets = gets;
  it.need = need;
  return it;
}

Refusal of_partner(std::int64_t party, std::int64_t partner) {
  Refusal refusal;
  refusal.party = facility(party);
  refusal.partner = facility(partner);
  return refusal;
}

Refusal of_post(std::int64_t party, std::int64_t post) {
  Refusal refusal;
  refusal.party = facility(party);
  refusal.post = PostId{post};
  return refusal;
}

/// F-1 gives P-1 to F-2, which gives P-2 to F-3, which gives P-3 to F-1.
const std::vector<Member> ring{member(1, PostId{1}, PostId{3}), member(2, PostId{2}, PostId{1}),
                               member(3, PostId{3}, PostId{2})};

/// F-1 gives P-1 for the need P-9 of F-2.
const std::vector<Member> gift{member(1, PostId{1}, {}), member(2, {}, PostId{1}, PostId{9})};

}  // namespace

TEST_CASE("who does not want a partner is in no match with it, whoever of the two said so") {
  CHECK(forbidding({of_partner(1, 2)}, ring) != nullptr);
  CHECK(forbidding({of_partner(2, 1)}, ring) != nullptr);
  CHECK(forbidding({of_partner(1, 4)}, ring) == nullptr);
  CHECK(forbidding({of_partner(4, 5), of_partner(1, 2)}, gift)->partner == facility(2));
}

TEST_CASE("who refused an offer does not get it, and another may") {
  CHECK(forbidding({of_post(2, 1)}, ring) != nullptr);
  CHECK(forbidding({of_post(3, 1)}, ring) == nullptr);
  CHECK(forbidding({of_post(1, 1)}, ring) == nullptr);
}

TEST_CASE("who refused a need does not give to it, and another may") {
  CHECK(forbidding({of_post(1, 9)}, gift) != nullptr);
  CHECK(forbidding({of_post(2, 9)}, gift) == nullptr);
  Post offer;
  offer.id = PostId{1};
  offer.party = facility(1);
  CHECK(refused({of_post(1, 9)}, offer, facility(2), PostId{9}));
  CHECK_FALSE(refused({of_post(1, 9)}, offer, facility(2), PostId{8}));
  CHECK(refused({of_partner(2, 1)}, offer, facility(2), std::nullopt));
}

TEST_CASE("a no is about what one would have got, or else about the need one would have met") {
  Match match;
  match.members = ring;
  CHECK(declining(match, facility(1))->post == PostId{3});
  match.members = gift;
  CHECK(declining(match, facility(1))->post == PostId{9});
  CHECK(declining(match, facility(2))->post == PostId{1});
  CHECK_FALSE(declining(match, facility(3)));
  match.members[1].need.reset();
  CHECK_FALSE(declining(match, facility(1)));
}

TEST_CASE("nobody refuses itself, its own post, or the city as a whole") {
  Post post;
  post.id = PostId{1};
  post.party = facility(1);
  CHECK(why_not_refuse(of_partner(1, 1), std::nullopt));
  CHECK(why_not_refuse(of_post(1, 1), post));
  CHECK_FALSE(why_not_refuse(of_post(2, 1), post));
  CHECK_FALSE(why_not_refuse(of_partner(1, 2), std::nullopt));
  auto city = of_partner(1, 2);
  city.partner = Party{};
  CHECK(why_not_refuse(city, std::nullopt));
}
