#include "lib/store/query.hpp"

#include "lib/store/inner.hpp"

#include <sqlite3.h>

#include <cstring>

namespace mk::store {

Row::Row(Database& db, const char* sql) : prepared_{nullptr}, db_{db} {
  auto& inner = db.inner();
  guarded(inner.file, [&] {
    auto& shared = inner.prepared[sql];
    if (!shared) shared = std::make_unique<Prepared>(SQLite::Statement{inner.db, sql});
    if (shared->busy) {
      own_ = std::make_unique<Prepared>(SQLite::Statement{inner.db, sql});
      prepared_ = own_.get();
    } else {
      prepared_ = shared.get();
    }
    prepared_->busy = true;
  });
}

Row::~Row() {
  prepared_->busy = false;
  prepared_->statement.tryReset();
  try {
    prepared_->statement.clearBindings();
  } catch (const SQLite::Exception&) {  // A statement that failed was told already.
  }
}

void Row::bind(int place, std::int64_t value) {
  guarded(db_.inner().file, [&] { prepared_->statement.bind(place, value); });
}

void Row::bind(int place, std::string_view value) {
  guarded(db_.inner().file, [&] { prepared_->statement.bind(place, std::string{value}); });
}

void Row::bind(int place, const ShortDigest& value) {
  guarded(db_.inner().file,
          [&] { prepared_->statement.bind(place, value.data(), static_cast<int>(value.size())); });
}

void Row::lend(int place, const std::string& value) {
  guarded(db_.inner().file, [&] { prepared_->statement.bindNoCopy(place, value); });
}

void Row::bind_null(int place) {
  guarded(db_.inner().file, [&] { prepared_->statement.bind(place); });
}

bool Row::next() {
  return guarded(db_.inner().file, [&] { return prepared_->statement.executeStep(); });
}

int Row::change() {
  return guarded(db_.inner().file, [&] { return prepared_->statement.exec(); });
}

void Row::again() {
  guarded(db_.inner().file, [&] { prepared_->statement.reset(); });
}

bool Row::null(const char* column) const {
  return guarded(db_.inner().file, [&] { return prepared_->statement.isColumnNull(column); });
}

std::int64_t Row::number(const char* column) const {
  return guarded(db_.inner().file,
                 [&] { return prepared_->statement.getColumn(column).getInt64(); });
}

std::string Row::text(const char* column) const {
  return guarded(db_.inner().file,
                 [&] { return prepared_->statement.getColumn(column).getString(); });
}

namespace {

/// A value of the database that is not of its form: only someone else's hand can have done it.
[[noreturn]] void misshapen(const std::string& file, const char* column, const std::string& text) {
  throw Error{Exit::storage, msg("{} is damaged: {} holds “{}”; run mk check", file, column, text)};
}

}  // namespace

std::int64_t Row::number_at(int place) const {
  return guarded(db_.inner().file,
                 [&] { return prepared_->statement.getColumn(place).getInt64(); });
}

std::string Row::text_at(int place) const {
  return guarded(db_.inner().file,
                 [&] { return prepared_->statement.getColumn(place).getString(); });
}

ShortDigest Row::digest_at(int place) const {
  return guarded(db_.inner().file, [&] {
    const auto value = prepared_->statement.getColumn(place);
    ShortDigest digest{};
    if (static_cast<std::size_t>(value.getBytes()) != digest.size())
      misshapen(db_.inner().file, value.getName(), value.getString());
    std::memcpy(digest.data(), value.getBlob(), digest.size());
    return digest;
  });
}

Instant Row::instant(const char* column) const {
  const auto value = text(column);
  const auto parsed = parse_instant(value);
  if (!parsed) misshapen(db_.inner().file, column, value);
  return *parsed;
}

Day Row::day(const char* column) const {
  const auto value = text(column);
  const auto parsed = parse_day(value);
  if (!parsed) misshapen(db_.inner().file, column, value);
  return *parsed;
}

Term Row::term(const char* column) const {
  const auto value = text(column);
  const auto parsed = Term::parse(value);
  if (!parsed) misshapen(db_.inner().file, column, value);
  return *parsed;
}

std::optional<std::string> Row::maybe_text(const char* column) const {
  if (null(column)) return std::nullopt;
  return text(column);
}

std::optional<std::int64_t> Row::maybe_number(const char* column) const {
  if (null(column)) return std::nullopt;
  return number(column);
}

std::optional<Instant> Row::maybe_instant(const char* column) const {
  if (null(column)) return std::nullopt;
  return instant(column);
}

std::optional<Day> Row::maybe_day(const char* column) const {
  if (null(column)) return std::nullopt;
  return day(column);
}

void keep_pages(Database& db, int mebibytes) {
  auto& inner = db.inner();
  guarded(inner.file,
          [&] { inner.db.exec("pragma cache_size = -" + std::to_string(mebibytes * 1024)); });
}

namespace {

/// Throws what SQLite says when `code` is none of success.
void need_ok(Database& db, int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  auto& inner = db.inner();
  throw meaning(SQLite::Exception{inner.db.getHandle(), code}, inner.file);
}

}  // namespace

Numbers::Numbers(Database& db, const char* sql, const std::vector<std::string>& texts) : db_{db} {
  need_ok(db, sqlite3_prepare_v2(db.inner().db.getHandle(), sql, -1, &statement_, nullptr));
  int place = 0;
  for (const auto& text : texts)
    need_ok(db, sqlite3_bind_text(statement_, ++place, text.data(), static_cast<int>(text.size()),
                                  SQLITE_TRANSIENT));
}

Numbers::~Numbers() { sqlite3_finalize(statement_); }

bool Numbers::next() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  need_ok(db_, code);
  return false;
}

std::int64_t Numbers::operator[](int place) const {
  return sqlite3_column_int64(statement_, place);
}

std::int64_t last_id(Database& db) { return db.inner().db.getLastInsertRowid(); }

}  // namespace mk::store
