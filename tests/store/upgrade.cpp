#include "lib/facility/records.hpp"
#include "lib/register/listing.hpp"
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
