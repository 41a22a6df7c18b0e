#include "lib/exchange/report_records.hpp"

#include "lib/exchange/words.hpp"
#include "lib/store/query.hpp"

#include <map>

namespace mk::exchange::records {

namespace {

using store::Row;

template <class Thing>
using ById = std::map<std::int64_t, Thing>;

template <class Thing>
std::vector<Thing> values(ById<Thing> things) {
  std::vector<Thing> bare;
  bare.reserve(things.size());
  for (auto& [id, thing] : things) bare.push_back(std::move(thing));
  return bare;
}

ById<Course> bare_courses(store::Database& db) {
  ById<Course> courses;
  Row row{db,
          "select id, state, proposed_at, agreed_at, ended_at, reason, in_return "
          "from exchange_match order by id"};
  while (row.next()) {
    auto& it = courses[row.number("id")];
    it.state = match_state_of(row.text("state"));
    it.proposed_at = row.instant("proposed_at");
    it.agreed_at = row.maybe_instant("agreed_at");
    it.ended_at = row.maybe_instant("ended_at");
    it.reason = row.text("reason");
    it.in_words = !row.null("in_return");
  }
  return courses;
}

ById<Supply> posted_before(store::Database& db, Instant moment) {
  ById<Supply> posts;
  Row row{db,
          "select id, facility, type, state, category, until, posted_at from post "
          "where posted_at < ? order by id"};
  store::fill(row, moment);
  while (row.next()) {
    auto& it = posts[row.number("id")];
    it.party = {row.maybe_id<FacilityId>("facility")};
    it.type = type_of(row.text("type"));
    it.state = post_state_of(row.text("state"));
    it.category = row.text("category");
    it.until = row.day("until");
  }
  return posts;
}

/// Takes back what was changed of `posts` from `moment` on, the latest first.
void take_back(store::Database& db, ById<Supply>& posts, Instant moment) {
  Row row{db,
          "select c.row, c.column, c.before from change c join entry e on e.id = c.entry "
          "where c.thing = 'post' and c.column in ('state', 'category', 'until') "
          "and c.before is not null and e.at >= ? order by c.id desc"};
  store::fill(row, moment);
  while (row.next()) {
    const auto found = posts.find(row.number("row"));
    if (found == posts.end()) continue;
    auto& it = found->second;
    const auto column = row.text("column");
    if (column == "state") it.state = post_state_of(row.text("before"));
    if (column == "category") it.category = row.text("before");
    if (column == "until") it.until = row.day("before");
  }
}

}  // namespace

std::vector<Course> courses(store::Database& db) {
  auto courses = bare_courses(db);
  Row row{db,
          "select m.match, m.facility, m.gives, m.gets, p.category, "
          "coalesce(m.quantity, p.quantity, 1) as units from exchange_member m "
          "left join post p on p.id = m.gives order by m.match, m.id"};
  while (row.next())
    courses[row.number("match")].shares.push_back(
        {row.maybe_id<FacilityId>("facility"), row.maybe_id<PostId>("gives"),
         row.maybe_id<PostId>("gets"), row.text("category"), row.number("units")});
  return values(std::move(courses));
}

std::vector<Supply> supply_before(store::Database& db, Instant moment) {
  auto posts = posted_before(db, moment);
  take_back(db, posts, moment);
  Row row{db,
          "select post, category from post_return where category is not null "
          "order by post, rowid"};
  while (row.next())
    if (const auto found = posts.find(row.number("post")); found != posts.end())
      found->second.in_return.push_back(row.text("category"));
  return values(std::move(posts));
}

}  // namespace mk::exchange::records
