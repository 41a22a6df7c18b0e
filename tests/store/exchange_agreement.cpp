#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/refusing.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/mail/records.hpp"
#include "lib/store/inner.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <set>

using namespace mk;
using namespace mk::exchange;

namespace {

Party party_of(std::int64_t id) { return id == 0 ? Party{} : Party{FacilityId{id}}; }

/// An exchange among the facilities of tests/cli/members.sql, whose day can be moved on.
class Agora {
 public:
  Agora() : db{scratch.database()} {
    db.inner().db.exec(read_file(MK_SOURCE_DIR "/tests/cli/members.sql"));
    settings.programme.coordinator_email = "punkt@miasto.example";
  }

  Context now() { return {db, start_of(day) + std::chrono::hours{9}, {"ola", ""}, settings}; }

  PostId post(std::int64_t party, Type type, const std::string& category,
              const std::string& in_return = "", std::optional<std::int64_t> quantity = {}) {
    exchange::Draft draft;
    draft.party = party_of(party);
    draft.type = type;
    draft.category = category;
    draft.title = "Coś";
    draft.in_return_for = in_return;
    draft.quantity = quantity;
    draft.unit = quantity ? "szt." : "";
    return exchange::post(now(), draft).post.id;
  }

  Match accept_all(MatchId id) {
    for (const auto& member : records::match(db, id).members)
      if (member.answer == Answer::waiting) accept(now(), id, member.party);
    return records::match(db, id);
  }

  Match match(std::int64_t id) { return records::match(db, {id}); }
  Post post(PostId id) { return records::post(db, id); }

  std::multiset<std::string> told(const std::string& event) {
    std::multiset<std::string> told;
    for (const auto& letter : mail::records::letters(db, std::nullopt))
      if (letter.event == event) told.insert(letter.occurrence + " " + letter.to);
    return told;
  }

  Scratch scratch;
  store::Database db;
  Settings settings;
  Day day = *parse_day("2026-09-10");
};

/// F-1 gives books to F-2, which gives a room to F-3, which gives furniture to F-1; F-1 would take
/// the room too.
Match ring_with_a_pair(Agora& agora) {
  agora.post(1, Type::offer, "ksiazki", "meble,sala-warsztatowa");
  agora.post(2, Type::offer, "sala-warsztatowa", "ksiazki");
  agora.post(3, Type::offer, "meble", "sala-warsztatowa");
  return propose(agora.now(), {}).matches.at(0);
}

}  // namespace

TEST_CASE("the pair inside a dissolved ring is proposed in its place, and it alone is told") {
  Agora agora;
  const auto ring = ring_with_a_pair(agora);
  REQUIRE(ring.members.size() == 3);
  const auto ended = decline(agora.now(), ring.id, party_of(3));
  CHECK(ended.state == MatchState::dissolved);
  REQUIRE(ended.successors == std::vector<MatchId>{{2}});
  const auto pair = agora.match(2);
  CHECK(pair.remade_from == ring.id);
  CHECK(posts_of(pair.members) == std::vector<PostId>{{1}, {2}});
  CHECK(agora.post({3}).state == PostState::open);
  CHECK(agora.told("match-dissolved").size() == 3);
  CHECK(agora.told("match-proposed").contains("F-1/X-2 iskra@latarnia.example"));
  CHECK_FALSE(agora.told("match-proposed").contains("F-3/X-2 zagiel@most.example"));
}

TEST_CASE("a no is kept, and the same is not proposed to who said it") {
  Agora agora;
  const auto offer = agora.post(1, Type::offer, "meble");
  const auto need = agora.post(2, Type::need, "meble");
  decline(agora.now(), propose(agora.now(), {}).matches.at(0).id, party_of(1));
  const auto all = records::refusals(agora.db);
  REQUIRE(all.size() == 1);
  CHECK(all[0].party == party_of(1));
  CHECK(all[0].post == need);
  const auto other = agora.post(1, Type::offer, "meble");
  CHECK(find(agora.now(), {}).matches.empty());
  allow(agora.now(), all[0]);
  const auto found = find(agora.now(), {}).matches;
  REQUIRE(found.size() == 1);
  CHECK(posts_of(found[0].members) == std::vector<PostId>{need, other});
  CHECK(agora.post(offer).state == PostState::open);
}

