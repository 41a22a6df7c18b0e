#define SQLITE_ENABLE_PREUPDATE_HOOK
#include "lib/store/log.hpp"

#include "lib/store/inner.hpp"
#include "lib/store/query.hpp"

#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <set>

namespace mk::store {

namespace {

using namespace std::string_view_literals;

/// Tables the log leaves alone: itself, the runs of jobs, secrets, letters (whose states `remember`
/// tells), and what came back, which is a log.
const std::set<std::string_view> unlogged{"entry"sv, "change"sv, "job"sv,   "calendar_day"sv,
                                          "token"sv, "mail"sv,   "bounce"sv};

/// Tables filled in bulk: a row tells itself where it came from, so only what changes or goes is
/// kept.
const std::set<std::string_view> bulk{"facility"sv, "survey"sv, "answer"sv, "project"sv};

/// Columns that follow from others, whose changes say nothing new.
const std::set<std::string_view> derived{"key_hash"sv, "row_hash"sv};

/// Columns whose values appear nowhere.
const std::set<std::string_view> secret{"password"sv, "seed"sv};

class Hash {
 public:
  Hash() { crypto_generichash_init(&state_, nullptr, 0, bytes); }
  Hash& add(std::string_view text) {
    const auto size = std::to_string(text.size()) + ":";  // So that no two lists read the same.
    feed(size);
    feed(text);
    return *this;
  }
  std::string hex() {
    std::array<unsigned char, bytes> hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    std::array<char, bytes * 2 + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
  }

 private:
  static constexpr std::size_t bytes = 32;
  void feed(std::string_view text) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes.
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(text.data()),
                              text.size());
  }
  crypto_generichash_state state_{};
};

std::string new_salt() {
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 33> text{};
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  return text.data();
}

std::string digest(const std::string& salt, const Changed& it) {
  return Hash{}
      .add(salt)
      .add(it.thing)
      .add(std::to_string(it.row))
      .add(it.column)
      .add(it.before ? "=" + *it.before : "")
      .add(it.after ? "=" + *it.after : "")
      .hex();
}

std::optional<std::string> value_text(sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
      return std::nullopt;
    case SQLITE_BLOB:
      return "<" + std::to_string(sqlite3_value_bytes(value)) + " bytes>";
    default:
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): SQLite's text is UTF-8.
      return std::string{reinterpret_cast<const char*>(sqlite3_value_text(value)),
                         static_cast<std::size_t>(sqlite3_value_bytes(value))};
  }
}

void hook(void* log, sqlite3* connection, int operation, const char* /*schema*/, const char* table,
          sqlite3_int64 old_row, sqlite3_int64 new_row) {
  static_cast<Log*>(log)->row_changes(connection, operation, table, old_row, new_row);
}

std::string entry_hash(const std::string& before, const Deed& deed, const std::string& real_at,
                       const std::vector<std::string>& digests) {
  Hash hash;
  hash.add(before).add(iso(deed.now)).add(real_at).add(deed.actor.user);
  hash.add(deed.actor.on_behalf_of).add(deed.verb).add(deed.reason);
  for (const auto& it : digests) hash.add(it);
  return hash.hex();
}

std::string last_hash(Database& db) {
  return one(
             db, [](const Row& row) { return row.text("hash"); },
             "select hash from entry order by id desc limit 1")
      .value_or("");
}

std::optional<std::string> nothing_if_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace

void Log::watch(SQLite::Database& db) { sqlite3_preupdate_hook(db.getHandle(), hook, this); }

void Log::begin(const Deed& deed) {
  deed_ = deed;
  kept_.clear();
}

void Log::forget() { kept_.clear(); }

void Log::add(Changed changed) { kept_.emplace_back(std::move(changed)); }

