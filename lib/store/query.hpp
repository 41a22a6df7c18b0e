#pragma once

#include "lib/base/digest.hpp"
#include "lib/base/id.hpp"
#include "lib/base/money.hpp"
#include "lib/base/time.hpp"
#include "lib/store/database.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct sqlite3_stmt;

/// Questions to the database. Only `records` files use this; a statement stands in one function,
/// its values are bound, its columns named. Instants are stored as "2026-11-22T13:20:43Z", days as
/// "2026-11-22", terms as "2026-09", money as grosze, truth as 0 and 1.
namespace mk::store {

struct Prepared;

/// A statement with its values, and the row it stands on.
class Row {
 public:
  /// `sql` is prepared once a connection, however often it is asked.
  Row(Database& db, const char* sql);
  ~Row();
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;

  void bind(int place, std::int64_t value);
  void bind(int place, std::string_view value);
  void bind(int place, const ShortDigest& value);
  /// The same without a copy: `value` outlives the statement's run.
  void lend(int place, const std::string& value);
  void bind_null(int place);

  bool next();   ///< Moves to the next row; false when there is none.
  int change();  ///< Runs a statement that gives no rows; tells how many rows it changed.
  void again();  ///< Back to before the first row, to be filled and run once more.

  bool null(const char* column) const;
  std::int64_t number(const char* column) const;
  std::string text(const char* column) const;  ///< Empty for null.
  /// By their place, from 0: for many rows, where a name would be looked up each time.
  std::int64_t number_at(int place) const;
  std::string text_at(int place) const;
  ShortDigest digest_at(int place) const;
  bool yes(const char* column) const { return number(column) != 0; }
  Instant instant(const char* column) const;
  Day day(const char* column) const;
  Term term(const char* column) const;
  Money money(const char* column) const { return {number(column)}; }
  template <class SomeId>
  SomeId id(const char* column) const {
    return {number(column)};
  }

  std::optional<std::string> maybe_text(const char* column) const;
  std::optional<std::int64_t> maybe_number(const char* column) const;
  std::optional<Instant> maybe_instant(const char* column) const;
  std::optional<Day> maybe_day(const char* column) const;
  template <class SomeId>
  std::optional<SomeId> maybe_id(const char* column) const {
    if (null(column)) return std::nullopt;
    return id<SomeId>(column);
  }

 private:
  std::unique_ptr<Prepared> own_;  ///< Set when the shared one was in use.
  Prepared* prepared_;
  Database& db_;
};

template <char Letter>
void put(Row& row, int place, Id<Letter> id) {
  row.bind(place, id.value);
}
template <class Number>
  requires std::is_integral_v<Number>
void put(Row& row, int place, Number number) {
  row.bind(place, static_cast<std::int64_t>(number));
}
inline void put(Row& row, int place, Instant moment) { row.bind(place, iso(moment)); }
inline void put(Row& row, int place, Day day) { row.bind(place, iso(day)); }
inline void put(Row& row, int place, Term term) { row.bind(place, term.text()); }
inline void put(Row& row, int place, Money money) { row.bind(place, money.grosze); }
inline void put(Row& row, int place, std::string_view text) { row.bind(place, text); }
inline void put(Row& row, int place, const std::string& text) {
  row.bind(place, std::string_view{text});
}
inline void put(Row& row, int place, const ShortDigest& digest) { row.bind(place, digest); }
inline void put(Row& row, int place, const char* text) { row.bind(place, std::string_view{text}); }
inline void put(Row& row, int place, std::nullopt_t /*nothing*/) { row.bind_null(place); }
template <class Value>
void put(Row& row, int place, const std::optional<Value>& value) {
  if (value) {
    put(row, place, *value);
  } else {
    row.bind_null(place);
  }
}

template <class... Values>
void fill(Row& row, const Values&... values) {
  int place = 0;
  (put(row, ++place, values), ...);
}

/// Runs `sql`, its question marks filled in order; tells how many rows it changed.
template <class... Values>
int change(Database& db, const char* sql, const Values&... values) {
  Row row{db, sql};
  fill(row, values...);
  return row.change();
}

/// Keeps up to so many MiB of the file's pages in the memory, for a long work that comes back to
/// them.
void keep_pages(Database& db, int mebibytes);

/// Runs the insert `sql` and gives the id of the row it made.
std::int64_t last_id(Database& db);
template <class SomeId, class... Values>
SomeId insert(Database& db, const char* sql, const Values&... values) {
  change(db, sql, values...);
  return {last_id(db)};
}

/// Every row that `sql` finds, each made into a value by `read(row)`.
template <class Read, class... Values>
auto all(Database& db, Read read, const char* sql, const Values&... values) {
  Row row{db, sql};
  fill(row, values...);
  std::vector<std::decay_t<decltype(read(row))>> found;
  while (row.next()) found.push_back(read(row));
  return found;
}

/// The first row that `sql` finds, made into a value by `read(row)`, or nothing.
template <class Read, class... Values>
auto one(Database& db, Read read, const char* sql, const Values&... values) {
  Row row{db, sql};
  fill(row, values...);
  std::optional<std::decay_t<decltype(read(row))>> found;
  if (row.next()) found.emplace(read(row));
  return found;
}

/// Rows of whole numbers alone, for loops over millions of them: read by place, from 0, without
/// names. Null is 0.
class Numbers {
 public:
  /// `texts` fill the question marks of `sql` in order.
  Numbers(Database& db, const char* sql, const std::vector<std::string>& texts = {});
  ~Numbers();
  Numbers(const Numbers&) = delete;
  Numbers& operator=(const Numbers&) = delete;

  bool next();  ///< Moves to the next row; false when there is none.
  std::int64_t operator[](int place) const;

 private:
  Database& db_;
  sqlite3_stmt* statement_ = nullptr;
};

/// The number in the column `n` of the one row that `sql` finds; 0 when it finds none.
template <class... Values>
std::int64_t count(Database& db, const char* sql, const Values&... values) {
  return one(
             db, [](const Row& row) { return row.number("n"); }, sql, values...)
      .value_or(0);
}

}  // namespace mk::store