TEST_CASE("after silence the freed posts are matched again, in other matches") {
  Agora agora;
  const auto ring = ring_with_a_pair(agora);
  accept(agora.now(), ring.id, party_of(1));
  accept(agora.now(), ring.id, party_of(3));
  agora.post(4, Type::offer, "sala-warsztatowa", "meble");
  agora.day += std::chrono::days{8};
  CHECK(dissolve_overdue(agora.now()) == 1);
  CHECK(agora.match(1).successors == std::vector<MatchId>{{2}, {3}});
  CHECK(posts_of(agora.match(2).members) == std::vector<PostId>{{1}, {2}});
  CHECK(posts_of(agora.match(3).members) == std::vector<PostId>{{3}, {4}});
  CHECK(records::refusals(agora.db).empty());
  CHECK(dissolve_overdue(agora.now()) == 0);
}

TEST_CASE("when one leaves, the others are matched again without it") {
  Agora agora;
  const auto ring = ring_with_a_pair(agora);
  agora.db.inner().db.exec("update facility set state = 'withdrawn' where id = 3");
  withdraw_all(agora.now(), {3});
  CHECK(agora.match(1).state == MatchState::dissolved);
  CHECK(agora.match(1).successors == std::vector<MatchId>{{2}});
  CHECK(part_of(agora.match(2), party_of(3)) == nullptr);
  CHECK(agora.told("match-dissolved").size() == 2);
  CHECK(ring.id == MatchId{1});
}

TEST_CASE("what an agreed match leaves stands on its own, for who asks for it or refused it too") {
  Agora agora;
  const auto offer = agora.post(1, Type::offer, "meble", "", 10);
  const auto need = agora.post(2, Type::need, "meble", "", 4);
  refuse(agora.now(), {party_of(4), std::nullopt, offer, "", "", {}}, "");
  agora.post(3, Type::offer, "odziez", offer.text());
  const auto match = propose(agora.now(), {}).matches.at(0);
  CHECK(agora.match(1).members[0].quantity == 4);
  CHECK(agora.post(offer).quantity == 10);
  CHECK(agora.accept_all(match.id).state == MatchState::agreed);
  CHECK(agora.post(offer).quantity == 4);
  const auto left = rests(agora.now(), agora.match(1));
  REQUIRE(left.size() == 1);
  CHECK(left[0].quantity == 6);
  CHECK(left[0].rest_of == offer);
  CHECK(agora.post(PostId{3}).in_return.posts == std::vector<PostId>{offer, left[0].id});
  CHECK(records::refusals(agora.db).back().post == left[0].id);
  done(agora.now(), match.id);
  CHECK(agora.post(offer).state == PostState::done);
  CHECK(agora.post(need).state == PostState::done);
  CHECK(agora.post(left[0].id).state == PostState::open);
  CHECK(breaches(agora.db).empty());
}

TEST_CASE("a need that is met in part stands again for what is missing") {
  Agora agora;
  agora.post(1, Type::offer, "meble", "", 4);
  const auto need = agora.post(2, Type::need, "meble", "", 10);
  const auto match = agora.accept_all(propose(agora.now(), {}).matches.at(0).id);
  CHECK(agora.post(need).quantity == 4);
  REQUIRE(rests(agora.now(), match).size() == 1);
  CHECK(rests(agora.now(), match)[0].quantity == 6);
  CHECK(rests(agora.now(), match)[0].type == Type::need);
  CHECK(fail(agora.now(), match.id, "deszcz").state == MatchState::failed);
  CHECK(agora.post(need).state == PostState::open);
  CHECK(breaches(agora.db).empty());
}

