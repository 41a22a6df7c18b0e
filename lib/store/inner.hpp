#pragma once

#include "lib/base/error.hpp"
#include "lib/store/database.hpp"
#include "lib/store/log.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace mk::store {

/// A statement that stays prepared as long as its connection.
struct Prepared {
  SQLite::Statement statement;
  bool busy = false;
};

struct Inner {
  Inner(const std::string& path, int flags, Mode how)
      : db{path, flags | SQLite::OPEN_NOMUTEX, patience_ms}, mode{how}, file{path} {}

  /// How long a write waits for another process.
  static constexpr int patience_ms = 10'000;

  SQLite::Database db;
  Mode mode;
  std::string file;
  int depth = 0;        ///< How many transactions stand inside each other.
  bool begun = false;   ///< Whether SQLite is in a transaction of ours.
  bool doomed = false;  ///< Whether an inner one failed.
  Log log;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> prepared;
};

/// What `error` of SQLite means for `file`: busy, storage, permission or a bug.
Error meaning(const SQLite::Exception& error, const std::string& file);

/// Runs `work`, what goes wrong inside SQLite put in our words.
template <class Work>
auto guarded(const std::string& file, Work work) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    throw meaning(error, file);
  }
}

}  // namespace mk::store
