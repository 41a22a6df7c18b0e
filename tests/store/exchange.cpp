#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/records.hpp"
#include "lib/mail/records.hpp"
#include "lib/store/inner.hpp"
#include "lib/store/query.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace mk;
using namespace mk::exchange;

namespace {

/// An exchange among the facilities of tests/cli/members.sql, whose day can be moved on.
class Fair {
 public:
  Fair() : db{scratch.database()} {
    db.inner().db.exec(read_file(MK_SOURCE_DIR "/tests/cli/members.sql"));
  }

  Context on(const char* day) {
    return {db, start_of(*parse_day(day)) + std::chrono::hours{9}, {"ola", ""}, settings};
  }

  Post post(std::int64_t facility, Type type, const char* category, const char* in_return = "",
            const char* until = "2026-12-31") {
    exchange::Draft draft;
    draft.party = facility == 0 ? Party{} : Party{FacilityId{facility}};
    draft.type = type;
    draft.category = category;
    draft.title = "Coś";
    draft.in_return_for = in_return;
    draft.until = parse_day(until);
    return exchange::post(on("2026-09-10"), draft).post;
  }

  /// F-1 gives P-1 for the need P-2 of F-2, proposed on 10 September.
  Match gift(const char* until = "2026-12-31") {
    post(1, Type::offer, "meble", "", until);
    post(2, Type::need, "meble", "", until);
    return propose(on("2026-09-10"), 3, 0).matches.at(0);
  }

  PostState state(std::int64_t id) { return records::post(db, {id}).state; }
  MatchState match_state(std::int64_t id) { return records::match(db, {id}).state; }

  std::multiset<std::string> told(const std::string& event) {
    std::multiset<std::string> addresses;
    for (const auto& letter : mail::records::letters(db, std::nullopt))
      if (letter.event == event) addresses.insert(letter.to);
    return addresses;
  }

  std::string body(const std::string& event, const std::string& to) {
    for (const auto& letter : mail::records::letters(db, std::nullopt))
      if (letter.event == event && letter.to == to) return letter.body;
    return {};
  }

