#include "lib/facility/records.hpp"

#include "lib/store/query.hpp"

#include <algorithm>

namespace mk::facility::records {

namespace {

using store::Row;

/// Facilities with their accounts, those that `which` tells.
std::string select(const char* which) {
  return std::string{
             "select f.*, a.manager as account_manager, a.email as account_email, "
             "a.phone as account_phone, a.formal_name, a.informal_name as account_informal_name, "
             "a.description, a.logo, a.applied_at, a.approved_at, a.activated_at, "
             "a.activation_reminded_at, a.confirmed_on, a.suspended_from, a.reason, a.ended_at "
             "from facility f left join account a on a.facility = f.id "} +
         which;
}

std::vector<std::string> split(const std::string& kinds) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < kinds.size();) {
    const auto end = std::min(kinds.find('+', at), kinds.size());
    found.push_back(kinds.substr(at, end - at));
    at = end + 1;
  }
  return found;
}

Listing read_listing(const Row& row) {
  Listing it;
  it.operator_name = row.text("operator");
  it.name = row.text("name");
  it.kinds = split(row.text("kind"));
  it.street = row.text("street");
  it.postal_code = row.text("postal_code");
  it.city = row.text("city");
  it.district = row.text("district");
  it.manager = row.text("manager");
  it.email = row.text("email");
  it.phone = row.text("phone");
  it.places = row.maybe_number("places");
  it.regon = row.text("regon");
  it.nip = row.text("nip");
  it.krs = row.text("krs");
  it.register_no = row.text("register_no");
  it.informal_name = row.text("informal_name");
  return it;
}

Account read_account(const Row& row) {
  Account it;
  it.manager = row.text("account_manager");
  it.email = row.text("account_email");
  it.phone = row.text("account_phone");
  it.formal_name = row.text("formal_name");
  it.informal_name = row.text("account_informal_name");
  it.description = row.text("description");
  it.logo = !row.null("logo");
  it.applied_at = row.instant("applied_at");
  it.approved_at = row.maybe_instant("approved_at");
  it.activated_at = row.maybe_instant("activated_at");
  it.reminded_at = row.maybe_instant("activation_reminded_at");
  it.confirmed_on = row.maybe_day("confirmed_on");
  it.suspended_from = state_of(row.text("suspended_from"));
  it.reason = row.text("reason");
  it.ended_at = row.maybe_instant("ended_at");
  return it;
}

Facility read_facility(const Row& row) {
  Facility it;
  it.id = row.id<FacilityId>("id");
  it.state = state_of(row.text("state")).value();
  it.listing = read_listing(row);
  if (!row.null("applied_at")) it.account = read_account(row);
  it.delisted_at = row.maybe_instant("delisted_at");
  it.kept_reason = row.text("kept_reason");
  it.unlisted_reason = row.text("unlisted_reason");
  it.applications = row.number("applications");
  return it;
}

}  // namespace

Facility facility(store::Database& db, FacilityId id) {
  const auto found = store::one(db, read_facility, select("where f.id = ?").c_str(), id);
  if (!found) throw Error{Exit::refused, msg("there is no {}", id)};
  return *found;
}

bool exists(store::Database& db, FacilityId id) {
  return store::count(db, "select count(*) as n from facility where id = ?", id) > 0;
}

std::vector<Facility> list(store::Database& db) {
  return store::all(db, read_facility, select("order by f.id").c_str());
}

std::vector<Facility> in_state(store::Database& db, State state) {
  return store::all(db, read_facility, select("where f.state = ? order by f.id").c_str(),
                    code(state));
}

std::optional<Facility> holder_of(store::Database& db, const std::string& address) {
  return store::one(
      db, read_facility,
      select("where a.email = ? collate nocase and a.ended_at is null order by f.id").c_str(),
      address);
}

std::vector<Event> history(store::Database& db, FacilityId id) {
  return store::all(
      db,
      [](const Row& row) {
        return Event{row.instant("at"), row.text("who"), row.text("verb"), row.text("reason")};
      },
      // What an account lived through goes with it when it goes over to another row.
      "with recursive life(row, until) as ("
      "  select ?1, null union "
      "  select cast(c.before as integer), c.entry from life l join change c on c.thing = "
      "'account' "
      "  and c.column = 'facility' and c.after = cast(l.row as text) and c.before is not null) "
      "select e.at, coalesce(e.on_behalf_of, e.user) as who, e.verb, e.reason from entry e "
      "where e.id in (select c.entry from life l join change c on c.row = l.row where "
      "c.thing = 'account' and c.entry <= coalesce(l.until, c.entry) "
      "or c.thing = 'facility' and l.until is null) order by e.id",
      id);
}

void set_state(store::Database& db, FacilityId id, State state) {
  store::change(db, "update facility set state = ? where id = ?", code(state), id);
}

void set_kept(store::Database& db, FacilityId id, const std::string& reason) {
  store::change(db, "update facility set kept_reason = ? where id = ?", reason, id);
}

void count_application(store::Database& db, FacilityId id) {
  store::change(db, "update facility set applications = applications + 1 where id = ?", id);
}

void add_account(store::Database& db, FacilityId id, const Application& it, Instant now) {
  store::change(db,
                "insert into account "
                "(facility, manager, email, phone, formal_name, informal_name, applied_at) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                id, it.manager, it.email, it.phone, it.formal_name, it.informal_name, now);
}

void drop_account(store::Database& db, FacilityId id) {
  store::change(db, "delete from account where facility = ?", id);
}

void end_account(store::Database& db, FacilityId id, const std::string& reason, Instant now) {
  store::change(db,
                "update account set ended_at = ?, reason = ?, suspended_from = null, "
                "password = null where facility = ?",
                now, reason, id);
}

void note_approval(store::Database& db, FacilityId id, Instant now) {
  store::change(db,
                "update account set approved_at = ?, activation_reminded_at = null "
                "where facility = ?",
                now, id);
}

void note_activation(store::Database& db, FacilityId id, Instant now) {
  store::change(db, "update account set activated_at = ? where facility = ?", now, id);
}

void note_reminder(store::Database& db, FacilityId id, Instant now) {
  store::change(db, "update account set activation_reminded_at = ? where facility = ?", now, id);
}

void note_suspension(store::Database& db, FacilityId id, State from, const std::string& reason) {
  store::change(db, "update account set suspended_from = ?, reason = ? where facility = ?",
                code(from), reason, id);
}

void forget_suspension(store::Database& db, FacilityId id) {
  store::change(db, "update account set suspended_from = null, reason = null where facility = ?",
                id);
}

void change_profile(store::Database& db, FacilityId id, const Account& it) {
  store::change(db,
                "update account set manager = ?, email = ?, phone = ?, formal_name = ?, "
                "informal_name = ?, description = ?, confirmed_on = ? where facility = ?",
                it.manager, it.email, it.phone, it.formal_name, it.informal_name, it.description,
                it.confirmed_on, id);
}

void forget_password(store::Database& db, FacilityId id) {
  store::change(db, "update account set password = null where facility = ?", id);
}

void set_logo(store::Database& db, FacilityId id, const std::string& type,
              const std::string& bytes) {
  store::change(db,
                "insert into logo (facility, type, bytes) values (?, ?, cast(? as blob)) "
                "on conflict (facility) do update set type = excluded.type, bytes = excluded.bytes",
                id, type, bytes);
}

void note_logo(store::Database& db, FacilityId id, const std::string& digest) {
  store::change(db, "update account set logo = ? where facility = ?", digest, id);
}

}  // namespace mk::facility::records
