#include "lib/exchange/records.hpp"
#include "lib/store/query.hpp"

namespace mk::exchange::records {

namespace {

PostId read_id(const store::Row& row) { return row.id<PostId>("id"); }

}  // namespace

void put_words(store::Database& db, PostId id, const std::string& title,
               const std::string& description) {
  store::change(db,
                "insert or replace into post_words (rowid, title, description) values (?, ?, ?)",
                id, title, description);
}

void copy_words(store::Database& db, PostId id, PostId of) {
  store::change(db,
                "insert or replace into post_words (rowid, title, description) "
                "select ?, title, description from post_words where rowid = ?",
                id, of);
}

std::vector<PostId> posts_saying(store::Database& db, const std::string& question) {
  return store::all(db, read_id,
                    "select rowid as id from post_words where post_words match ? order by rowid",
                    question);
}

std::vector<PostId> posts_without_words(store::Database& db) {
  return store::all(db, read_id,
                    "select id from post where not exists "
                    "(select 1 from post_words where rowid = post.id) order by id");
}

std::vector<PostId> posts_about(store::Database& db, const std::string& category) {
  return store::all(db, read_id, "select id from post where category = ? order by id", category);
}

}  // namespace mk::exchange::records
