#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/digest.hpp"
#include "lib/mail/records.hpp"
#include "lib/store/inner.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace mk;
using namespace mk::exchange;

namespace {

const std::string iskra = "iskra@latarnia.example";
const std::string promyk = "promyk@latarnia.example";
const std::string zagiel = "zagiel@most.example";
const std::string cma = "cma@most.example";

/// The exchange of tests/cli/members.sql: F-1 and F-4 in Wola, F-2 in Praga-Północ, F-3 in Bielany,
/// F-5 without an accepted card and F-6 suspended.
class Paper {
 public:
  Paper() : db{scratch.database()} { sql(read_file(MK_SOURCE_DIR "/tests/cli/members.sql")); }

  void sql(const std::string& statement) { db.inner().db.exec(statement); }

  Context at(const char* moment) { return {db, *parse_instant(moment), {"ola", ""}, settings}; }

  PostId post(const char* moment, std::int64_t facility, Type type, const char* category,
              const char* district = "", const char* in_return = "") {
    exchange::Draft draft;
    draft.party = facility == 0 ? Party{} : Party{FacilityId{facility}};
    draft.type = type;
    draft.category = category;
    draft.title = "Coś";
    draft.district = district;
    draft.in_return_for = in_return;
    draft.until = parse_day("2027-12-31");
    return exchange::post(at(moment), draft).post.id;
  }

  /// Who gets a letter at `moment`.
  std::multiset<std::string> told(const char* moment) {
    const auto before = letters().size();
    const auto sent = send_digests(at(moment));
    std::multiset<std::string> addresses;
    const auto all = letters();
    for (auto i = before; i < all.size(); ++i) addresses.insert(all[i].to);
    CHECK(addresses.size() == sent);
    return addresses;
  }

  std::vector<mail::Outgoing> letters() { return mail::records::letters(db, std::nullopt); }

  /// The posts that the last letter to `address` tells, in its order: "P-1 P-3".
  std::string posts(const std::string& address) {
    std::string found;
    for (const auto& letter : letters()) {
      if (letter.to != address) continue;
      found.clear();
      for (auto at = letter.body.find("\n- P-"); at != std::string::npos;
           at = letter.body.find("\n- P-", at + 1))
        found += (found.empty() ? "" : " ") +
                 letter.body.substr(at + 3, letter.body.find(':', at) - at - 3);
    }
    return found;
  }

  Scratch scratch;
  store::Database db;
  Settings settings;
};

}  // namespace

TEST_CASE("a week begins on its Monday, also at the turn of a year") {
  CHECK(iso(monday_of(*parse_day("2026-09-14"))) == "2026-09-14");
  CHECK(iso(monday_of(*parse_day("2026-09-20"))) == "2026-09-14");
  CHECK(iso(monday_of(*parse_day("2026-09-21"))) == "2026-09-21");
  CHECK(iso(monday_of(*parse_day("2027-01-03"))) == "2026-12-28");
}

TEST_CASE("the weekly letter goes once, to active members with an accepted card") {
  Paper paper;
  paper.post("2026-09-09", 0, Type::offer, "meble");
  CHECK(paper.told("2026-09-13T21:59:59Z").empty());
  CHECK(paper.told("2026-09-13T22:00:00Z") == std::multiset{iskra, promyk, zagiel, cma});
  CHECK(paper.told("2026-09-14T10:00:00Z").empty());
  paper.sql("update account set email = 'nowy@latarnia.example' where facility = 1");
  CHECK(paper.told("2026-09-20T21:59:59Z").empty());
  CHECK(paper.told("2026-09-20T22:00:00Z").empty());
}

TEST_CASE(
    "a week without anything new has no letter, and what comes later in the week makes none") {
  Paper paper;
  CHECK(paper.told("2026-09-14").empty());
  paper.post("2026-09-14T10:00:00Z", 1, Type::offer, "meble");
  CHECK(paper.told("2026-09-15").empty());
  CHECK(paper.told("2026-09-21") == std::multiset{promyk, zagiel, cma});
}

TEST_CASE("after weeks off only the last one is told") {
  Paper paper;
  paper.post("2026-09-09", 0, Type::offer, "meble");
  paper.post("2026-09-23", 0, Type::offer, "meble");
  CHECK(paper.told("2026-09-30").size() == 4);
  CHECK(paper.posts(zagiel) == "P-2");
}

TEST_CASE("a week is Warsaw's when the clocks change") {
  Paper paper;
  paper.post("2026-10-18T21:59:59Z", 0, Type::offer, "meble");  // Sunday, summer time.
  paper.post("2026-10-18T22:00:00Z", 0, Type::offer, "meble");
  paper.post("2026-10-25T22:59:59Z", 0, Type::offer, "meble");  // Sunday, winter time.
  paper.post("2026-10-25T23:00:00Z", 0, Type::offer, "meble");
  CHECK(paper.told("2026-10-25T22:59:59Z").size() == 4);
  CHECK(paper.posts(iskra) == "P-1");
  CHECK(paper.told("2026-10-25T23:00:00Z").size() == 4);
  CHECK(paper.posts(iskra) == "P-2 P-3");
  paper.post("2027-03-21T22:59:59Z", 0, Type::offer, "meble");  // Sunday, winter time.
  paper.post("2027-03-21T23:00:00Z", 0, Type::offer, "meble");
  paper.post("2027-03-28T21:59:59Z", 0, Type::offer, "meble");  // Sunday, summer time.
  paper.post("2027-03-28T22:00:00Z", 0, Type::offer, "meble");
  CHECK(paper.told("2027-03-28T22:00:00Z").size() == 4);
  CHECK(paper.posts(iskra) == "P-6 P-7");
}

