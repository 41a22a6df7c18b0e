#include "lib/store/make.hpp"
#include "lib/store/query.hpp"
#include "lib/store/schema.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>

namespace mk::store {

namespace {

bool is(int code, int primary) { return (code & 0xff) == primary; }

}  // namespace

Error meaning(const SQLite::Exception& error, const std::string& file) {
  const int code = error.getErrorCode();
  if (is(code, SQLITE_BUSY) || is(code, SQLITE_LOCKED))
    return {Exit::busy, msg("{} is in use by another program; try again in a moment", file)};
  if (is(code, SQLITE_FULL))
    return {Exit::storage, msg("no room is left for {}; make room and try again", file)};
  if (is(code, SQLITE_NOTADB)) return {Exit::storage, msg("{} is not a database of mk", file)};
  if (is(code, SQLITE_CORRUPT))
    return {Exit::storage, msg("{} is damaged; restore a backup", file)};
  if (is(code, SQLITE_IOERR) || is(code, SQLITE_CANTOPEN))
    return {Exit::storage, msg("{} cannot be read or written: {}", file, error.getErrorStr())};
  if (is(code, SQLITE_READONLY) || is(code, SQLITE_PERM) || is(code, SQLITE_AUTH))
    return {Exit::permission, msg("you may not write {}", file)};
  return {Exit::bug, msg("the database refused what mk asked: {}", error.what())};
}

Database::Database(std::unique_ptr<Inner> inner) : inner_{std::move(inner)} {}
Database::Database(Database&& other) noexcept = default;
Database& Database::operator=(Database&& other) noexcept = default;
Database::~Database() = default;

bool Database::rehearses() const { return inner_->mode == Mode::rehearse; }

void prepare_connection(Inner& inner) {
  // What SQLite's defaults get wrong for us; foreign keys come on once the schema is right.
  inner.db.exec(
      "pragma trusted_schema = off; pragma synchronous = full; pragma secure_delete = on;"
      "pragma temp_store = memory");
}

int version_of(Inner& inner) {
  SQLite::Statement id{inner.db, "pragma application_id"};
  id.executeStep();
  if (id.getColumn(0).getInt() != application_id) return foreign;
  SQLite::Statement version{inner.db, "pragma user_version"};
  version.executeStep();
  return version.getColumn(0).getInt();
}

namespace {

void refuse_what_is_no_file(const std::string& file) {
  std::error_code error;
  const auto kind = std::filesystem::status(file, error).type();
  if (kind == std::filesystem::file_type::not_found)
    throw Error{Exit::missing, msg("there is no database {}; make it with: mk init", file)};
  if (kind == std::filesystem::file_type::directory)
    throw Error{Exit::storage, msg("{} is a folder, not a database", file)};
  if (error || kind == std::filesystem::file_type::unknown)
    throw Error{Exit::permission, msg("you may not read {}", file)};
  if (access(file.c_str(), R_OK) != 0)
    throw Error{Exit::permission, msg("you may not read {}", file)};
}

void refuse_other_versions(const std::string& file, int version) {
  if (version == foreign) throw Error{Exit::storage, msg("{} is not a database of mk", file)};
  if (version > schema_version())
    throw Error{Exit::storage, msg("{} was made by a newer mk; use that one", file)};
  if (version < schema_version())
    throw Error{Exit::storage,
                msg("{} was made by an older mk; upgrade it (a copy is kept) with: mk init", file)};
}

}  // namespace

Database open(const std::string& file, Mode mode) {
  refuse_what_is_no_file(file);
  return guarded(file, [&] {
    auto inner = std::make_unique<Inner>(file, SQLite::OPEN_READWRITE, mode);
    prepare_connection(*inner);
    refuse_other_versions(file, version_of(*inner));
    inner->db.exec("pragma foreign_keys = on");
    inner->log.watch(inner->db);
    return Database{std::move(inner)};
  });
}

int schema_version() { return static_cast<int>(steps().size()); }

Transaction::Transaction(Database& db, const Deed& deed) : db_{db} {
  auto& inner = db.inner();
  if (inner.depth == 0) {
    if (!inner.begun) change(db, "begin immediate");
    inner.begun = true;
    inner.doomed = false;
    inner.log.begin(deed);
  }
  ++inner.depth;
}

void Transaction::commit() {
  auto& inner = db_.inner();
  if (inner.depth == 1) {
    if (inner.doomed) throw Error{Exit::bug, msg("a part of the work failed and was not heard")};
    inner.log.write(db_);
    if (inner.mode == Mode::keep) {
      change(db_, "commit");
      inner.begun = false;
    }
  }
  --inner.depth;
  done_ = true;
}

Transaction::~Transaction() {
  if (done_) return;
  auto& inner = db_.inner();
  --inner.depth;
  inner.doomed = true;
  if (inner.depth > 0) return;
  inner.log.forget();
  inner.begun = false;
  try {
    inner.db.exec("rollback");
  } catch (const SQLite::Exception&) {  // SQLite has rolled back by itself, as on a full disk.
  }
}

}  // namespace mk::store
