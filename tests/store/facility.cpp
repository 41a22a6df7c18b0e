#include "lib/base/file.hpp"
#include "lib/facility/actions.hpp"
#include "lib/facility/letters.hpp"
#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/programme/withdraw.hpp"
#include "lib/store/query.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <functional>

using namespace mk;
using facility::State;

namespace {

Instant at(const char* text) { return *parse_instant(text); }

/// An office with a database, a moment and two facilities, F-1 and F-2.
struct Office {
  Scratch scratch;
  store::Database db = scratch.database();
  Settings settings;
  Context context{db, at("2026-09-10T07:00:00Z"), {"ola", ""}, settings};

  Office() {
    settings.language = "en";
    for (const auto* name : {"Klub Wola", "Klub Ochota"})
      facility::add_by_hand(context, {"Fundacja Iskra", name, "Wola", "", "", "", "new"}, {});
  }

  void apply(std::int64_t id, const std::string& email) {
    facility::apply(context, FacilityId{id}, {"Anna Lis", email, "", "", ""});
  }
  void approve(std::int64_t id) {
    const FacilityId ids[] = {FacilityId{id}};
    facility::approve(context, ids);
  }
  /// F-`id`, active.
  void activate(std::int64_t id, const std::string& email) {
    apply(id, email);
    approve(id);
    facility::activate(context, secret("activation", email));
  }
  /// What the last letter of `event` to `to` carries in its link.
  std::string secret(const std::string& event, const std::string& to) {
    const auto body = text(
        "select body as x from mail where event = ? and recipient = ? order by id desc", event, to);
    const auto from = body.find("token=") + 6;
    return body.substr(from, body.find('\n', from) - from);
  }
  template <class... Values>
  std::string text(const char* sql, const Values&... values) {
    return store::one(
               db, [](const store::Row& row) { return row.text("x"); }, sql, values...)
        .value_or("");
  }
  std::int64_t letters(const std::string& event, const std::string& to, const char* state) {
    return store::count(
        db, "select count(*) as n from mail where event = ? and recipient = ? and state = ?", event,
        to, state);
  }
  State state(std::int64_t id) { return facility::show(db, FacilityId{id}).state; }
};

Exit exit_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.exit();
  }
  return Exit::ok;
}

std::string words_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return in_english(error.message());
  }
  return "";
}

}  // namespace

TEST_CASE("a facility applies, is approved and becomes active with its link") {
  Office office;
  office.apply(1, "anna@klub.example");
  CHECK(office.state(1) == State::applied);
  CHECK(office.letters("application-received", "anna@klub.example", "queued") == 1);
  office.approve(1);
  CHECK(office.state(1) == State::approved);
  const auto secret = office.secret("activation", "anna@klub.example");
  CHECK(facility::activate(office.context, secret).id == FacilityId{1});
  CHECK(office.state(1) == State::active);
  CHECK(exit_of([&] { facility::activate(office.context, secret); }) == Exit::refused);
  CHECK(facility::breaches(office.db).empty());
}

TEST_CASE("the first letter carries the information notice") {
  Office office;
  office.settings.privacy_notice = office.scratch.file("notice.md");
  write_file(office.settings.privacy_notice, "Who answers for your data\n");
  office.apply(1, "anna@klub.example");
  CHECK(office.text("select body as x from mail").find("Who answers for your data") !=
        std::string::npos);
}

TEST_CASE("an address has one live account, whatever its case") {
  Office office;
  office.apply(1, "anna@klub.example");
  CHECK(words_of([&] { office.apply(2, "ANNA@klub.example"); }) ==
        "ANNA@klub.example is already the address of F-1, “Klub Wola”; each account needs one of "
        "its own");
  CHECK(office.state(2) == State::listed);
  facility::reject(office.context, FacilityId{1}, "wrong club");
  office.apply(2, "ANNA@klub.example");
  CHECK(office.state(2) == State::applied);
}

