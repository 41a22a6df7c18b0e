#pragma once

#include "lib/store/database.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {  // NOLINT(readability-identifier-naming): SQLiteCpp's own name.
class Database;
}
struct sqlite3;

namespace mk::store {

/// One changed value of a row.
struct Changed {
  std::string thing;  ///< The table.
  std::int64_t row = 0;
  std::string column;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

/// Watches a connection and keeps what the running transaction changes, to be written into the
/// change log when it commits.
class Log {
 public:
  /// Begins to watch. The tables' columns are read once.
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
  std::map<std::string, std::vector<std::string>, std::less<>> columns_;
  std::vector<Changed> changes_;
  Deed deed_;
};

/// Keeps a change that the log does not see by itself, such as a letter's state.
MK_API void remember(Database& db, const std::string& thing, std::int64_t row,
                     const std::string& column, const std::string& before,
                     const std::string& after);

/// The places where the chain of entries does not hold: an entry's id each; empty when it holds.
std::vector<std::int64_t> broken_entries(Database& db);

}  // namespace mk::store
