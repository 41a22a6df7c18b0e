#include "lib/facility/actions.hpp"
#include "lib/facility/records.hpp"
#include "lib/store/query.hpp"
#include "lib/store/references.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

using namespace mk;
using facility::State;

namespace {

/// Everything that can hang on the facility F-1: a row in each table that refers to one.
constexpr const char* whole_life[] = {
    "update facility set state = 'active', applications = 2, delisted_at = '2026-11-01T08:00:00Z', "
    "kept_reason = 'przetarg trwa' where id = 1",
    "insert into account (facility, manager, email, applied_at, approved_at, activated_at) values "
    "(1, 'Anna Lis', 'klub@wola.example', '2026-09-01T08:00:00Z', '2026-09-02T08:00:00Z', "
    "'2026-09-03T08:00:00Z')",
    "insert into logo (facility, type, bytes) values (1, 'image/png', x'89')",
    "insert into token (facility, purpose, hash, address, made_at, expires_at) values (1, "
    "'password', printf('%064d', 1), 'klub@wola.example', '2026-09-01T08:00:00Z', "
    "'2026-12-01T08:00:00Z')",
    "insert into mail (recipient, event, occurrence, facility, subject, body, message_id, "
    "language, "
    "queued_at, due_at) values ('klub@wola.example', 'digest', 'F-1/1', 1, 's', 'b', '<1@x>', "
    "'pl', "
    "'2026-09-01T08:00:00Z', '2026-09-01T08:00:00Z')",
    "insert into card (version, title, text_limit, installed_at) values (1, 'Karta', 100, "
    "'2026-09-01T08:00:00Z')",
    "insert into survey (id, facility, term, card, state, begun_at, changed_at, submitted_at, "
    "accepted_at) values (1, 1, '2026-09', 1, 'accepted', '2026-09-10T08:00:00Z', "
    "'2026-09-10T08:00:00Z', '2026-09-10T08:00:00Z', '2026-09-10T08:00:00Z')",
    "insert into status (facility, survey, card, term, status, since, until) values (1, 1, 1, "
    "'2026-09', 'standard', '2026-09-10', '2027-04-30')",
    "insert into reminder (facility, term, occasion, queued_at) values (1, '2026-09', 'opening', "
    "'2026-09-01T08:00:00Z')",
    "insert into reward (id, name, name_key, sort_key, type, status, unit, pool, facility_limit, "
    "unit_cost, opens_on, closes_on) values (1, 'Szkolenie', 'szkolenie', 's', 'training', "
    "'standard', 'place', 5, 2, 0, '2026-09-01', '2027-08-31')",
    // Beyond the limit and the pool, with a reason, beside one that needs none.
    "insert into reward_season (reward, season, pool, facility_limit) values (1, '2026-09', 50, "
    "50)",
    "insert into reservation (reward, season, facility, quantity, state, cost, made_at, "
    "expires_on, exceed_reason) values (1, '2026-09', 1, 9, 'reserved', 0, "
    "'2026-09-11T08:00:00Z', '2026-12-11', 'decyzja dyrektora')",
    "insert into reservation (reward, season, facility, quantity, state, cost, made_at, "
    "expires_on) values (1, '2026-09', 1, 2, 'reserved', 0, '2026-09-11T08:00:00Z', "
    "'2026-12-11')",
    "update reward_season set pool = 5, facility_limit = 2",
    "insert into post (id, facility, type, category, title, until, posted_at) values (1, 1, "
    "'offer', "
    "'meble', 'Stoły', '2026-12-11', '2026-09-11T08:00:00Z')",
    "insert into exchange_match (id, proposed_at, answer_by) values (1, '2026-09-11T08:00:00Z', "
    "'2026-09-18')",
    "insert into exchange_member (match, facility, gives) values (1, 1, 1)",
    "insert into exchange_refusal (facility, partner, since) values (1, 3, '2026-09-12T08:00:00Z')",
    "insert into exchange_refusal (facility, partner, since) values (3, 1, '2026-09-12T08:00:00Z')",
    "insert into exchange_silence (facility, since) values (1, '2026-09-12T08:00:00Z')"};

/// An office with the club F-1, which left the register, and F-2, the same under another operator.
struct Office {
  Scratch scratch;
  store::Database db = scratch.database();
  Settings settings;
  Context context{db, *parse_instant("2026-11-10T07:00:00Z"), {"ola", ""}, settings};

  Office() {
    for (const auto* name : {"Klub", "Klub Nowy", "Świetlica"}) {
      facility::add_by_hand(context, {"Fundacja", name, "Wola", "", "", "", "test"}, {});
      run("update facility set unlisted_reason = null");
    }
  }
  void run(const char* sql) {
    store::together(db, {context.now, {"ola", ""}, "test", ""},
                    [&](store::Database& all) { store::change(all, sql); });
  }
  void live() {
    for (const auto* sql : whole_life) run(sql);
  }
  facility::Facility facility(std::int64_t id) {
    return facility::records::facility(db, FacilityId{id});
  }
  /// The tables in which something refers to the facility `id`.
  std::set<std::string> referring(std::int64_t id) {
    std::set<std::string> tables;
    for (const auto& it : store::references(db, "facility")) {
      const auto sql = "select count(*) as n from \"" + it.table + "\" where \"" + it.column +
                       "\" = " + std::to_string(id);
      if (store::count(db, sql.c_str()) > 0) tables.insert(it.table);
    }
    return tables;
  }
  Message merge(std::int64_t heir, std::int64_t former) const {
    return facility::merge(context, FacilityId{heir}, FacilityId{former});
  }
};

}  // namespace