TEST_CASE("the database itself refuses a second live account with an address") {
  Office office;
  office.apply(1, "anna@klub.example");
  CHECK(exit_of([&] {
          store::change(office.db,
                        "insert into account (facility, manager, email, applied_at) "
                        "values (2, 'Jan', 'Anna@klub.example', '2026-09-10T07:00:00Z')");
        }) != Exit::ok);
}

TEST_CASE("approving several is all of them or none") {
  Office office;
  office.apply(1, "anna@klub.example");
  const FacilityId ids[] = {FacilityId{1}, FacilityId{2}};
  CHECK(exit_of([&] { facility::approve(office.context, ids); }) == Exit::refused);
  CHECK(office.state(1) == State::applied);
  CHECK(office.letters("activation", "anna@klub.example", "queued") == 0);
}

TEST_CASE("a rejected facility is free again and may apply again, with letters of its own") {
  Office office;
  office.apply(1, "anna@klub.example");
  facility::reject(office.context, FacilityId{1}, "no agreement");
  CHECK_FALSE(facility::show(office.db, FacilityId{1}).account);
  CHECK(office.letters("application-rejected", "anna@klub.example", "queued") == 1);
  office.apply(1, "anna@klub.example");
  CHECK(office.letters("application-received", "anna@klub.example", "queued") == 2);
}

TEST_CASE("a newer link ends the one before, and only a digest of either is kept") {
  Office office;
  office.apply(1, "anna@klub.example");
  office.approve(1);
  const auto first = office.secret("activation", "anna@klub.example");
  facility::resend(office.context, FacilityId{1});
  CHECK(exit_of([&] { facility::activate(office.context, first); }) == Exit::refused);
  const auto second = office.secret("new-link", "anna@klub.example");
  CHECK(store::count(office.db, "select count(*) as n from token where hash in (?, ?)", first,
                     second) == 0);
  CHECK(facility::activate(office.context, second).id == FacilityId{1});
}

TEST_CASE("a link lives seven days") {
  Office office;
  office.apply(1, "anna@klub.example");
  office.approve(1);
  const auto secret = office.secret("activation", "anna@klub.example");
  office.context.now = at("2026-09-17T07:00:00Z");
  CHECK(exit_of([&] { facility::activate(office.context, secret); }) == Exit::refused);
  office.context.now = at("2026-09-17T06:59:59Z");
  const auto link = "https://localhost/activate?token=" + secret + "\n";
  CHECK(exit_of([&] { facility::activate(office.context, link); }) == Exit::ok);
}

TEST_CASE("without a page the letter carries a code, which works however it is typed") {
  Office office;
  office.settings.programme.base_url = "";
  office.apply(1, "anna@klub.example");
  office.approve(1);
  const auto body = office.text("select body as x from mail where event = 'activation'");
  CHECK(body.find("http") == std::string::npos);
  auto code = office.text("select secret as x from mail where event = 'activation'");
  CHECK(body.find(code) != std::string::npos);
  for (auto& c : code) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  CHECK(facility::activate(office.context, code + "\n").id == FacilityId{1});
}

TEST_CASE("an approved facility with another address gets a link there, and the old one is dead") {
  Office office;
  office.apply(1, "anna@klub.example");
  office.approve(1);
  const auto old = office.secret("activation", "anna@klub.example");
  facility::Changes changes;
  changes.email = "ewa@klub.example";
  facility::edit(office.context, FacilityId{1}, changes);
  CHECK(office.letters("activation", "anna@klub.example", "cancelled") == 1);
  CHECK(office.letters("application-received", "ewa@klub.example", "queued") == 1);
  CHECK(exit_of([&] { facility::activate(office.context, old); }) == Exit::refused);
  const auto fresh = office.secret("activation", "ewa@klub.example");
  CHECK(facility::activate(office.context, fresh).id == FacilityId{1});
}

TEST_CASE("another address on an active account is a new head's") {
  Office office;
  office.activate(1, "anna@klub.example");
  store::change(office.db, "update account set password = 'hash'");
  facility::Changes changes;
  changes.email = "ewa@klub.example";
  facility::edit(office.context, FacilityId{1}, changes);
  CHECK(office.text("select coalesce(password, 'none') as x from account") == "none");
  CHECK(office.letters("address-changed", "anna@klub.example", "queued") == 1);
  CHECK(office.letters("password-reset", "ewa@klub.example", "queued") == 1);
  CHECK(office.state(1) == State::active);
}

