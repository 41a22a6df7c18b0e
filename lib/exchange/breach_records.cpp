#include "lib/exchange/records.hpp"
#include "lib/store/query.hpp"

namespace mk::exchange::records {

namespace {

template <class SomeId>
std::vector<SomeId> ids(store::Database& db, const char* sql) {
  return store::all(
      db, [](const store::Row& row) { return row.id<SomeId>("id"); }, sql);
}

}  // namespace

std::vector<MatchId> matches_without_ends(store::Database& db) {
  return ids<MatchId>(
      db,
      "select distinct m.match as id from exchange_member m where "
      "(m.gives is not null and not exists (select 1 from exchange_member o "
      "where o.match = m.match and o.id <> m.id and o.gets = m.gives)) or "
      "(m.gets is not null and not exists (select 1 from exchange_member o "
      "where o.match = m.match and o.id <> m.id and o.gives = m.gets)) order by m.match");
}

std::vector<MatchId> matches_of_wrong_posts(store::Database& db) {
  return ids<MatchId>(db,
                      "select distinct m.match as id from exchange_member m "
                      "join post p on p.id in (m.gives, m.need) where m.live = 1 and "
                      "(p.facility is not m.facility or "
                      "p.type <> iif(p.id = m.gives, 'offer', 'need')) order by m.match");
}

// Once a match is agreed, its posts tell what it moves and what is left stands apart.
std::vector<MatchId> matches_of_wrong_amounts(store::Database& db) {
  return ids<MatchId>(db,
                      "select distinct m.match as id from exchange_member m "
                      "join exchange_match x on x.id = m.match left join post p on p.id = m.gives "
                      "where m.live = 1 and m.quantity is not null and (p.quantity is null or "
                      "m.quantity > p.quantity or "
                      "(x.state = 'agreed' and m.quantity < p.quantity)) order by m.match");
}

std::vector<MatchId> matches_asked_wrongly(store::Database& db) {
  return ids<MatchId>(db,
                      "select x.id from exchange_match x where x.asked = 1 and "
                      "((select count(*) from exchange_member m where m.match = x.id) <> 2 or "
                      "not exists (select 1 from exchange_member m where m.match = x.id and "
                      "m.answer <> 'waiting')) order by x.id");
}

std::vector<MatchId> matches_remade_too_soon(store::Database& db) {
  return ids<MatchId>(db,
                      "select x.id from exchange_match x join exchange_match b "
                      "on b.id = x.remade_from where b.id >= x.id or "
                      "b.state in ('proposed', 'agreed', 'done') order by x.id");
}

std::vector<PostId> rests_of_others(store::Database& db) {
  return ids<PostId>(db,
                     "select p.id from post p join post b on b.id = p.rest_of "
                     "where p.facility is not b.facility or p.type <> b.type order by p.id");
}

}  // namespace mk::exchange::records
