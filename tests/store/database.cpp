#include "lib/store/database.hpp"

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/store/inner.hpp"
#include "lib/store/log.hpp"
#include "lib/store/query.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <functional>

using namespace mk;

namespace {

const Instant noon = *parse_instant("2026-09-10T10:00:00Z");
const store::Deed deed{noon, {"ola", ""}, "test", ""};

Exit exit_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.exit();
  }
  return Exit::ok;
}

/// A table of the test's own, beside ours.
void add_toys(store::Database& db) {
  db.inner().db.exec("create table toy (id integer primary key, name text, password text) strict");
}

std::int64_t toys(store::Database& db) { return store::count(db, "select count(*) n from toy"); }

}  // namespace

TEST_CASE("a database is made once, for its owner alone whatever the umask") {
  const Scratch scratch;
  const auto before = umask(0);
  CHECK(store::make(scratch.file("mk.db"), noon) == store::Made::made);
  umask(before);
  struct stat status {};
  REQUIRE(stat(scratch.file("mk.db").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(store::make(scratch.file("mk.db"), noon) == store::Made::current);
}

TEST_CASE("what is no database of ours is refused and left as it is") {
  const Scratch scratch;
  const auto file = scratch.file("letter.txt");
  write_file(file, "Szanowni Państwo, this is longer than an SQLite header would be, by far.\n");
  const auto before = read_file(file);
  CHECK(exit_of([&] { store::open(file); }) == Exit::storage);
  CHECK(exit_of([&] { store::make(file, noon); }) == Exit::storage);
  CHECK(read_file(file) == before);
  CHECK(exit_of([&] { store::open(scratch.file("none.db")); }) == Exit::missing);
  CHECK(exit_of([&] { store::open(scratch.folder()); }) == Exit::storage);
  CHECK(exit_of([&] { store::make(scratch.file("no/such/mk.db"), noon); }) == Exit::output);
}

TEST_CASE("another program's SQLite file is refused and left as it is") {
  const Scratch scratch;
  const auto file = scratch.file("other.db");
  SQLite::Database{file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec("create table t (x)");
  const auto before = read_file(file);
  CHECK(exit_of([&] { store::open(file); }) == Exit::storage);
  CHECK(exit_of([&] { store::make(file, noon); }) == Exit::storage);
  CHECK(read_file(file) == before);
}

TEST_CASE("a newer database is refused, an older one wants upgrading") {
  const Scratch scratch;
  const auto file = scratch.file("mk.db");
  store::make(file, noon);
  {
    auto db = store::open(file);
    db.inner().db.exec("pragma user_version = 999");
  }
  CHECK(exit_of([&] { store::open(file); }) == Exit::storage);
  CHECK(exit_of([&] { store::make(file, noon); }) == Exit::storage);
}

TEST_CASE("work that fails leaves no trace") {
  const Scratch scratch;
  auto db = scratch.database();
  add_toys(db);
  CHECK_THROWS(store::together(db, deed, [](store::Database& it) {
    store::change(it, "insert into toy (name) values (?)", "lalka");
    throw std::runtime_error{"power cut"};
  }));
  CHECK(toys(db) == 0);
  CHECK(store::count(db, "select count(*) n from entry") == 0);
}

TEST_CASE("a transaction inside another shares its fate") {
  const Scratch scratch;
  auto db = scratch.database();
  add_toys(db);
  const auto add = [](store::Database& it) {
    store::change(it, "insert into toy (name) values (?)", "lalka");
  };
  store::together(db, deed, [&](store::Database& it) {
    store::together(it, deed, add);
    store::together(it, deed, add);
  });
  CHECK(toys(db) == 2);
  CHECK(store::count(db, "select count(*) n from entry") == 1);
  CHECK_THROWS(store::together(db, deed, [&](store::Database& it) {
    store::together(it, deed, add);
    throw std::runtime_error{"power cut"};
  }));
  CHECK(toys(db) == 2);
}

TEST_CASE("a rehearsal shows what would be and keeps nothing") {
  const Scratch scratch;
  {
    auto db = scratch.database();
    add_toys(db);
  }
  {
    auto db = store::open(scratch.file("mk.db"), store::Mode::rehearse);
    store::together(db, deed, [](store::Database& it) {
      store::change(it, "insert into toy (name) values (?)", "lalka");
    });
    CHECK(toys(db) == 1);
  }
  auto db = store::open(scratch.file("mk.db"));
  CHECK(toys(db) == 0);
}

TEST_CASE("the change log keeps who changed what from what to what, and no secret") {
  const Scratch scratch;
  auto db = scratch.database();
  add_toys(db);
  store::together(db, deed, [](store::Database& it) {
    store::change(it, "insert into toy (name, password) values (?, ?)", "lalka", "tajne");
  });
  store::together(db, {noon, {"jan", "ola"}, "rename", "a better name"}, [](store::Database& it) {
    store::change(it, "update toy set name = ? where id = 1", "miś");
  });
  const auto entries =
      store::entries(db, {{"toy", 1}}, "", Instant{}, noon + std::chrono::hours{1});
  REQUIRE(entries.size() == 2);
  CHECK(entries[1].deed.verb == "rename");
  CHECK(entries[1].deed.actor.on_behalf_of == "ola");
  CHECK(entries[1].deed.reason == "a better name");
  const auto changes = store::changes(db, entries[1].id);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].column == "name");
  CHECK(changes[0].before == "lalka");
  CHECK(changes[0].after == "miś");
  CHECK(store::count(
            db, "select count(*) n from change where before = 'tajne' or after = 'tajne'") == 0);
}

TEST_CASE("what changes nothing leaves no entry") {
  const Scratch scratch;
  auto db = scratch.database();
  add_toys(db);
  store::together(db, deed, [](store::Database& it) {
    store::change(it, "insert into toy (name) values ('lalka')");
  });
  store::together(db, deed,
                  [](store::Database& it) { store::change(it, "update toy set name = 'lalka'"); });
  CHECK(store::count(db, "select count(*) n from entry") == 1);
}

TEST_CASE("a changed, a missing and a slipped-in entry break the chain") {
  const Scratch scratch;
  auto db = scratch.database();
  add_toys(db);
  for (const auto* name : {"lalka", "miś", "piłka"})
    store::together(db, deed, [&](store::Database& it) {
      store::change(it, "insert into toy (name) values (?)", name);
    });
  CHECK(store::broken_entries(db).empty());
  db.inner().db.exec("update change set after = 'lala' where after = 'lalka'");
  CHECK(store::broken_entries(db) == std::vector<std::int64_t>{1});
  db.inner().db.exec("update change set after = 'lalka' where after = 'lala'");
  CHECK(store::broken_entries(db).empty());
  db.inner().db.exec("pragma foreign_keys = off; delete from entry where id = 2");
  CHECK(store::broken_entries(db) == std::vector<std::int64_t>{3});
}

TEST_CASE("values erased from the log leave the chain whole") {
  const Scratch scratch;
  auto db = scratch.database();
  add_toys(db);
  store::together(db, deed, [](store::Database& it) {
    store::change(it, "insert into toy (name) values ('Anna')");
  });
  db.inner().db.exec("update change set before = null, after = null, salt = null");
  CHECK(store::broken_entries(db).empty());
}
