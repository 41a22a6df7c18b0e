#include "lib/mail/bounce_records.hpp"

#include "lib/mail/records.hpp"
#include "lib/store/query.hpp"

namespace mk::mail::records {

namespace {

LetterId id_in(const store::Row& row) { return row.id<LetterId>("id"); }

Severity severity(const std::string& text) {
  return text == code(Severity::hard) ? Severity::hard : Severity::soft;
}

}  // namespace

std::optional<Outgoing> letter_known_as(store::Database& db, const std::string& message_id) {
  const auto id = store::one(db, id_in, "select id from mail where message_id = ?", message_id);
  if (!id) return std::nullopt;
  return letter(db, *id);
}

bool add_bounce(store::Database& db, const Bounce& bounce, const std::string& report, Instant now) {
  return store::change(db,
                       "insert into bounce (address, kind, status, said, mail, report, noted_at)"
                       " values (?, ?, ?, ?, ?, ?, ?) on conflict (report, address) do nothing",
                       bounce.address, code(bounce.severity), bounce.status, bounce.said,
                       bounce.letter, report, now) > 0;
}

bool knows_report(store::Database& db, const std::string& report) {
  return store::count(db, "select count(*) as n from bounce where report = ?", report) > 0;
}

std::vector<Instant> soft_reports(store::Database& db, const std::string& address) {
  return store::all(
      db, [](const store::Row& row) { return row.instant("noted_at"); },
      "select noted_at from bounce where address = ? and kind = 'soft' and forgiven = 0"
      " order by noted_at",
      address);
}

std::optional<Instant> last_arrival(store::Database& db, const std::string& address) {
  return store::one(
      db, [](const store::Row& row) { return row.instant("sent_at"); },
      "select sent_at from mail where lower(recipient) = ? and state = 'sent'"
      " and not exists (select 1 from bounce where bounce.mail = mail.id)"
      " order by sent_at desc limit 1",
      address);
}

void forgive(store::Database& db, const std::string& address) {
  store::change(db, "update bounce set forgiven = 1 where address = ? and forgiven = 0", address);
}

bool hold(store::Database& db, const std::string& address, Severity cause, Instant now) {
  return store::change(db,
                       "insert into held_address (address, since, cause) values (?, ?, ?)"
                       " on conflict (address) do nothing",
                       address, now, code(cause)) > 0;
}

bool lift(store::Database& db, const std::string& address) {
  return store::change(db, "delete from held_address where address = ?", address) > 0;
}

bool is_held(store::Database& db, const std::string& address) {
  return store::count(db, "select count(*) as n from held_address where address = ?", address) > 0;
}

std::vector<Held> held(store::Database& db) {
  return store::all(
      db,
      [](const store::Row& row) {
        return Held{.address = row.text("address"),
                    .since = row.instant("since"),
                    .cause = severity(row.text("cause")),
                    .status = row.text("status"),
                    .said = row.text("said"),
                    .letters = row.number("letters")};
      },
      "select address, since, cause, status, said,"
      " (select count(*) from mail where lower(recipient) = held_address.address"
      "   and state = 'held') as letters"
      " from held_address left join (select address as about, status, said, max(id) from bounce"
      "   group by address) on about = held_address.address"
      " order by address");
}

std::vector<Outgoing> letters_to(store::Database& db, const std::string& address, State state) {
  std::vector<Outgoing> found;
  const auto ids = store::all(
      db, id_in, "select id from mail where state = ? and lower(recipient) = ? order by id",
      code(state), address);
  found.reserve(ids.size());
  for (const auto id : ids) found.push_back(letter(db, id));
  return found;
}

void mark_held(store::Database& db, LetterId id) {
  store::change(db, "update mail set state = 'held', leased_until = null where id = ?", id);
}

}  // namespace mk::mail::records
