#include "lib/facility/views.hpp"

#include "lib/facility/rules.hpp"

#include <map>
#include <set>

namespace mk::facility {

namespace {

using print::Value;

/// Absent when there is nothing to say.
Value some(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

Value kinds_of(const Listing& listing) {
  print::List kinds;
  for (const auto& kind : listing.kinds) kinds.emplace_back(kind);
  return kinds;
}

Value missing_of(const Account& account) {
  static const std::map<std::string, const char*> titles{{"phone", tr_later("telephone")},
                                                         {"description", tr_later("description")},
                                                         {"logo", tr_later("logo")}};
  print::List missing;
  for (const auto& it : missing_in_profile(account))
    missing.emplace_back(print::Code{it, titles.at(it)});
  return missing;
}

Value account_of(const Facility& facility) {
  if (!facility.account) return {};
  const auto& it = *facility.account;
  return print::Thing{{"manager", tr("Manager"), some(it.manager)},
                      {"email", tr("E-mail"), some(it.email)},
                      {"phone", tr("Telephone"), some(it.phone)},
                      {"formal_name", tr("Formal name"), some(it.formal_name)},
                      {"informal_name", tr("Informal name"), some(it.informal_name)},
                      {"description", tr("Description"), some(it.description)},
                      {"logo", tr("Logo"), it.logo},
                      {"missing", tr("Missing in the profile"), missing_of(it)},
                      {"applied_at", tr("Applied"), it.applied_at},
                      {"approved_at", tr("Approved"), it.approved_at},
                      {"activated_at", tr("Activated"), it.activated_at},
                      {"confirmed_on", tr("Confirmed"), it.confirmed_on},
                      {"suspended_from", tr("Suspended from"),
                       it.suspended_from ? Value{word_for(*it.suspended_from)} : Value{}},
                      {"reason", tr("Reason"), some(it.reason)},
                      {"ended_at", tr("Ended"), it.ended_at}};
}

print::Thing listing_of(const Listing& it) {
  return {{"operator", tr("Operator"), it.operator_name},
          {"name", tr("Name"), it.name},
          {"kind", tr("Kind"), kinds_of(it)},
          {"street", tr("Street"), some(it.street)},
          {"postal_code", tr("Postal code"), some(it.postal_code)},
          {"city", tr("City"), some(it.city)},
          {"district", tr("District"), it.district},
          {"manager", tr("Manager"), some(it.manager)},
          {"email", tr("E-mail"), some(it.email)},
          {"phone", tr("Telephone"), some(it.phone)},
          {"places", tr("Places"), it.places},
          {"regon", "REGON", some(it.regon)},
          {"nip", "NIP", some(it.nip)},
          {"krs", "KRS", some(it.krs)},
          {"register_no", tr("Number in the register"), some(it.register_no)},
          {"informal_name", tr("Informal name"), some(it.informal_name)}};
}

bool is_live(const Facility& facility) { return facility.account && !facility.account->ended_at; }

}  // namespace

print::Code word_for(State state) {
  switch (state) {
    case State::listed:
      return {code(state), tr_later("listed")};
    case State::applied:
      return {code(state), tr_later("applied")};
    case State::approved:
      return {code(state), tr_later("approved")};
    case State::active:
      return {code(state), tr_later("active")};
    case State::suspended:
      return {code(state), tr_later("suspended")};
    case State::withdrawn:
      break;
  }
  return {code(state), tr_later("withdrawn")};
}

print::Thing thing(const Facility& facility) {
  print::Thing all{{"id", tr("Id"), facility.id},
                   {"state", tr("State"), word_for(facility.state)},
                   {"listed", tr("In the register"), facility.listed()}};
  for (auto& field : listing_of(facility.listing)) all.push_back(std::move(field));
  all.push_back({"delisted_at", tr("Missing from the register since"), facility.delisted_at});
  all.push_back({"kept_reason", tr("Kept because"), some(facility.kept_reason)});
  all.push_back({"unlisted_reason", tr("Added by hand because"), some(facility.unlisted_reason)});
  all.push_back({"account", tr("Account"), account_of(facility)});
  return all;
}

namespace {

/// `facilities` as a table, of which people see the columns `shown`.
print::Table table_of(const std::vector<Facility>& facilities, const std::set<std::string>& shown) {
  print::Table all;
  for (const auto& field : thing({}))
    all.columns.push_back({field.key, field.title, !shown.contains(field.key)});
  for (const auto& facility : facilities) {
    auto& row = all.rows.emplace_back();
    for (auto& field : thing(facility)) row.push_back(std::move(field.value));
  }
  return all;
}

}  // namespace

print::Table table(const std::vector<Facility>& facilities) {
  return table_of(facilities, {"id", "state", "name", "operator", "district"});
}

print::Table delisted(const std::vector<Facility>& facilities) {
  return table_of(facilities, {"id", "state", "name", "delisted_at", "kept_reason"});
}

print::Table contacts(const std::vector<Facility>& facilities) {
  print::Table all{{{"id", tr("Id")},
                    {"state", tr("State")},
                    {"operator", tr("Operator")},
                    {"name", tr("Name")},
                    {"formal_name", tr("Formal name"), true},
                    {"informal_name", tr("Informal name"), true},
                    {"district", tr("District"), true},
                    {"manager", tr("Manager")},
                    {"email", tr("E-mail")},
                    {"phone", tr("Telephone")},
                    {"confirmed_on", tr("Confirmed"), true}},
                   {}};
  for (const auto& facility : facilities) {
    if (!is_live(facility)) continue;
    const auto& listing = facility.listing;
    const auto& account = *facility.account;
    all.rows.push_back({facility.id, word_for(facility.state), listing.operator_name, listing.name,
                        some(account.formal_name), some(account.informal_name), listing.district,
                        account.manager, account.email, some(account.phone), account.confirmed_on});
  }
  return all;
}

print::List event_list(const std::vector<Event>& history) {
  print::List all;
  for (const auto& it : history)
    all.emplace_back(print::Thing{{"at", tr("When"), it.at},
                                  {"who", tr("Who"), some(it.who)},
                                  {"verb", tr("What"), it.verb},
                                  {"reason", tr("Reason"), some(it.reason)}});
  return all;
}

}  // namespace mk::facility
