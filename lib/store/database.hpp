#pragma once

#include "lib/base/export.hpp"
#include "lib/base/time.hpp"

#include <memory>
#include <string>

namespace mk::store {

struct Inner;

/// An open database of `mk`. One connection, for one thread.
class MK_API Database {
 public:
  explicit Database(std::unique_ptr<Inner> inner);
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  Inner& inner() { return *inner_; }

  /// Whether nothing is kept: an action that decides before it writes need not write at all.
  bool rehearses() const;

 private:
  std::unique_ptr<Inner> inner_;
};

enum class Mode {
  keep,     ///< Transactions are committed.
  rehearse  ///< `--dry-run`: everything happens in one transaction that is never committed.
};

/// Opens the database in `file`, which `make` has made. Throws `Error`: missing (run `mk init`),
/// storage (foreign, damaged, newer, older: run `mk init`), busy, permission.
MK_API Database open(const std::string& file, Mode mode = Mode::keep);

/// What `make` found and did.
enum class Made { made, upgraded, current };

/// Makes the database `file` (mode 0600 before SQLite opens it), or upgrades an older one after
/// copying it to `FILE.vN-TIME`. With `rehearse` only says what it would do.
/// Throws `Error`: output (the parent is missing), storage (any other file, which stays untouched).
MK_API Made make(const std::string& file, Instant now, Mode mode = Mode::keep);

/// The number of steps of the schema that this program knows.
MK_API int schema_version();

/// Who does something, as the change log keeps it.
struct Actor {
  std::string user;          ///< The user of the system; under sudo who called it.
  std::string on_behalf_of;  ///< `--actor`, or empty.
};

/// What is being done: one entry of the change log, should the transaction change anything.
struct Deed {
  Instant now;
  Actor actor;
  std::string verb;    ///< "facility approve".
  std::string reason;  ///< What the person gave as a reason, or empty.
};

/// A transaction, immediate from its beginning; rolled back unless committed. A transaction begun
/// inside another joins it. Every change of a logged table is kept in the change log.
class MK_API Transaction {
 public:
  Transaction(Database& db, const Deed& deed);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& db_;
  bool done_ = false;
};

/// Runs `work(db)` as one transaction, all of it or nothing, and gives what it gives.
template <class Work>
auto together(Database& db, const Deed& deed, Work work) {
  Transaction transaction{db, deed};
  if constexpr (std::is_void_v<decltype(work(db))>) {
    work(db);
    transaction.commit();
  } else {
    auto result = work(db);
    transaction.commit();
    return result;
  }
}

}  // namespace mk::store
