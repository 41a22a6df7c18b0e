#include "lib/mail/records.hpp"

#include "lib/mail/rules.hpp"
#include "lib/store/query.hpp"

namespace mk::mail {

namespace {

State state(const store::Row& row) {
  State state{};
  read(row.text("state"), state);
  return state;
}

Outgoing letter_in(const store::Row& row) {
  return {.id = row.id<LetterId>("id"),
          .state = state(row),
          .to = row.text("recipient"),
          .event = row.text("event"),
          .occurrence = row.text("occurrence"),
          .facility = row.maybe_id<FacilityId>("facility"),
          .subject = row.text("subject"),
          .body = row.text("body"),
          .html = row.text("html"),
          .message_id = row.text("message_id"),
          .calendar = row.text("calendar"),
          .language = row.text("language"),
          .secret = row.maybe_text("secret"),
          .queued_at = row.instant("queued_at"),
          .due_at = row.instant("due_at"),
          .attempts = row.number("attempts"),
          .crashes = row.number("crashes"),
          .first_tried_at = row.maybe_instant("first_tried_at"),
          .leased_until = row.maybe_instant("leased_until"),
          .sent_at = row.maybe_instant("sent_at"),
          .last_error = row.text("last_error")};
}

/// Masks for good what is secret in the letter; in its page that stands escaped.
void blank_secret(store::Database& db, LetterId id) {
  store::change(db,
                "update mail set subject = replace(subject, secret, ?1),"
                " body = replace(body, secret, ?1), html = replace(html,"
                " replace(replace(secret, '&', '&amp;'), '''', '&#39;'), ?1), secret = ''"
                " where id = ?2 and secret <> ''",
                mask, id);
}

}  // namespace

namespace records {

Outgoing letter(store::Database& db, LetterId id) {
  auto found = store::one(db, letter_in, "select * from mail where id = ?", id);
  if (!found) throw Error{Exit::refused, msg("there is no {}", id)};
  return std::move(*found);
}

std::vector<Outgoing> letters(store::Database& db, std::optional<State> state) {
  const auto wanted = state ? std::optional<std::string>{code(*state)} : std::nullopt;
  return store::all(db, letter_in, "select * from mail where ?1 is null or state = ?1 order by id",
                    wanted);
}

bool known(store::Database& db, const std::string& to, const std::string& event,
           const std::string& occurrence) {
  return store::count(db,
                      "select count(*) as n from mail"
                      " where recipient = ? and event = ? and occurrence = ?",
                      to, event, occurrence) > 0;
}

bool revive(store::Database& db, const Outgoing& letter) {
  return store::change(db,
                       "update mail set attempts = 0, crashes = 0, first_tried_at = null,"
                       " last_error = null, due_at = ?1, state = 'queued' where state = 'cancelled'"
                       " and recipient = ?2 and event = ?3 and occurrence = ?4",
                       letter.due_at, letter.to, letter.event, letter.occurrence) > 0 ||
         known(db, letter.to, letter.event, letter.occurrence);
}

LetterId add(store::Database& db, const Outgoing& letter) {
  const auto calendar =
      letter.calendar.empty() ? std::nullopt : std::optional<std::string>{letter.calendar};
  return store::insert<LetterId>(
      db,
      "insert into mail (recipient, event, occurrence, facility, subject, body, html, message_id,"
      " calendar, language, secret, queued_at, due_at)"
      " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      letter.to, letter.event, letter.occurrence, letter.facility, letter.subject, letter.body,
      letter.html, letter.message_id, calendar, letter.language, letter.secret, letter.queued_at,
      letter.due_at);
}

namespace {

LetterId id_in(const store::Row& row) { return row.id<LetterId>("id"); }

std::vector<Outgoing> leased(store::Database& db, const std::vector<LetterId>& ids, Instant until) {
  // All at once: SQLite sets up the list of states, which the schema checks, once a statement.
  std::string list;
  for (const auto id : ids) list += (list.empty() ? "" : ",") + std::to_string(id.value);
  store::change(db,
                "update mail set state = 'sending', leased_until = ?"
                " where id in (select value from json_each(?))",
                until, "[" + list + "]");
  std::vector<Outgoing> claimed;
  claimed.reserve(ids.size());
  for (const auto id : ids) claimed.push_back(letter(db, id));
  return claimed;
}

}  // namespace

std::vector<Outgoing> claim(store::Database& db, Instant now, Instant until, std::int64_t limit) {
  // Two questions, each in the order of the index: one for both would read and sort all that waits.
  auto ids = store::all(db, id_in,
                        "select id from mail where state = 'sending'"
                        " and (leased_until <= ? or leased_until > ?) and crashes = 0"
                        " and lower(recipient) not in (select address from held_address)"
                        " order by due_at, id limit ?",
                        now, now + longest_lease, limit);
  const auto left = limit - static_cast<std::int64_t>(ids.size());
  const auto queued = store::all(db, id_in,
                                 "select id from mail where state = 'queued' and due_at <= ?"
                                 " and crashes = 0"
                                 " and lower(recipient) not in (select address from held_address)"
                                 " order by due_at, id limit ?",
                                 now, left);
  ids.insert(ids.end(), queued.begin(), queued.end());
  return leased(db, ids, until);
}

std::vector<Outgoing> claim_crashed(store::Database& db, Instant now, Instant until) {
  return leased(db,
                store::all(db, id_in,
                           "select id from mail where crashes > 0"
                           " and ((state = 'queued' and due_at <= ?1)"
                           " or (state = 'sending'"
                           " and (leased_until <= ?1 or leased_until > ?2)))"
                           " and lower(recipient) not in (select address from held_address)"
                           " order by crashes, due_at, id limit 1",
                           now, now + longest_lease),
                until);
}

std::vector<Outgoing> crashed(store::Database& db, Instant now, std::int64_t most) {
  return store::all(db, letter_in,
                    "select * from mail where crashes >= ?1 and (state = 'queued'"
                    " or (state = 'sending' and leased_until <= ?2)) order by id",
                    most, now);
}

bool begin(store::Database& db, const Outgoing& letter) {
  return store::change(db,
                       "update mail set crashes = crashes + 1"
                       " where id = ? and state = 'sending' and leased_until = ?",
                       letter.id, letter.leased_until) > 0;
}

void mark_sent(store::Database& db, LetterId id, Instant now) {
  blank_secret(db, id);
  store::change(db,
                "update mail set state = 'sent', sent_at = ?1, leased_until = null,"
                " last_error = null, attempts = attempts + 1, crashes = 0,"
                " first_tried_at = coalesce(first_tried_at, ?1) where id = ?2",
                now, id);
}

void mark_postponed(store::Database& db, const Outgoing& letter, Instant now, Instant due,
                    const std::string& why) {
  store::change(db,
                "update mail set state = 'queued', leased_until = null, attempts = attempts + 1,"
                " crashes = 0, first_tried_at = coalesce(first_tried_at, ?1), due_at = ?2,"
                " last_error = ?3 where id = ?4 and leased_until = ?5",
                now, due, why, letter.id, letter.leased_until);
}

void give_up(store::Database& db, LetterId id, const std::string& why) {
  blank_secret(db, id);
  store::change(db,
                "update mail set state = 'failed', leased_until = null, crashes = 0, last_error = ?"
                " where id = ?",
                why, id);
}

bool mark_failed(store::Database& db, const Outgoing& letter, Instant now, const std::string& why) {
  const bool ours = store::change(db,
                                  "update mail set attempts = attempts + 1,"
                                  " first_tried_at = coalesce(first_tried_at, ?) where id = ? and"
                                  " leased_until = ?",
                                  now, letter.id, letter.leased_until) > 0;
  if (ours) give_up(db, letter.id, why);
  return ours;
}

void put_back(store::Database& db, const Outgoing& letter, std::int64_t crashes) {
  store::change(db,
                "update mail set state = 'queued', leased_until = null, crashes = ?"
                " where id = ? and leased_until = ?",
                crashes, letter.id, letter.leased_until);
}

void mark_held(store::Database& db, LetterId id, const std::string& why) {
  store::change(db,
                "update mail set state = 'held', leased_until = null, last_error = ? where id = ?",
                why, id);
}

void mark_queued(store::Database& db, LetterId id, Instant now) {
  store::change(db,
                "update mail set state = 'queued', leased_until = null, due_at = ?, attempts = 0,"
                " crashes = 0, first_tried_at = null where id = ?",
                now, id);
}

void mark_cancelled(store::Database& db, LetterId id) {
  blank_secret(db, id);
  store::change(db, "update mail set state = 'cancelled', leased_until = null where id = ?", id);
}

std::vector<LetterId> waiting_for(store::Database& db, FacilityId facility,
                                  const std::string& address) {
  return store::all(
      db, [](const store::Row& row) { return row.id<LetterId>("id"); },
      "select id from mail where facility = ?1 and (?2 = '' or recipient = ?2)"
      " and state in ('queued', 'held', 'sending') order by id",
      facility, address);
}

Counts counts(store::Database& db) {
  return store::one(
             db,
             [](const store::Row& row) {
               return Counts{row.number("queued"), row.number("sending"), row.number("sent"),
                             row.number("failed"), row.number("held"),    row.number("cancelled")};
             },
             "select count(*) filter (where state = 'queued') as queued,"
             " count(*) filter (where state = 'sending') as sending,"
             " count(*) filter (where state = 'sent') as sent,"
             " count(*) filter (where state = 'failed') as failed,"
             " count(*) filter (where state = 'held') as held,"
             " count(*) filter (where state = 'cancelled') as cancelled from mail")
      .value_or(Counts{});
}

}  // namespace records

}  // namespace mk::mail