namespace {

/// One value of the row that is about to change, before and after.
struct Both {
  std::optional<std::string> before;
  std::optional<std::string> after;
  const std::optional<std::string>& known() const { return before ? before : after; }
};

Both both(sqlite3* connection, int operation, int place) {
  sqlite3_value* value = nullptr;
  Both out;
  if (operation != SQLITE_INSERT && sqlite3_preupdate_old(connection, place, &value) == SQLITE_OK)
    out.before = value_text(value);
  if (operation != SQLITE_DELETE && sqlite3_preupdate_new(connection, place, &value) == SQLITE_OK)
    out.after = value_text(value);
  return out;
}

}  // namespace

void Log::row_changes(sqlite3* connection, int operation, const char* table, std::int64_t old_row,
                      std::int64_t new_row) {
  if (unlogged.contains(table) || (operation == SQLITE_INSERT && bulk.contains(table))) return;
  Seen seen{table, operation == SQLITE_INSERT ? new_row : old_row, {}, {}, {}};
  for (int place = 0; place < sqlite3_preupdate_count(connection); ++place) {
    auto value = both(connection, operation, place);
    if (place == 0) seen.first = value.known().value_or("0");
    if (place == 1) seen.second = value.known().value_or("");
    if (value.before != value.after)
      seen.values.push_back(
          {static_cast<std::size_t>(place), std::move(value.before), std::move(value.after)});
  }
  if (!seen.values.empty()) kept_.emplace_back(std::move(seen));
}

const Log::Table& Log::table(Database& db, const std::string& name) {
  const auto [found, is_new] = tables_.try_emplace(name);
  if (!is_new) return found->second;
  auto& asked = found->second;
  Row row{db,
          "select t.wr as without_rowid, c.name as name from pragma_table_list(?1) t "
          "join pragma_table_info(?1) c where t.type = 'table' order by c.cid"};
  fill(row, name);
  while (row.next()) {
    asked.without_rowid = row.yes("without_rowid");
    asked.columns.push_back(row.text("name"));
  }
  return asked;
}

/// Moves there what changed in the row that was `seen`, its columns by their names.
void Log::name(Database& db, Seen& seen, std::vector<Changed>& into) {
  const auto& [columns, without_rowid] = table(db, seen.table);
  const auto row = without_rowid ? std::strtoll(seen.first.c_str(), nullptr, 10) : seen.row;
  const auto which = without_rowid ? "@" + seen.second : "";
  for (auto& [place, before, after] : seen.values) {
    if (place >= columns.size() || derived.contains(columns[place])) continue;
    if (secret.contains(columns[place])) before = after = "(secret)";
    into.push_back({seen.table, row, columns[place] + which, std::move(before), std::move(after)});
  }
}

/// What was kept since the transaction began, in order.
std::vector<Changed> Log::take(Database& db) {
  std::vector<Changed> changes;
  for (auto& it : std::exchange(kept_, {})) {
    if (auto* const changed = std::get_if<Changed>(&it))
      changes.push_back(std::move(*changed));
    else
      name(db, std::get<Seen>(it), changes);
  }
  return changes;
}

void Log::write(Database& db) {
  const auto changes = take(db);
  if (changes.empty()) return;
  const auto real_at =
      iso(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  std::vector<std::string> salts;
  std::vector<std::string> digests;
  for (const auto& it : changes) {
    salts.push_back(new_salt());
    digests.push_back(digest(salts.back(), it));
  }
  change(db,
         "insert into entry (at, real_at, user, on_behalf_of, verb, reason, hash) "
         "values (?, ?, ?, ?, ?, ?, ?)",
         deed_.now, real_at, deed_.actor.user, nothing_if_empty(deed_.actor.on_behalf_of),
         deed_.verb, nothing_if_empty(deed_.reason),
         entry_hash(last_hash(db), deed_, real_at, digests));
  const auto entry = last_id(db);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto& it = changes[i];
    change(db,
           "insert into change (entry, thing, row, column, before, after, salt, digest) "
           "values (?, ?, ?, ?, ?, ?, ?, ?)",
           entry, it.thing, it.row, it.column, it.before, it.after, salts[i], digests[i]);
  }
}