  Scratch scratch;
  store::Database db;
  Settings settings;
};

const std::string iskra = "iskra@latarnia.example";
const std::string promyk = "promyk@latarnia.example";
const std::string zagiel = "zagiel@most.example";

bool holds(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a post comes back from the database as it went in") {
  Fair fair;
  exchange::Draft draft;
  draft.party = {FacilityId{1}};
  draft.category = "Meble";
  draft.title = "Sześć  krzeseł";
  draft.description = "Drewniane,\nmocne.\n";
  draft.quantity = 6;
  draft.unit = "szt.";
  draft.district = "wola";
  draft.in_return_for = "wolontariusze, Książki i pomoce do nauki,wolontariusze";
  const auto id = exchange::post(fair.on("2026-09-10"), draft).post.id;
  const auto post = records::post(fair.db, id);
  CHECK(post.state == PostState::open);
  CHECK(post.owner == "Klub Iskra");
  CHECK(post.category == "meble");
  CHECK(post.title == "Sześć krzeseł");
  CHECK(post.description == "Drewniane,\nmocne.");
  CHECK(post.quantity == 6);
  CHECK(post.district == "Wola");
  CHECK(iso(post.until) == "2026-12-09");
  CHECK(post.in_return.categories == std::vector<std::string>{"wolontariusze", "ksiazki"});
  CHECK_FALSE(post.match);
}

TEST_CASE("a list holds what was asked for, a category with those below it") {
  Fair fair;
  fair.post(1, Type::offer, "meble");
  fair.post(2, Type::need, "wyposazenie");
  fair.post(0, Type::offer, "wolontariusze");
  const auto context = fair.on("2026-09-10");
  CHECK(list(context, {}).size() == 3);
  CHECK(list(context, {{}, {}, {}, "wyposazenie"}).size() == 2);
  CHECK(list(context, {{}, {}, {}, "meble"}).size() == 1);
  CHECK(list(context, {Party{}, {}, {}, ""}).size() == 1);
  CHECK(list(context, {{}, Type::need, {}, ""}).size() == 1);
  CHECK(list(context, {{}, {}, PostState::closed, ""}).empty());
}

TEST_CASE("the database holds a post in one live match at most") {
  Fair fair;
  const auto match = fair.gift();
  const auto again = [&] {
    store::together(fair.db, fair.on("2026-09-10").deed("test"), [](auto& db) {
      const auto id = records::add_match(db, Match{});
      Member member;
      member.gives = PostId{1};
      records::add_member(db, id, member);
    });
  };
  CHECK_THROWS(again());
  decline(fair.on("2026-09-10"), match.id, match.members[0].party);
  CHECK_NOTHROW(again());
}

TEST_CASE("the person and the phone are told once all have accepted, and not before") {
  Fair fair;
  const auto match = fair.gift();
  CHECK(fair.told("match-proposed") == std::multiset{iskra, promyk});
  for (const auto& to : {iskra, promyk}) {
    const auto body = fair.body("match-proposed", to);
    CHECK(holds(body, "17 września 2026"));
    CHECK_FALSE(holds(body, "+48221110"));
    CHECK_FALSE(holds(body, "Łoś"));
  }
  CHECK(accept(fair.on("2026-09-17"), match.id, {FacilityId{1}}).state == MatchState::proposed);
  CHECK(fair.told("match-agreed").empty());
  CHECK(accept(fair.on("2026-09-17"), match.id, {FacilityId{2}}).state == MatchState::agreed);
  CHECK(fair.state(1) == PostState::agreed);
  CHECK(holds(fair.body("match-agreed", iskra), "Piotr Łoś, 22 111 00 02"));
  CHECK(holds(fair.body("match-agreed", promyk), "Anna Żuk, 22 111 00 01"));
  CHECK_FALSE(holds(fair.body("match-agreed", promyk), "Łoś"));
  CHECK(done(fair.on("2026-09-20"), match.id).state == MatchState::done);
  CHECK(fair.state(1) == PostState::done);
  CHECK(fair.state(2) == PostState::done);
}

TEST_CASE("silence dissolves a match after its last day, once, and frees its posts") {
  Fair fair;
  fair.gift();
  CHECK(dissolve_overdue(fair.on("2026-09-17")) == 0);
  CHECK(dissolve_overdue(fair.on("2026-09-18")) == 1);
  CHECK(dissolve_overdue(fair.on("2026-09-18")) == 0);
  CHECK(fair.match_state(1) == MatchState::dissolved);
  CHECK(fair.state(1) == PostState::open);
  CHECK(fair.told("match-dissolved") == std::multiset{iskra, promyk});
  CHECK(find(fair.on("2026-09-18"), 3, 0).matches.empty());
}

TEST_CASE("what is freed after its own last day has expired") {
  Fair fair;
  fair.gift("2026-09-12");
  dissolve_overdue(fair.on("2026-09-18"));
  CHECK(fair.state(1) == PostState::expired);
}

TEST_CASE("a match that failed frees its posts and keeps its reason to itself") {
  Fair fair;
  const auto match = fair.gift();
  accept(fair.on("2026-09-11"), match.id, {FacilityId{1}});
  accept(fair.on("2026-09-11"), match.id, {FacilityId{2}});
  CHECK(fail(fair.on("2026-09-12"), match.id, "pan Żuk zachorował").reason == "pan Żuk zachorował");
  CHECK(fair.state(2) == PostState::open);
  CHECK(fair.told("match-dissolved").size() == 2);
  CHECK_FALSE(holds(fair.body("match-dissolved", promyk), "zachorował"));
}

TEST_CASE("a post expires the day after its last one, unless a match holds it") {
  Fair fair;
  fair.post(1, Type::offer, "meble", "", "2026-09-30");
  CHECK(expire(fair.on("2026-09-30")) == 0);
  CHECK(expire(fair.on("2026-10-01")) == 1);
  CHECK(expire(fair.on("2026-10-01")) == 0);
  CHECK(fair.state(1) == PostState::expired);
  Fair other;
  other.gift("2026-09-12");
  CHECK(expire(other.on("2026-09-14")) == 0);
}

TEST_CASE("an owner is told once that a post is about to expire, and again when it was renewed") {
  Fair fair;
  fair.post(1, Type::need, "meble", "", "2026-09-30");
  fair.post(1, Type::need, "ksiazki", "", "2026-09-15");  // Stands too short to be told of.
  CHECK(notice_expiring(fair.on("2026-09-14")) == 0);
  CHECK(notice_expiring(fair.on("2026-09-23")) == 1);
  CHECK(notice_expiring(fair.on("2026-09-24")) == 0);
  renew(fair.on("2026-09-24"), {1});
  CHECK(notice_expiring(fair.on("2026-10-17")) == 1);
  CHECK(fair.told("post-expiring") == std::multiset{iskra, iskra});
}

TEST_CASE("who leaves takes back its posts and ends its matches, and the others are told") {
  Fair fair;
  fair.gift();
  fair.post(1, Type::offer, "ksiazki");
  fair.post(1, Type::need, "wolontariusze");
  fair.post(3, Type::offer, "wolontariusze");
  const auto agreed = propose(fair.on("2026-09-10"), 3, 0).matches.at(0);
  accept(fair.on("2026-09-10"), agreed.id, {FacilityId{1}});
  accept(fair.on("2026-09-10"), agreed.id, {FacilityId{3}});
  CHECK(withdraw_all(fair.on("2026-09-11"), {1}) == 3);
  CHECK(withdraw_all(fair.on("2026-09-11"), {1}) == 0);
  CHECK(fair.match_state(1) == MatchState::dissolved);
  CHECK(fair.match_state(2) == MatchState::failed);
  for (const auto mine : {1, 3, 4}) CHECK(fair.state(mine) == PostState::closed);
  for (const auto others : {2, 5}) CHECK(fair.state(others) == PostState::open);
  CHECK(fair.told("match-dissolved") == std::multiset{promyk, zagiel});
}

TEST_CASE("posts of a suspended facility are not matched, and it does not accept") {
  Fair fair;
  const auto match = fair.gift();
  fair.db.inner().db.exec("update facility set state = 'suspended' where id = 2");
  CHECK_THROWS_AS(accept(fair.on("2026-09-11"), match.id, {FacilityId{2}}), Error);
  decline(fair.on("2026-09-11"), match.id, {FacilityId{2}});
  fair.post(3, Type::offer, "meble");
  CHECK(find(fair.on("2026-09-11"), 3, 0).matches.empty());
  fair.db.inner().db.exec("update facility set state = 'active' where id = 2");
  CHECK(find(fair.on("2026-09-11"), 3, 0).matches.size() == 1);
}

TEST_CASE("a ring of four goes through the city, and its letters to the coordinator") {
  Fair fair;
  fair.settings.programme.coordinator_email = "punkt@miasto.example";
  fair.settings.programme.coordinator_name = "Ida Mech";
  fair.settings.programme.coordinator_phone = "+48221119999";
  fair.post(0, Type::offer, "meble", "zywnosc");
  fair.post(1, Type::offer, "ksiazki", "meble");
  fair.post(2, Type::offer, "odziez", "ksiazki");
  fair.post(3, Type::offer, "zywnosc", "odziez");
  CHECK(find(fair.on("2026-09-10"), 3, 0).matches.empty());
  const auto match = propose(fair.on("2026-09-10"), 4, 0).matches.at(0);
  CHECK(match.members.size() == 4);
  for (const auto& member : match.members) accept(fair.on("2026-09-10"), match.id, member.party);
  CHECK(fair.told("match-agreed").contains("punkt@miasto.example"));
  CHECK(holds(fair.body("match-agreed", iskra), "Ida Mech, +48221119999"));
}

TEST_CASE("mk check is silent about what is right and names what is not") {
  Fair fair;
  fair.gift();
  CHECK(breaches(fair.db).empty());
  auto& sql = fair.db.inner().db;
  const auto first = [&] { return in_english(breaches(fair.db).at(0)); };
  sql.exec("update post set state = 'open' where id = 1");
  CHECK(holds(first(), "P-1 is in a live match"));
  sql.exec("update post set state = 'matched' where id = 1");
  sql.exec(
      "insert into post (type, state, category, title, until, posted_at) values "
      "('need', 'agreed', 'meble', 'x', '2026-12-31', '2026-09-10T00:00:00Z')");
  CHECK(holds(first(), "P-3 is said to be in a match"));
  sql.exec("update post set state = 'open' where id = 3");
  sql.exec("insert into post_return (post, category) values (3, 'meble')");
  CHECK(holds(first(), "P-3 is a need that asks"));
  sql.exec("delete from post_return");
  sql.exec("update facility set state = 'withdrawn' where id = 1");
  CHECK(holds(first(), "P-1 stands although"));
  sql.exec("update facility set state = 'active' where id = 1");
  sql.exec("update exchange_match set state = 'dissolved', ended_at = '2026-09-11T00:00:00Z'");
  CHECK(holds(first(), "X-1 holds posts"));
}