TEST_CASE("who asks has said yes, its own need is met, and the owner alone is told") {
  Agora agora;
  const auto offer = agora.post(1, Type::offer, "meble", "", 10);
  const auto need = agora.post(2, Type::need, "meble", "", 3);
  const auto match = ask(agora.now(), {offer, party_of(2), "Trzy gry", std::nullopt});
  CHECK(match.asked);
  CHECK(match.in_return == "Trzy gry");
  CHECK(part_of(match, party_of(2))->answer == Answer::accepted);
  CHECK(part_of(match, party_of(2))->need == need);
  CHECK(part_of(match, party_of(1))->quantity == 3);
  CHECK(agora.told("match-asked") == std::multiset<std::string>{"F-1/X-1 iskra@latarnia.example"});
  CHECK(agora.told("match-agreed").empty());
  CHECK(accept(agora.now(), match.id, party_of(1)).state == MatchState::agreed);
  CHECK(agora.told("match-agreed").size() == 2);
}

TEST_CASE("the database holds a post out of a second live match by any of its columns") {
  Agora agora;
  agora.post(1, Type::offer, "meble");
  agora.post(2, Type::need, "meble");
  propose(agora.now(), {});
  const auto again = [&](std::optional<PostId> gives, std::optional<PostId> gets) {
    store::together(agora.db, agora.now().deed("test"), [&](auto& db) {
      Member member;
      member.party = party_of(3);
      member.gives = gives;
      member.gets = gets;
      records::add_member(db, records::add_match(db, Match{}), member);
    });
  };
  for (const auto gives : {PostId{1}, PostId{2}}) CHECK_THROWS(again(gives, std::nullopt));
  CHECK_THROWS(again(std::nullopt, PostId{1}));
}

namespace {

std::string breach_after(Agora& agora, const char* change) {
  agora.db.inner().db.exec(change);
  const auto found = breaches(agora.db);
  return found.empty() ? "" : in_english(found.front());
}

}  // namespace

TEST_CASE("mk check names a match that contradicts itself") {
  Agora agora;
  agora.post(1, Type::offer, "meble", "", 10);
  agora.post(2, Type::need, "meble", "", 10);
  const auto id = propose(agora.now(), {}).matches.at(0).id;
  agora.post(3, Type::offer, "meble");
  const auto finds = [&](const char* change, const char* undo, const char* part) {
    CHECK(breach_after(agora, change).find(part) != std::string::npos);
    CHECK(breach_after(agora, undo).empty());
  };
  finds("update exchange_member set gets = 3 where need = 2",
        "update exchange_member set gets = 1 where need = 2", "X-1 has something that nobody");
  finds("update post set type = 'offer' where id = 2", "update post set type = 'need' where id = 2",
        "X-1 holds a post of another");
  finds("update exchange_member set quantity = 11 where gives = 1",
        "update exchange_member set quantity = 10 where gives = 1", "X-1 moves another amount");
  finds("update exchange_match set asked = 1", "update exchange_match set asked = 0",
        "X-1 was asked for");
  finds("update exchange_match set remade_from = 1", "update exchange_match set remade_from = null",
        "X-1 is in the place");
  finds("update post set rest_of = 1 where id = 3", "update post set rest_of = null where id = 3",
        "P-3 is said to be left");
  CHECK(id == MatchId{1});
}

namespace {

/// Does one thing after another at random; what a rule forbids is left undone.
class Walk {
 public:
  explicit Walk(std::uint32_t seed) : random_{seed} {}

  void step(Agora& agora) {
    try {
      (this->*deeds.at(below(deeds.size())))(agora);
    } catch (const Error& error) {
      CHECK(error.exit() == Exit::refused);
    }
  }

 private:
  using Deed = void (Walk::*)(Agora&);

