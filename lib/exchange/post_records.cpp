#include "lib/exchange/records.hpp"
#include "lib/exchange/words.hpp"
#include "lib/store/query.hpp"

namespace mk::exchange::records {

namespace {

using store::Row;

Category read_category(const Row& row) {
  return {row.text("code"), row.text("parent"), row.text("name"), row.yes("retired")};
}

PostId read_id(const Row& row) { return row.id<PostId>("id"); }

/// Posts with the names of what they point to, those that `which` tells.
std::string select(const char* which) {
  return std::string{
             "select p.id, p.state, p.facility, f.name as owner, p.type, p.category, "
             "c.name as category_name, p.title, p.description, p.quantity, p.unit, p.whole, "
             "p.district, p.until, p.posted_at, p.rest_of, (select m.match from exchange_member m "
             "where m.live = 1 and (m.gives = p.id or m.need = p.id)) as match "
             "from post p join exchange_category c on c.code = p.category "
             "left join facility f on f.id = p.facility "} +
         which;
}

Post read_post(const Row& row) {
  Post it;
  it.id = read_id(row);
  it.state = post_state_of(row.text("state"));
  it.party = {row.maybe_id<FacilityId>("facility")};
  it.owner = row.text("owner");
  it.type = type_of(row.text("type"));
  it.category = row.text("category");
  it.category_name = row.text("category_name");
  it.title = row.text("title");
  it.description = row.text("description");
  it.quantity = row.maybe_number("quantity");
  it.unit = row.text("unit");
  it.whole = row.yes("whole");
  it.district = row.text("district");
  it.until = row.day("until");
  it.posted_at = row.instant("posted_at");
  it.match = row.maybe_id<MatchId>("match");
  it.rest_of = row.maybe_id<PostId>("rest_of");
  return it;
}

Return in_return_for(store::Database& db, PostId id) {
  return {store::all(
              db, [](const Row& row) { return row.text("category"); },
              "select category from post_return where post = ? and category is not null "
              "order by rowid",
              id),
          store::all(
              db, [](const Row& row) { return row.id<PostId>("wanted"); },
              "select wanted from post_return where post = ? and wanted is not null "
              "order by rowid",
              id)};
}

template <class... Values>
std::vector<Post> found(store::Database& db, const char* which, const Values&... values) {
  auto posts = store::all(db, read_post, select(which).c_str(), values...);
  for (auto& post : posts)
    if (post.type == Type::offer) post.in_return = in_return_for(db, post.id);
  return posts;
}

}  // namespace

std::vector<Category> categories(store::Database& db) {
  return store::all(db, read_category,
                    "select code, parent, name, retired from exchange_category "
                    "order by retired, place, code");
}

void put_category(store::Database& db, const Category& category, std::int64_t place) {
  const auto parent =
      category.parent.empty() ? std::nullopt : std::optional<std::string>{category.parent};
  store::change(db,
                "insert into exchange_category (code, parent, name, place) values (?, ?, ?, ?) "
                "on conflict (code) do update set parent = excluded.parent, name = excluded.name, "
                "place = excluded.place, retired = 0",
                category.code, parent, category.name, place);
}

void retire(store::Database& db, const std::string& code) {
  store::change(db, "update exchange_category set retired = 1 where code = ?", code);
}

std::vector<std::string> districts(store::Database& db) {
  return store::all(
      db, [](const Row& row) { return row.text("district"); },
      "select distinct district from facility order by district");
}

Post post(store::Database& db, PostId id) {
  auto posts = found(db, "where p.id = ?", id);
  if (posts.empty()) throw Error{Exit::refused, msg("there is no {}", id)};
  return std::move(posts.front());
}

std::vector<Post> posts(store::Database& db) { return found(db, "order by p.id"); }

std::vector<Post> posts_of(store::Database& db, const Party& party) {
  return found(db, "where p.facility is ? order by p.id", party.facility);
}

std::vector<Post> market(store::Database& db, Day day) {
  return found(db,
               "where p.state = 'open' and p.until >= ? and (f.id is null or f.state = 'active') "
               "order by p.id",
               day);
}

std::vector<Post> offers_in(store::Database& db, const std::string& category, FacilityId facility,
                            Day day, std::int64_t most) {
  return found(db,
               "where p.category = ?1 and p.type = 'offer' and p.state = 'open' and p.until >= ?3 "
               "and p.facility is not ?2 and (f.id is null or f.state = 'active') and "
               "(p.district = '' or p.district = (select district from facility where id = ?2)) "
               "order by p.id limit ?4",
               category, facility, day, most);
}

PostId add_post(store::Database& db, const Post& post) {
  const auto id = store::insert<PostId>(
      db,
      "insert into post (facility, type, state, category, title, description, quantity, unit, "
      "whole, district, until, posted_at, rest_of) "
      "values (?, ?, 'open', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      post.party.facility, code(post.type).code, post.category, post.title, post.description,
      post.quantity, post.unit, post.whole, post.district, post.until, post.posted_at,
      post.rest_of);
  set_return(db, id, post.in_return);
  return id;
}

void change_post(store::Database& db, const Post& post) {
  store::change(db,
                "update post set category = ?, title = ?, description = ?, quantity = ?, unit = ?, "
                "district = ?, until = ? where id = ?",
                post.category, post.title, post.description, post.quantity, post.unit,
                post.district, post.until, post.id);
}

void set_return(store::Database& db, PostId id, const Return& in_return) {
  store::change(db, "delete from post_return where post = ?", id);
  for (const auto& category : in_return.categories)
    store::change(db, "insert into post_return (post, category) values (?, ?)", id, category);
  for (const auto wanted : in_return.posts)
    store::change(db, "insert into post_return (post, wanted) values (?, ?)", id, wanted);
}

void copy_wishes(store::Database& db, PostId from, PostId to) {
  store::change(db,
                "insert into post_return (post, wanted) select post, ? from post_return "
                "where wanted = ?",
                to, from);
}

void set_state(store::Database& db, PostId id, PostState state) {
  store::change(db, "update post set state = ? where id = ?", code(state).code, id);
}

std::vector<PostId> overdue(store::Database& db, Day day) {
  return store::all(db, read_id,
                    "select id from post where state = 'open' and until < ? order by id", day);
}

std::int64_t count_posts(store::Database& db, PostState state) {
  return store::count(db, "select count(*) as n from post where state = ?", code(state).code);
}

std::vector<PostId> posts_without_match(store::Database& db) {
  return store::all(db, read_id,
                    "select p.id from post p where p.state in ('matched', 'agreed') and not exists "
                    "(select 1 from exchange_member m where m.live = 1 and "
                    "(m.gives = p.id or m.need = p.id)) order by p.id");
}

std::vector<PostId> posts_in_match_but_free(store::Database& db) {
  return store::all(db, read_id,
                    "select p.id from post p where p.state not in ('matched', 'agreed') and exists "
                    "(select 1 from exchange_member m where m.live = 1 and "
                    "(m.gives = p.id or m.need = p.id)) order by p.id");
}

std::vector<PostId> needs_with_return(store::Database& db) {
  return store::all(db, read_id,
                    "select id from post where type = 'need' and "
                    "exists (select 1 from post_return where post = post.id) order by id");
}

std::vector<PostId> posts_of_nobody(store::Database& db) {
  return store::all(db, read_id,
                    "select p.id from post p join facility f on f.id = p.facility "
                    "where p.state in ('open', 'matched', 'agreed') "
                    "and f.state not in ('active', 'suspended') order by p.id");
}

}  // namespace mk::exchange::records