TEST_CASE("everything that refers to a facility goes over to another row, and nothing stays") {
  Office office;
  office.live();
  const std::set<std::string> tables{
      "account", "exchange_member", "exchange_refusal", "exchange_silence", "logo",   "mail",
      "post",    "reminder",        "reservation",      "status",           "survey", "token"};
  std::set<std::string> known;
  for (const auto& it : store::references(office.db, "facility")) known.insert(it.table);
  CHECK(known == tables);
  CHECK(office.referring(1) == tables);
  office.merge(2, 1);
  CHECK(office.referring(1).empty());
  CHECK(office.referring(2) == tables);
  CHECK(store::count(office.db, "select count(*) as n from pragma_foreign_key_check") == 0);
}

TEST_CASE("an account continues as another row, and the limits go on counting") {
  Office office;
  office.live();
  office.merge(2, 1);
  CHECK(office.facility(2).state == State::active);
  CHECK(office.facility(2).account->email == "klub@wola.example");
  CHECK(office.facility(2).account->logo == false);
  CHECK(office.facility(2).applications == 2);
  CHECK(office.facility(1).state == State::listed);
  CHECK_FALSE(office.facility(1).account);
  CHECK(office.facility(1).delisted_at == parse_instant("2026-11-01T08:00:00Z"));
  CHECK(office.facility(1).kept_reason.empty());
  CHECK(facility::breaches(office.db).empty());
  // The limits look again at what comes after.
  CHECK_THROWS_AS(
      office.run("insert into reservation (reward, season, facility, quantity, state, "
                 "cost, made_at, expires_on) values (1, '2026-09', 2, 1, 'reserved', 0, "
                 "'2026-09-11T08:00:00Z', '2026-12-11')"),
      Error);
}

TEST_CASE("the history goes with the account, and tells of the merge") {
  Office office;
  office.live();
  office.merge(2, 1);
  const auto history = facility::history(office.db, FacilityId{2});
  CHECK(std::ranges::count(history, "test", &facility::Event::verb) >= 2);
  CHECK(history.back().verb == "facility merge");
  CHECK(history.back().reason == "F-1 → F-2");
}

TEST_CASE("a facility added by hand may continue as the row that the register got at last") {
  Office office;
  office.live();
  office.run(
      "update facility set delisted_at = null, kept_reason = null, "
      "unlisted_reason = 'nowy' where id = 1");
  office.merge(2, 1);
  CHECK(office.facility(1).unlisted_reason.empty());
  CHECK(office.facility(1).delisted_at == office.context.now);
}

TEST_CASE("an account continues only as a row of the register that has none") {
  Office office;
  office.live();
  CHECK_THROWS_WITH_AS(office.merge(1, 1), "F-1 cannot be merged with itself", Error);
  CHECK_THROWS_WITH_AS(office.merge(9, 1), "there is no F-9", Error);
  CHECK_THROWS_WITH_AS(office.merge(2, 9), "there is no F-9", Error);
  CHECK_THROWS_WITH_AS(office.merge(2, 3), "F-3 has no account that could continue", Error);
  CHECK_THROWS_WITH_AS(office.merge(1, 2),
                       "F-1 has the account: the new row comes first: mk facility merge F-2 F-1",
                       Error);
  office.run("update facility set delisted_at = '2026-11-01T08:00:00Z' where id = 2");
  CHECK_THROWS_AS(office.merge(2, 1), Error);
  office.run("update facility set delisted_at = null where id in (1, 2)");
  CHECK_THROWS_AS(office.merge(2, 1), Error);
  CHECK(office.facility(1).state == State::active);
}

TEST_CASE("only a facility that left the register is kept") {
  Office office;
  CHECK_THROWS_AS(facility::keep(office.context, FacilityId{1}, "czekamy"), Error);
  office.run("update facility set unlisted_reason = 'nowy' where id = 2");
  CHECK_THROWS_AS(facility::keep(office.context, FacilityId{2}, "czekamy"), Error);
  office.run("update facility set delisted_at = '2026-11-01T08:00:00Z' where id = 3");
  CHECK_THROWS_AS(facility::keep(office.context, FacilityId{3}, "  "), Error);
  facility::keep(office.context, FacilityId{3}, "czekamy");
  CHECK(office.facility(3).may_join());
}

TEST_CASE("a facility whose digests do not follow from what it says is a breach") {
  Office office;
  CHECK(facility::breaches(office.db).empty());
  office.run("update facility set name = 'Klub Inny' where id = 2");
  const auto found = facility::breaches(office.db);
  REQUIRE(found.size() == 1);
  CHECK(in_english(found[0]) ==
        "F-2 would not be found again by the register: its digests are stale");
}
