#pragma once

#include "lib/store/database.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace SQLite {  // NOLINT(readability-identifier-naming): SQLiteCpp's own name.
class Database;
}
struct sqlite3;

namespace mk::store {

/// One changed value of a row.
struct Changed {
  std::string thing;     ///< The table.
  std::int64_t row = 0;  ///< Its rowid; in a table without one, its first column: whose it is.
  std::string column;    ///< In a table without rowid followed by the second column: "met@17".
  std::optional<std::string> before;
  std::optional<std::string> after;
};

/// Watches a connection and keeps what the running transaction changes, to be written into the
/// change log when it commits.
class Log {
 public:
  /// Begins to watch. That costs nothing: what the columns are called is asked once something is
  /// written.
  void watch(SQLite::Database& db);
  void begin(const Deed& deed);
  void forget();
  /// Writes the entry and its changes, when there are any.
  void write(Database& db);
  void add(Changed changed);

  /// What SQLite calls before a row changes.
  void row_changes(sqlite3* connection, int operation, const char* table, std::int64_t old_row,
                   std::int64_t new_row);

 private:
  /// A row that changed, its columns known by their places alone.
  struct Seen {
    struct Value {
      std::size_t place = 0;
      std::optional<std::string> before;
      std::optional<std::string> after;
    };
    std::string table;
    std::int64_t row = 0;
    std::string first;  ///< The values of the first two columns, which name a row without rowid.
    std::string second;
    std::vector<Value> values;
  };
  struct Table {
    std::vector<std::string> columns;  ///< None: the table is a part of an index of words.
    bool without_rowid = false;
  };
  const Table& table(Database& db, const std::string& name);
  void name(Database& db, Seen& seen, std::vector<Changed>& into);
  std::vector<Changed> take(Database& db);

  std::map<std::string, Table> tables_;
  std::vector<std::variant<Changed, Seen>> kept_;
  Deed deed_;
};

/// Keeps a change that the log does not see by itself, such as a letter's state.
MK_API void remember(Database& db, const std::string& thing, std::int64_t row,
                     const std::string& column, const std::optional<std::string>& before,
                     const std::optional<std::string>& after);

/// A row of a table.
struct Place {
  std::string thing;
  std::int64_t row = 0;
};

/// What a value was before a moment, when it changed since.
struct Former {
  bool changed = false;
  std::optional<std::string> value;  ///< Nothing: it was absent, or the row was.
};
/// What `column` of `place` was before `moment`, as far as the log tells.
Former former(Database& db, const Place& place, const std::string& column, Instant moment);

/// An entry of the log, as it is kept.
struct Entry {
  std::int64_t id = 0;
  Deed deed;
  std::string real_at;
  std::string hash;
};

/// The entries that changed one of `places` (all, when there are none), by the user or on behalf of
/// `by` (all, when it is empty), from one moment to before another; in order.
std::vector<Entry> entries(Database& db, const std::vector<Place>& places, const std::string& by,
                           Instant from, Instant before);

/// What `entry` changed, in order.
std::vector<Changed> changes(Database& db, std::int64_t entry);

/// What SQLite's own checks of the file and of its references find; empty when it is sound.
std::vector<std::string> damage(Database& db);

/// The places where the chain of entries does not hold: an entry's id each; empty when it holds.
std::vector<std::int64_t> broken_entries(Database& db);

}  // namespace mk::store