TEST_CASE("an address in another case is no new head") {
  Office office;
  office.activate(1, "anna@klub.example");
  facility::Changes changes;
  changes.email = "Anna@Klub.example";
  facility::edit(office.context, FacilityId{1}, changes);
  CHECK(facility::show(office.db, FacilityId{1}).address() == "Anna@Klub.example");
  CHECK(office.letters("address-changed", "anna@klub.example", "queued") == 0);
}

TEST_CASE("a register value never changes with the account, nor the account with it") {
  Office office;
  office.activate(1, "anna@klub.example");
  store::change(office.db, "update facility set manager = 'Jan Sroka', phone = '+48225550099'");
  facility::Changes changes;
  changes.phone = "22 555 00 10";
  facility::edit(office.context, FacilityId{1}, changes);
  const auto facility = facility::show(office.db, FacilityId{1});
  CHECK(facility.listing.phone == "+48225550099");
  CHECK(facility.account->phone == "+48225550010");
  CHECK(facility.account->manager == "Anna Lis");
}

TEST_CASE("a logo is kept byte for byte, and the change log has its digest alone") {
  Office office;
  office.activate(1, "anna@klub.example");
  facility::Changes changes;
  changes.logo = std::string{"\x89PNG\r\n\x1a\n\0\0x", 11};
  facility::edit(office.context, FacilityId{1}, changes);
  CHECK(office.text("select hex(bytes) as x from logo") == "89504E470D0A1A0A000078");
  CHECK(facility::show(office.db, FacilityId{1}).account->logo);
  CHECK(store::count(office.db, "select count(*) as n from change where instr(after, 'PNG')") == 0);
}

TEST_CASE("suspending ends links, and resuming gives a fresh one and the full time again") {
  Office office;
  office.apply(1, "anna@klub.example");
  office.approve(1);
  const auto old = office.secret("activation", "anna@klub.example");
  const FacilityId ids[] = {FacilityId{1}};
  facility::suspend(office.context, ids, "repairs");
  CHECK(exit_of([&] { facility::activate(office.context, old); }) == Exit::refused);
  office.context.now = at("2026-11-20T07:00:00Z");
  CHECK(facility::lapse_applications(office.context) == 0);
  facility::resume(office.context, ids);
  CHECK(office.state(1) == State::approved);
  CHECK(facility::lapse_applications(office.context) == 0);
  CHECK(office.letters("new-link", "anna@klub.example", "queued") == 1);
  CHECK(facility::breaches(office.db).empty());
}

TEST_CASE("an activation is reminded of once, and lapses after thirty days") {
  Office office;
  office.apply(1, "anna@klub.example");
  office.approve(1);
  CHECK(facility::remind_activation(office.context) == 0);
  office.context.now = at("2026-09-25T05:00:00Z");
  CHECK(facility::remind_activation(office.context) == 1);
  CHECK(facility::remind_activation(office.context) == 0);
  office.context.now = at("2026-10-10T05:00:00Z");
  CHECK(facility::lapse_applications(office.context) == 1);
  CHECK(facility::lapse_applications(office.context) == 0);
  CHECK(office.state(1) == State::listed);
  CHECK(office.letters("activation-reminder", "anna@klub.example", "cancelled") == 1);
  CHECK(office.letters("application-lapsed", "anna@klub.example", "queued") == 1);
  office.apply(2, "anna@klub.example");
  CHECK(facility::breaches(office.db).empty());
}

TEST_CASE("the reminder's link works although the first one has expired") {
  Office office;
  office.apply(1, "anna@klub.example");
  office.approve(1);
  office.context.now = at("2026-09-25T05:00:00Z");
  facility::remind_activation(office.context);
  const auto fresh = office.secret("activation-reminder", "anna@klub.example");
  CHECK(facility::activate(office.context, fresh).id == FacilityId{1});
}