TEST_CASE("a member is told what fits its posts, in its district or for the whole city") {
  Paper paper;
  paper.post("2026-09-01", 1, Type::need, "wyposazenie");
  paper.post("2026-09-01", 1, Type::offer, "ogrod", "", "wolontariusze");
  const char* const day = "2026-09-09";
  paper.post(day, 2, Type::offer, "meble");             // P-3: below what it needs.
  paper.post(day, 2, Type::offer, "wolontariusze");     // P-4: asked in return.
  paper.post(day, 2, Type::need, "lokal");              // P-5: its garden would do.
  paper.post(day, 2, Type::need, "meble");              // It has none to give.
  paper.post(day, 2, Type::offer, "ogrod");             // It has one.
  paper.post(day, 2, Type::offer, "ludzie");            // Not below, but above what it asks.
  paper.post(day, 2, Type::offer, "meble", "wola");     // P-9
  paper.post(day, 2, Type::offer, "meble", "bielany");  // Elsewhere.
  paper.post(day, 1, Type::offer, "wolontariusze");     // Its own.
  CHECK(paper.told("2026-09-14").contains(iskra));
  CHECK(paper.posts(iskra) == "P-3 P-4 P-9 P-5");  // Offers, then needs.
}

TEST_CASE("what is matched, taken back, over or a suspended member's is no news") {
  Paper paper;
  const auto id = [&](std::int64_t facility) {
    return paper.post("2026-09-09", facility, Type::offer, "meble").text().substr(2);
  };
  paper.sql("update post set state = 'agreed' where id = " + id(0));
  paper.sql("update post set state = 'closed' where id = " + id(0));
  paper.sql("update post set until = '2026-09-13' where id = " + id(0));
  id(2);
  paper.sql("update facility set state = 'suspended' where id = 2");
  CHECK(paper.told("2026-09-14").empty());
}

TEST_CASE("refused posts and partners are no news, whoever refused") {
  Paper paper;
  for (const auto facility : {1, 2, 3}) paper.post("2026-09-09", facility, Type::offer, "meble");
  paper.post("2026-09-09", 0, Type::offer, "meble");
  paper.sql(
      "insert into exchange_refusal (facility, partner, post, since) values "
      "(4, 1, null, '2026-09-10T00:00:00Z'), (2, 4, null, '2026-09-10T00:00:00Z'), "
      "(4, null, 4, '2026-09-10T00:00:00Z'), (1, null, 3, '2026-09-10T00:00:00Z')");
  CHECK(paper.told("2026-09-14") == std::multiset{cma});
  CHECK(paper.posts(cma) == "P-3");
}

TEST_CASE("a facility stops its letters and starts them again") {
  Paper paper;
  paper.post("2026-09-09", 0, Type::offer, "meble");
  paper.post("2026-09-16", 0, Type::offer, "meble");
  CHECK_FALSE(subscription(paper.at("2026-09-10"), {2}).off_since);
  subscribe(paper.at("2026-09-10"), {2}, false);
  const auto off = subscribe(paper.at("2026-09-11"), {2}, false);
  CHECK(off.off_since == parse_instant("2026-09-10"));
  CHECK(paper.told("2026-09-14") == std::multiset{iskra, zagiel, cma});
  CHECK_FALSE(subscribe(paper.at("2026-09-15"), {2}, true).off_since);
  CHECK(paper.told("2026-09-21") == std::multiset{iskra, promyk, zagiel, cma});
  CHECK_THROWS_AS(subscribe(paper.at("2026-09-15"), {99}, false), Error);
}

TEST_CASE("a letter tells twenty posts and how many more there are") {
  Paper paper;
  for (int i = 0; i < 22; ++i) paper.post("2026-09-09", 0, Type::offer, "meble");
  paper.told("2026-09-14");
  const auto posts = paper.posts(cma);
  CHECK(posts.ends_with(" P-19 P-20"));
  const auto body = paper.letters().back().body;
  CHECK(body.find("Są jeszcze 2 nowe ogłoszenia;") != std::string::npos);
}

TEST_CASE("a letter to what is no address is given up and stops no other") {
  Paper paper;
  paper.post("2026-09-09", 0, Type::offer, "meble");
  paper.sql("update account set email = 'niedobry_@_adres' where facility = 3");
  CHECK(paper.told("2026-09-14").size() == 4);
  for (const auto& letter : paper.letters())
    CHECK((letter.state == mail::State::failed) == (letter.to == "niedobry_@_adres"));
}
