#include "lib/facility/records.hpp"
#include "lib/register/listing.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/records.hpp"
#include "lib/store/calendar_days.hpp"
#include "lib/store/inner.hpp"
#include "lib/store/make.hpp"
#include "lib/store/query.hpp"
#include "lib/store/schema.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace mk;

namespace {

/// A database as an earlier `mk` left it: its first `version` steps, and what `filling` does then.
std::string old_database(const Scratch& scratch, int version, const std::string& filling) {
  const auto file = scratch.file("old.db");
  SQLite::Database db{file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
  // Step 7 asks for it; here it has no row to work on.
  db.createFunction("unhex", 1, true, nullptr, [](sqlite3_context*, int, sqlite3_value**) {});
  for (const auto& step : store::steps().first(static_cast<std::size_t>(version)))
    db.exec(step.sql);
  db.exec(filling);
  db.exec("pragma application_id = " + std::to_string(store::application_id) +
          "; pragma user_version = " + std::to_string(version));
  return file;
}

}  // namespace

TEST_CASE("a register of version 6 is found again after the upgrade, and no id is given twice") {
  const Scratch scratch;
  const auto file = old_database(scratch, 6, R"(
    insert into facility (state, operator, name, street, district, folded, sort_key, key_hash,
                          row_hash) values
      ('active', 'Fundacja', 'Klub', 'Łucka 1', 'Wola', 'x', 'x',
       '000102030405060708090a0b0c0d0e0f', 'ffffffffffffffffffffffffffffffff'),
      ('listed', 'Fundacja', 'Gone', 'Łucka 2', 'Wola', 'x', 'x',
       '100102030405060708090a0b0c0d0e0f', 'eeffffffffffffffffffffffffffffff');
    insert into account (facility, manager, email, applied_at)
      values (1, 'Ola Lis', 'klub@pwd.example', '2026-09-01T08:00:00Z');
    delete from facility where id = 2;)");
  CHECK(store::make(file, *parse_instant("2026-11-22T12:00:00Z")) == store::Made::upgraded);
  auto db = store::open(file);
  const auto it = facility::records::facility(db, {1});
  CHECK(it.listing.name == "Klub");
  CHECK(it.state == facility::State::active);
  REQUIRE(it.account);
  CHECK(it.account->manager == "Ola Lis");
  CHECK(facility::records::with_key(db, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}) ==
        FacilityId{1});
  db.inner().db.exec("pragma foreign_key_check");
  registry::Listing other;
  other.operator_name = "Stowarzyszenie";
  other.name = "Klub";
  other.district = "Wola";
  const auto added = store::together(db, {Instant{}, {"ola", ""}, "test", ""}, [&](auto& it_db) {
    return facility::records::add_by_hand(it_db, other, "nowa");
  });
  CHECK(added == FacilityId{3});
}

TEST_CASE("a reservation of version 9 keeps what was promised and when it took place") {
  const Scratch scratch;
  const auto file = old_database(scratch, 9, R"(
    insert into facility (state, operator, name, district, key_hash, row_hash) values
      ('active', 'Fundacja', 'Klub', 'Wola', randomblob(16), randomblob(16));
    insert into budget_line (name, name_key, sort_key, year, amount) values
      ('szkolenia', 'szkolenia', 'x', 2026, 100000);
    insert into reward (name, name_key, sort_key, type, status, unit, pool, facility_limit,
                        unit_cost, budget, budget_key, opens_on, closes_on) values
      ('Kurs', 'kurs', 'x', 'training', 'standard', 'place', 5, 3, 20000, 'szkolenia',
       'szkolenia', '2026-09-01', '2027-02-28');
    insert into reward_season values (1, '2026-09', 5, 3);
    insert into reservation (reward, season, facility, quantity, state, cost, budget_line, made_at,
                             expires_on, agreed_on, ended_at) values
      (1, '2026-09', 1, 1, 'reserved', 20000, 1, '2026-10-01T08:00:00Z', '2026-10-31', null, null),
      (1, '2026-09', 1, 1, 'delivered', 15000, 1, '2026-09-01T08:00:00Z', '2026-10-01',
       '2026-09-20', '2026-09-21T08:00:00Z');)");
  CHECK(store::make(file, *parse_instant("2026-11-22T12:00:00Z")) == store::Made::upgraded);
  auto db = store::open(file);
  const auto held = rewards::records::reservation(db, {1});
  CHECK(held.committed == Money{20'000});
  CHECK_FALSE(held.delivered_on);
  const auto had = rewards::records::reservation(db, {2});
  CHECK(had.committed == Money{15'000});
  CHECK(had.delivered_on == *parse_day("2026-09-20"));
  CHECK(rewards::records::reward(db, {1}).allocation == rewards::Allocation::order);
  CHECK(rewards::breaches(db).empty());
}

TEST_CASE("the calendar of version 12 goes on from its last run") {
  const Scratch scratch;
  const auto file = old_database(scratch, 12, R"(
    insert into job (name, ran_at, real_at, result) values
      ('mk-mail', '2026-11-22T12:05:00Z', '2026-11-22T12:05:00Z', 'ok'),
      ('mk-remind', '2026-11-21T23:07:00Z', '2026-11-21T23:07:00Z', 'ok');)");
  CHECK(store::make(file, *parse_instant("2026-11-22T12:00:00Z")) == store::Made::upgraded);
  auto db = store::open(file);
  CHECK(store::calendar_reached(db) == *parse_instant("2026-11-21T23:07:00Z"));
  const Settings settings;
  const Context context{db, *parse_instant("2026-11-23T12:00:00Z"), {"ola", ""}, settings};
  CHECK_FALSE(store::is_missed(context, *parse_day("2026-11-22")));
  CHECK(store::is_missed(context, *parse_day("2026-11-21")));
}