TEST_CASE("a withdrawn facility loses its links and queued letters and may apply again") {
  Office office;
  office.apply(1, "anna@klub.example");
  office.approve(1);
  const auto old = office.secret("activation", "anna@klub.example");
  const FacilityId ids[] = {FacilityId{1}};
  programme::withdraw(office.context, ids, "closed");
  CHECK(office.state(1) == State::withdrawn);
  CHECK(exit_of([&] { facility::activate(office.context, old); }) == Exit::refused);
  CHECK(office.letters("activation", "anna@klub.example", "cancelled") == 1);
  CHECK(office.letters("withdrawn", "anna@klub.example", "queued") == 1);
  office.apply(1, "anna@klub.example");
  CHECK(office.state(1) == State::applied);
  CHECK(facility::breaches(office.db).empty());
}

TEST_CASE("a preview tells what withdrawing ends and keeps nothing") {
  Office office;
  office.apply(1, "anna@klub.example");
  office.approve(1);
  const FacilityId ids[] = {FacilityId{1}};
  CHECK(programme::preview_withdrawal(office.context, ids, "closed").letters == 2);
  CHECK(office.state(1) == State::approved);
  CHECK(office.letters("withdrawn", "anna@klub.example", "queued") == 0);
}

TEST_CASE("a facility is added by hand once") {
  Office office;
  CHECK(words_of([&] {
          facility::add_by_hand(office.context,
                                {"fundacja ISKRA", "klub wola", "Wola", "", "", "", "again"}, {});
        }) == "F-1 has this operator, name and street already");
}

TEST_CASE("a list finds by district, operator and any part of a name, without Polish letters") {
  Office office;
  facility::add_by_hand(
      office.context, {"Stowarzyszenie Łódka", "Świetlica Żuk", "Żoliborz", "", "", "", "new"}, {});
  facility::Filter filter;
  filter.district = "zoliborz";
  CHECK(facility::list(office.db, filter).size() == 1);
  filter = {};
  filter.operator_name = "lodka";
  CHECK(facility::list(office.db, filter).size() == 1);
  filter = {};
  filter.search = "KLUB";
  CHECK(facility::list(office.db, filter).size() == 2);
  filter.state = State::active;
  CHECK(facility::list(office.db, filter).empty());
}

TEST_CASE("the history of a facility tells who did what and why") {
  Office office;
  office.apply(1, "anna@klub.example");
  facility::reject(office.context, FacilityId{1}, "wrong club");
  const auto events = facility::history(office.db, FacilityId{1});
  REQUIRE(events.size() == 3);
  CHECK(events.back().verb == "facility reject");
  CHECK(events.back().reason == "wrong club");
  CHECK(events.back().who == "ola");
}

TEST_CASE("letters follow their facility when two of them change addresses") {
  Office office;
  auto& db = office.db;
  for (const std::int64_t id : {1, 2})
    facility::apply(office.context, FacilityId{id},
                    {"Anna Lis", "klub" + std::to_string(id) + "@iskra.example", "", "", ""});
  store::together(db, office.context.deed("test"), [&](auto&) {
    for (const std::int64_t id : {1, 2}) {
      auto letter = facility::letter_to(facility::records::facility(db, FacilityId{id}),
                                        "announcement", FacilityId{id}.text() + "/x");
      letter.words["topic"] = just(letter.facility.value());
      letter.words["message"] = just("x");
      mail::queue(office.context, letter);
    }
  });
  const auto move = [&](std::int64_t id, const char* to) {
    facility::Changes changes;
    changes.email = to;
    facility::edit(office.context, FacilityId{id}, changes);
  };
  move(1, "tmp@iskra.example");
  move(2, "klub1@iskra.example");
  move(1, "klub2@iskra.example");
  const auto waiting = store::all(
      db, [](const store::Row& row) { return row.text("recipient") + " " + row.text("subject"); },
      "select recipient, subject from mail where event = 'announcement' and state = 'queued'"
      " order by recipient");
  CHECK(waiting == std::vector<std::string>{"klub1@iskra.example F-2", "klub2@iskra.example F-1"});
}
