#include "lib/store/make.hpp"

#include "lib/store/schema.hpp"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace mk::store {

namespace {

namespace fs = std::filesystem;

/// Makes the empty `file`, readable by its owner alone whatever the umask. False when it is there.
bool create(const std::string& file) {
  const int made = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (made < 0 && errno == EEXIST) return false;
  if (made < 0) throw Error{Exit::output, msg("{} cannot be made: {}", file, std::strerror(errno))};
  fchmod(made, 0600);
  close(made);
  return true;
}

void sync_folder(const std::string& file) {
  const auto folder = fs::path{file}.parent_path();
  const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (opened < 0) return;
  fsync(opened);
  close(opened);
}

void unhex(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  std::array<unsigned char, 64> bytes{};
  std::size_t size = 0;
  const auto length = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): SQLite's text is UTF-8.
  const auto* const hex = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
  const bool whole = hex != nullptr && sodium_hex2bin(bytes.data(), bytes.size(), hex, length,
                                                      nullptr, &size, nullptr) == 0;
  if (!whole || size * 2 != length) return sqlite3_result_null(context);
  sqlite3_result_blob(context, bytes.data(), static_cast<int>(size), SQLITE_TRANSIENT);
}

/// Applies the steps that the file lacks, all of them or none.
void migrate(Inner& inner) {
  // SQLite has this of its own from 3.41 on.
  inner.db.createFunction("unhex", 1, true, nullptr, unhex);
  SQLite::Transaction transaction{inner.db, SQLite::TransactionBehavior::IMMEDIATE};
  const auto done = std::max(0, version_of(inner));  // Again: another mk may have been faster.
  if (done < schema_version())
    for (const auto& step : steps().subspan(static_cast<std::size_t>(done)))
      inner.db.exec(step.sql);
  inner.db.exec(fmt::format("pragma application_id = {}; pragma user_version = {}", application_id,
                            schema_version()));
  transaction.commit();
}

/// Builds the whole database in a file of its own and gives it its name at the end, so that a kill
/// leaves nothing half made and two at once cannot disturb each other.
Made make_new(const std::string& file) {
  const auto draft = fmt::format("{}.new-{}", file, getpid());
  fs::remove(draft);
  create(draft);
  guarded(file, [&] {
    Inner inner{draft, SQLite::OPEN_READWRITE, Mode::keep};
    prepare_connection(inner);
    inner.db.exec("pragma page_size = 4096; pragma journal_mode = wal");
    migrate(inner);
  });
  const bool first = link(draft.c_str(), file.c_str()) == 0;
  const int why = errno;
  fs::remove(draft);
  if (!first && why != EEXIST)
    throw Error{Exit::output, msg("{} cannot be made: {}", file, std::strerror(why))};
  sync_folder(file);
  return first ? Made::made : Made::current;
}

void copy_before_upgrade(Inner& inner, int version, Instant now) {
  auto time = iso(now);
  std::erase(time, ':');
  std::erase(time, '-');
  const auto copy = fmt::format("{}.v{}-{}", inner.file, version, time);
  if (!create(copy))
    throw Error{Exit::output, msg("{} is there already; move it away and try again", copy)};
  SQLite::Database target{copy, SQLite::OPEN_READWRITE, Inner::patience_ms};
  SQLite::Backup backup{target, inner.db};
  backup.executeStep(-1);
}

Made upgrade(const std::string& file, Instant now, Mode mode) {
  return guarded(file, [&] {
    Inner inner{file, SQLite::OPEN_READWRITE, mode};
    prepare_connection(inner);
    const auto version = version_of(inner);
    if (version == foreign)
      throw Error{Exit::storage, msg("{} is not a database of mk; it was left untouched", file)};
    if (version > schema_version())
      throw Error{Exit::storage, msg("{} was made by a newer mk; use that one", file)};
    if (version == schema_version()) return Made::current;
    if (mode == Mode::rehearse) return Made::upgraded;
    copy_before_upgrade(inner, version, now);
    migrate(inner);
    SQLite::Statement broken{inner.db, "pragma foreign_key_check"};
    if (broken.executeStep())
      throw Error{Exit::storage, msg("{} is damaged; restore a backup", file)};
    return Made::upgraded;
  });
}

}  // namespace

Made make(const std::string& file, Instant now, Mode mode) {
  std::error_code error;
  const auto status = fs::status(file, error);
  if (fs::is_directory(status))
    throw Error{Exit::storage, msg("{} is a folder, not a database", file)};
  if (fs::exists(status)) {
    if (access(file.c_str(), R_OK) != 0)
      throw Error{Exit::permission, msg("you may not read {}", file)};
    return upgrade(file, now, mode);
  }
  const auto folder = fs::path{file}.parent_path();
  if (!folder.empty() && !fs::is_directory(folder, error))
    throw Error{Exit::output,
                msg("{} cannot be made: there is no folder {}", file, folder.string())};
  return mode == Mode::rehearse ? Made::made : make_new(file);
}

}  // namespace mk::store