void remember(Database& db, const std::string& thing, std::int64_t row, const std::string& column,
              const std::optional<std::string>& before, const std::optional<std::string>& after) {
  db.inner().log.add({thing, row, column, before, after});
}

Former former(Database& db, const Place& place, const std::string& column, Instant moment) {
  return one(
             db,
             [](const Row& row) {
               return Former{true, row.maybe_text("before")};
             },
             "select c.before from change c join entry e on e.id = c.entry "
             "where c.thing = ? and c.row = ? and c.column = ? and e.at >= ? "
             "order by c.id limit 1",
             place.thing, place.row, column, moment)
      .value_or(Former{});
}

namespace {

Entry entry_of(const Row& row) {
  return {row.number("id"),
          {row.instant("at"),
           {row.text("user"), row.text("on_behalf_of")},
           row.text("verb"),
           row.text("reason")},
          row.text("real_at"),
          row.text("hash")};
}

/// The entries that changed `place`.
std::set<std::int64_t> entries_at(Database& db, const Place& place) {
  const auto found = all(
      db, [](const Row& row) { return row.number("entry"); },
      "select distinct entry from change where thing = ? and row = ? order by entry", place.thing,
      place.row);
  return {found.begin(), found.end()};
}

}  // namespace

std::vector<Entry> entries(Database& db, const std::vector<Place>& places, const std::string& by,
                           Instant from, Instant before) {
  auto found = all(db, entry_of,
                   "select id, at, real_at, user, on_behalf_of, verb, reason, hash from entry "
                   "where (?1 = '' or user = ?1 or on_behalf_of = ?1) and at >= ?2 and at < ?3 "
                   "order by id",
                   by, from, before);
  if (places.empty()) return found;
  std::set<std::int64_t> wanted;
  for (const auto& place : places) wanted.merge(entries_at(db, place));
  std::erase_if(found, [&](const Entry& it) { return !wanted.contains(it.id); });
  return found;
}

std::vector<Changed> changes(Database& db, std::int64_t entry) {
  return all(
      db,
      [](const Row& it) {
        return Changed{it.text("thing"), it.number("row"), it.text("column"),
                       it.maybe_text("before"), it.maybe_text("after")};
      },
      "select thing, row, column, before, after from change where entry = ? order by id", entry);
}

namespace {

/// The digests of `entry`'s changes; a value that is still there must match its digest.
std::optional<std::vector<std::string>> honest_digests(Database& db, std::int64_t entry) {
  bool honest = true;
  auto digests = all(
      db,
      [&honest](const Row& row) {
        const Changed it{row.text("thing"), row.number("row"), row.text("column"),
                         row.maybe_text("before"), row.maybe_text("after")};
        if (!row.null("salt") && digest(row.text("salt"), it) != row.text("digest")) honest = false;
        return row.text("digest");
      },
      "select thing, row, column, before, after, salt, digest from change where entry = ? "
      "order by id",
      entry);
  if (!honest) return std::nullopt;
  return digests;
}

}  // namespace

std::vector<std::int64_t> broken_entries(Database& db) {
  std::vector<std::int64_t> broken;
  std::string before;
  for (const auto& it : all(db, entry_of,
                            "select id, at, real_at, user, on_behalf_of, verb, reason, hash"
                            " from entry order by id")) {
    const auto digests = honest_digests(db, it.id);
    if (!digests || entry_hash(before, it.deed, it.real_at, *digests) != it.hash)
      broken.push_back(it.id);
    before = it.hash;
  }
  return broken;
}

std::vector<std::string> damage(Database& db) {
  auto found = all(
      db, [](const Row& row) { return row.text("integrity_check"); },
      "select integrity_check from pragma_integrity_check where integrity_check <> 'ok'");
  const auto dangling = all(
      db, [](const Row& row) { return row.text("place"); },
      "select printf('%s row %s refers to a row of %s that is not there', \"table\", rowid, "
      "parent) "
      "place from pragma_foreign_key_check");
  found.insert(found.end(), dangling.begin(), dangling.end());
  return found;
}

}  // namespace mk::store
