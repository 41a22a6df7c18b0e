#include "lib/store/references.hpp"

#include "lib/store/inner.hpp"
#include "lib/store/query.hpp"

#include <sqlite3.h>

namespace mk::store {

namespace {

/// Keeps the triggers of a connection from looking while it lives.
class WithoutTriggers {
 public:
  explicit WithoutTriggers(Database& db) : connection_{db.inner().db.getHandle()} { set(0); }
  ~WithoutTriggers() { set(1); }
  WithoutTriggers(const WithoutTriggers&) = delete;
  WithoutTriggers& operator=(const WithoutTriggers&) = delete;

 private:
  void set(int on) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): SQLite's own way to be told.
    sqlite3_db_config(connection_, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, nullptr);
  }
  sqlite3* connection_;
};

std::string quoted(const std::string& name) { return '"' + name + '"'; }

}  // namespace

std::vector<Reference> references(Database& db, const std::string& table) {
  return all(
      db,
      [](const Row& row) {
        return Reference{row.text("name"), row.text("part")};
      },
      "with recursive along(name, part) as ("
      "  select ?1, 'id' union "
      "  select t.name, k.\"from\" from along a join pragma_table_list t "
      "  join pragma_foreign_key_list(t.name) k on k.\"table\" = a.name and k.\"to\" = a.part "
      "  where t.type = 'table') "
      "select name, part from along where name <> ?1 order by name, part",
      table);
}

std::set<std::int64_t> referred(Database& db, const std::string& table) {
  std::set<std::int64_t> found;
  for (const auto& it : references(db, table)) {
    const auto column = quoted(it.column);
    const auto sql = "select distinct " + column + " as n from " + quoted(it.table) + " where " +
                     column + " is not null";
    const auto rows = all(
        db, [](const Row& row) { return row.number("n"); }, sql.c_str());
    found.insert(rows.begin(), rows.end());
  }
  return found;
}

void move_references(Database& db, const std::string& table, std::int64_t from, std::int64_t to) {
  change(db, "pragma defer_foreign_keys = on");
  const WithoutTriggers quiet{db};
  for (const auto& it : references(db, table)) {
    const auto column = quoted(it.column);
    const auto sql =
        "update " + quoted(it.table) + " set " + column + " = ? where " + column + " = ?";
    change(db, sql.c_str(), to, from);
  }
}

}  // namespace mk::store
