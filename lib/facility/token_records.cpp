#include "lib/facility/records.hpp"
#include "lib/store/query.hpp"

namespace mk::facility::records {

namespace {

const char* code(Purpose purpose) {
  return purpose == Purpose::activation ? "activation" : "password";
}

Token read_token(const store::Row& row) {
  Token it;
  it.id = row.number("id");
  it.facility = row.id<FacilityId>("facility");
  it.purpose =
      row.text("purpose") == code(Purpose::activation) ? Purpose::activation : Purpose::password;
  it.address = row.text("address");
  it.expires_at = row.instant("expires_at");
  it.spent = row.yes("spent");
  return it;
}

}  // namespace

std::int64_t add_token(store::Database& db, const Token& token, const std::string& digest,
                       Instant now) {
  store::change(db,
                "insert into token (facility, purpose, hash, address, made_at, expires_at) "
                "values (?, ?, ?, ?, ?, ?)",
                token.facility, code(token.purpose), digest, token.address, now, token.expires_at);
  return store::last_id(db);
}

std::optional<Token> token(store::Database& db, const std::string& digest) {
  return store::one(db, read_token,
                    "select id, facility, purpose, address, expires_at, "
                    "used_at is not null or ended_at is not null as spent "
                    "from token where hash = ?",
                    digest);
}

void use_token(store::Database& db, std::int64_t token, Instant now) {
  store::change(db, "update token set used_at = ? where id = ?", now, token);
}

void end_token(store::Database& db, FacilityId facility, Purpose purpose, Instant now) {
  store::change(db,
                "update token set ended_at = ? where facility = ? and purpose = ? "
                "and used_at is null and ended_at is null",
                now, facility, code(purpose));
}

void end_tokens(store::Database& db, FacilityId facility, Instant now) {
  store::change(db,
                "update token set ended_at = ? where facility = ? "
                "and used_at is null and ended_at is null",
                now, facility);
}

std::vector<FacilityId> with_stray_tokens(store::Database& db) {
  return store::all(
      db, [](const store::Row& row) { return row.id<FacilityId>("id"); },
      "select distinct f.id from token t join facility f on f.id = t.facility "
      "left join account a on a.facility = f.id "
      "where t.used_at is null and t.ended_at is null "
      "and (a.email is null or a.email <> t.address collate nocase "
      "  or f.state <> iif(t.purpose = 'activation', 'approved', 'active')) order by f.id");
}

}  // namespace mk::facility::records
