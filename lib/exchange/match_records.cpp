#include "lib/exchange/records.hpp"
#include "lib/exchange/words.hpp"
#include "lib/store/query.hpp"

namespace mk::exchange::records {

namespace {

using store::Row;

MatchId read_id(const Row& row) { return row.id<MatchId>("id"); }

Match read_match(const Row& row) {
  Match it;
  it.id = read_id(row);
  it.state = match_state_of(row.text("state"));
  it.proposed_at = row.instant("proposed_at");
  it.answer_by = row.day("answer_by");
  it.agreed_at = row.maybe_instant("agreed_at");
  it.ended_at = row.maybe_instant("ended_at");
  it.reason = row.text("reason");
  it.asked = row.yes("asked");
  it.in_return = row.text("in_return");
  it.remade_from = row.maybe_id<MatchId>("remade_from");
  return it;
}

Member read_member(const Row& row) {
  Member it;
  it.party = {row.maybe_id<FacilityId>("facility")};
  it.gives = row.maybe_id<PostId>("gives");
  it.gets = row.maybe_id<PostId>("gets");
  it.need = row.maybe_id<PostId>("need");
  it.quantity = row.maybe_number("quantity");
  it.answer = answer_of(row.text("answer"));
  it.name = row.text("name");
  it.gives_title = row.text("gives_title");
  it.gets_title = row.text("gets_title");
  return it;
}

std::vector<Member> members(store::Database& db, MatchId id) {
  return store::all(
      db, read_member,
      "select m.facility, m.gives, m.gets, m.need, m.quantity, m.answer, f.name as name, "
      "a.title as gives_title, b.title as gets_title from exchange_member m "
      "left join facility f on f.id = m.facility left join post a on a.id = m.gives "
      "left join post b on b.id = m.gets where m.match = ? order by m.id",
      id);
}

std::vector<MatchId> successors(store::Database& db, MatchId id) {
  return store::all(db, read_id, "select id from exchange_match where remade_from = ? order by id",
                    id);
}

}  // namespace

Match match(store::Database& db, MatchId id) {
  auto found = store::one(db, read_match, "select * from exchange_match where id = ?", id);
  if (!found) throw Error{Exit::refused, msg("there is no {}", id)};
  found->members = members(db, id);
  found->successors = successors(db, id);
  return std::move(*found);
}

std::vector<Match> matches(store::Database& db) {
  auto found = store::all(db, read_match, "select * from exchange_match order by id");
  for (auto& match : found) {
    match.members = members(db, match.id);
    match.successors = successors(db, match.id);
  }
  return found;
}

std::vector<MatchId> live_matches_of(store::Database& db, const Party& party) {
  return store::all(db, read_id,
                    "select distinct match as id from exchange_member "
                    "where live = 1 and facility is ? order by match",
                    party.facility);
}

std::vector<MatchId> unanswered(store::Database& db, Day day) {
  return store::all(db, read_id,
                    "select id from exchange_match where state = 'proposed' and answer_by < ? "
                    "order by id",
                    day);
}

MatchId add_match(store::Database& db, const Match& match) {
  const auto in_return =
      match.in_return.empty() ? std::nullopt : std::optional<std::string>{match.in_return};
  return store::insert<MatchId>(
      db,
      "insert into exchange_match (state, proposed_at, answer_by, asked, in_return, remade_from) "
      "values ('proposed', ?, ?, ?, ?, ?)",
      match.proposed_at, match.answer_by, match.asked, in_return, match.remade_from);
}

void add_member(store::Database& db, MatchId id, const Member& member) {
  store::change(db,
                "insert into exchange_member (match, facility, gives, gets, need, quantity) "
                "values (?, ?, ?, ?, ?, ?)",
                id, member.party.facility, member.gives, member.gets, member.need, member.quantity);
}

void set_answer(store::Database& db, MatchId id, const Party& party, Answer answer, Instant now) {
  store::change(db,
                "update exchange_member set answer = ?, answered_at = ? "
                "where match = ? and facility is ?",
                code(answer).code, now, id, party.facility);
}

void agree(store::Database& db, MatchId id, Instant now) {
  store::change(db, "update exchange_match set state = 'agreed', agreed_at = ? where id = ?", now,
                id);
}

void end_match(store::Database& db, MatchId id, MatchState state, const std::string& reason,
               Instant now) {
  store::change(db, "update exchange_match set state = ?, reason = ?, ended_at = ? where id = ?",
                code(state).code, reason, now, id);
}

void release_members(store::Database& db, MatchId id) {
  store::change(db, "update exchange_member set live = 0 where match = ?", id);
}

std::int64_t count_matches(store::Database& db, MatchState state) {
  return store::count(db, "select count(*) as n from exchange_match where state = ?",
                      code(state).code);
}

std::vector<MatchId> matches_live_wrongly(store::Database& db) {
  return store::all(db, read_id,
                    "select distinct x.id from exchange_match x "
                    "join exchange_member m on m.match = x.id "
                    "where m.live <> (x.state in ('proposed', 'agreed')) order by x.id");
}

std::vector<MatchId> matches_too_small(store::Database& db) {
  return store::all(db, read_id,
                    "select x.id from exchange_match x where (select count(*) from "
                    "exchange_member m where m.match = x.id) not between 2 and 4 order by x.id");
}

}  // namespace mk::exchange::records