  std::size_t below(std::size_t end) { return random_() % end; }
  std::int64_t party() { return static_cast<std::int64_t>(below(5)); }
  const char* category() { return categories.at(below(categories.size())); }
  PostId some_post(Agora& agora) {
    const auto posts = records::posts(agora.db);
    return posts.empty() ? PostId{1} : posts[below(posts.size())].id;
  }
  MatchId some_match(Agora& agora) {
    const auto matches = records::matches(agora.db);
    return matches.empty() ? MatchId{1} : matches[matches.size() - 1 - below(matches.size())].id;
  }
  Party some_member(Agora& agora, MatchId id) {
    const auto members = records::match(agora.db, id).members;
    return members[below(members.size())].party;
  }

  void posts(Agora& agora) {
    const bool offer = below(3) > 0;
    const bool free = below(2) == 0;
    const auto quantity = below(2) == 0 ? std::optional<std::int64_t>{1 + below(9)} : std::nullopt;
    agora.post(party(), offer ? Type::offer : Type::need, category(),
               offer && !free ? category() : "", quantity);
  }
  // NOLINTNEXTLINE(readability-convert-member-functions-to-static): a deed like the others.
  void proposes(Agora& agora) { propose(agora.now(), {}); }
  void accepts(Agora& agora) {
    const auto id = some_match(agora);
    accept(agora.now(), id, some_member(agora, id));
  }
  void declines(Agora& agora) {
    const auto id = some_match(agora);
    decline(agora.now(), id, some_member(agora, id));
  }
  void ends(Agora& agora) {
    if (below(2) == 0) {
      done(agora.now(), some_match(agora));
    } else {
      fail(agora.now(), some_match(agora), "deszcz");
    }
  }
  void asks(Agora& agora) {
    const std::array<std::string, 3> giving{"", "Trzy gry", some_post(agora).text()};
    ask(agora.now(), {some_post(agora), party_of(party()), giving.at(below(3)), std::nullopt});
  }
  void refuses(Agora& agora) {
    refuse(agora.now(), {party_of(party()), std::nullopt, some_post(agora), "", "", {}}, "");
  }
  void waits(Agora& agora) {
    agora.day += std::chrono::days{below(6)};
    dissolve_overdue(agora.now());
    expire(agora.now());
  }
  void leaves(Agora& agora) {
    if (below(4) > 0) return;
    withdraw_all(agora.now(), {1 + static_cast<std::int64_t>(below(4))});
  }

  static constexpr std::array categories{"meble", "ksiazki", "odziez"};
  static constexpr std::array<Deed, 14> deeds{
      &Walk::posts,    &Walk::posts,   &Walk::posts,    &Walk::proposes, &Walk::accepts,
      &Walk::accepts,  &Walk::accepts, &Walk::declines, &Walk::ends,     &Walk::asks,
      &Walk::declines, &Walk::refuses, &Walk::waits,    &Walk::leaves};
  std::mt19937 random_;
};

// Posts that were proposed together and came to nothing are proposed together only when asked for.
void proposed_once(const std::vector<Match>& matches) {
  std::set<std::vector<PostId>> seen;
  for (const auto& match : matches)
    if (!match.asked) CHECK(seen.insert(posts_of(match.members)).second);
}

void in_one_live_match(const std::vector<Match>& matches) {
  std::set<PostId> held;
  for (const auto& match : matches)
    if (match.state == MatchState::proposed || match.state == MatchState::agreed)
      for (const auto post : posts_of(match.members)) CHECK(held.insert(post).second);
}

}  // namespace

TEST_CASE(
    "whatever is answered, asked, left and refused, the exchange does not contradict itself") {
  std::size_t made = 0;
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    Agora agora;
    Walk walk{seed};
    for (int step = 0; step < 100; ++step) {
      walk.step(agora);
      for (const auto& breach : breaches(agora.db)) FAIL(in_english(breach));
    }
    const auto matches = records::matches(agora.db);
    made += matches.size();
    proposed_once(matches);
    in_one_live_match(matches);
  }
  CHECK(made > 30);
}
