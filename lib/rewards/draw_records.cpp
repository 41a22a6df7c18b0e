#include "lib/rewards/draw_records.hpp"

#include "lib/store/query.hpp"

namespace mk::rewards::records {

namespace {

using store::Row;

Draw read_draw(const Row& row) {
  Draw it;
  it.reward = row.id<RewardId>("reward");
  it.season = row.term("season");
  it.seed = row.text("seed");
  it.commitment = row.text("commitment");
  it.committed_at = row.instant("committed_at");
  it.drawn_at = row.maybe_instant("drawn_at");
  it.places = row.maybe_number("places").value_or(0);
  return it;
}

}  // namespace

std::optional<Draw> draw(store::Database& db, RewardId reward, Term season) {
  return store::one(db, read_draw, "select * from draw where reward = ? and season = ?", reward,
                    season);
}

std::vector<Draw> draws(store::Database& db) {
  return store::all(db, read_draw, "select * from draw order by reward, season");
}

void add(store::Database& db, const Draw& draw) {
  store::change(db,
                "insert into draw (reward, season, seed, commitment, committed_at) "
                "values (?, ?, ?, ?, ?)",
                draw.reward, draw.season, draw.seed, draw.commitment, draw.committed_at);
}

void close(store::Database& db, const Draw& draw) {
  store::change(db, "update draw set drawn_at = ?, places = ? where reward = ? and season = ?",
                draw.drawn_at, draw.places, draw.reward, draw.season);
}

void note_drawn(store::Database& db, ReservationId id, std::int64_t place) {
  store::change(db, "update reservation set drawn = ? where id = ?", place, id);
}

}  // namespace mk::rewards::records
