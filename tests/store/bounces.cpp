#include "lib/mail/bounces.hpp"

#include "lib/base/error.hpp"
#include "lib/facility/actions.hpp"
#include "lib/mail/actions.hpp"
#include "lib/mail/deliver.hpp"
#include "lib/mail/records.hpp"
#include "lib/store/query.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <new>

using namespace mk;
using mail::Severity;
using std::chrono::days;

namespace {

const Instant noon = *parse_instant("2026-09-10T10:00:00Z");
const std::string anna = "anna@klub.example";

/// An outbox at a moment that a test may move.
struct Office {
  Scratch scratch;
  store::Database db = scratch.database();
  Settings settings;
  Context context{db, noon, {"ola", ""}, settings};
  int queued = 0;
  int reports = 0;

  LetterId queue(const std::string& to = anna, const std::string& secret = {}) {
    mail::Letter letter;
    letter.to = to;
    letter.event = "test";
    letter.occurrence = std::to_string(++queued);
    letter.secret = secret;
    return *store::together(db, context.deed("test"),
                            [&](auto&) { return mail::queue(context, letter); });
  }
  void deliver(const mail::HandOver& way) {
    mail::deliver(context, {way}, [this] { return context.now; });
  }
  void send() {
    deliver([](const auto&) { return mail::Answer{}; });
  }
  LetterId sent(const std::string& to = anna) {
    const auto id = queue(to);
    send();
    return id;
  }
  mail::State state(LetterId id) { return mail::records::letter(db, id).state; }

  /// The report that the letter `id` ended with `status`, as a server would write it now.
  mail::DeliveryReport report(LetterId id, const std::string& status) {
    const auto letter = mail::records::letter(db, id);
    return {"report-" + std::to_string(++reports),
            letter.message_id,
            {{letter.to, "", "failed", status, "because"}}};
  }
  std::optional<mail::Bounce> note(LetterId id, const std::string& status) {
    return mail::note_bounce(context, report(id, status));
  }
  bool held() { return mail::is_held(db, anna); }
};

Exit exit_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.exit();
  }
  return Exit::ok;
}

}  // namespace

TEST_CASE("a hard report puts its address on hold at once, with all that waits for it") {
  Office office;
  const auto id = office.sent();
  const auto waiting = office.queue();
  const auto other = office.queue("ewa@klub.example");
  const auto bounce = office.note(id, "5.1.1");
  REQUIRE(bounce);
  CHECK(bounce->letter == id);
  CHECK(bounce->address == anna);
  CHECK(bounce->severity == Severity::hard);
  CHECK(bounce->held);
  CHECK_FALSE(bounce->known);
  CHECK(office.state(waiting) == mail::State::held);
  CHECK(office.state(other) == mail::State::queued);
  CHECK(office.state(office.queue("Anna@Klub.example")) == mail::State::held);
}

TEST_CASE("what is held does not go, nor what comes back into the queue meanwhile") {
  Office office;
  const auto id = office.sent();
  const auto tried = office.queue();
  store::change(office.db, "update mail set state = 'sending', leased_until = ? where id = ?",
                office.context.now, tried);
  office.note(id, "5.1.1");
  office.send();
  CHECK(office.state(tried) == mail::State::sending);
  mail::records::put_back(office.db, mail::records::letter(office.db, tried), 0);
  office.send();
  CHECK(office.state(tried) == mail::State::queued);
  mail::hold_what_waits(office.context);
  CHECK(office.state(tried) == mail::State::held);
}

TEST_CASE("a report is noted once, however often it is read") {
  Office office;
  const auto report = office.report(office.sent(), "5.1.1");
  CHECK_FALSE(mail::is_noted(office.db, report.id));
  CHECK(mail::note_bounce(office.context, report)->held);
  CHECK(mail::is_noted(office.db, report.id));
  mail::release(office.context, anna);
  const auto again = mail::note_bounce(office.context, report);
  REQUIRE(again);
  CHECK(again->known);
  CHECK_FALSE(again->held);
  CHECK_FALSE(office.held());
}

TEST_CASE("three soft reports on three days put an address on hold, two do not") {
  Office office;
  const auto id = office.sent();
  for (int day = 0; day < 3; ++day) {
    CHECK_FALSE(office.held());
    office.note(id, "4.2.2");
    office.note(id, "4.2.2");
    office.context.now += days{1};
  }
  CHECK(office.held());
  CHECK(mail::held(office.db).at(0).cause == Severity::soft);
}

TEST_CASE("soft reports count for thirty days") {
  for (const int apart : {30, 31}) {
    Office office;
    const auto id = office.sent();
    office.note(id, "4.2.2");
    office.context.now = noon + days{1};
    office.note(id, "4.2.2");
    office.context.now = noon + days{apart};
    office.note(id, "4.2.2");
    CHECK(office.held() == (apart == 30));
  }
}

TEST_CASE("a later letter forgives soft reports unless it comes back itself") {
  for (const bool comes_back : {false, true}) {
    Office office;
    const auto first = office.sent();
    office.note(first, "4.2.2");
    office.context.now += days{1};
    office.note(first, "4.2.2");
    office.context.now += days{1};
    const auto later = office.sent();
    office.context.now += days{1};
    office.note(comes_back ? later : first, "4.2.2");
    CHECK(office.held() == comes_back);
  }
}

TEST_CASE("a report about no letter of ours, or another recipient, is none of our business") {
  Office office;
  const auto id = office.sent();
  auto report = office.report(id, "5.1.1");
  report.about = "<other@klub.example>";
  CHECK_FALSE(mail::note_bounce(office.context, report));
  report = office.report(id, "5.1.1");
  report.outcomes.at(0).address = "ewa@klub.example";
  CHECK_FALSE(mail::note_bounce(office.context, report));
  report = office.report(id, "5.1.1");
  report.outcomes.at(0).action = "delivered";
  CHECK_FALSE(mail::note_bounce(office.context, report));
  CHECK(mail::held(office.db).empty());
  CHECK(store::count(office.db, "select count(*) as n from bounce") == 0);
}

TEST_CASE("of several outcomes for one recipient the worst counts") {
  Office office;
  auto report = office.report(office.sent(), "4.2.2");
  report.outcomes.push_back({anna, "", "failed", "5.1.1", "gone"});
  report.outcomes.push_back({anna, "", "delayed", "4.4.1", "slow"});
  const auto bounce = mail::note_bounce(office.context, report);
  CHECK(bounce->severity == Severity::hard);
  CHECK(bounce->said == "gone");
}

TEST_CASE("releasing puts letters back into the queue, but for links that are dead by now") {
  Office office;
  office.note(office.sent(), "5.1.1");
  CHECK(mail::release(office.context, anna).without_link.empty());
  office.note(office.sent(), "5.1.1");
  const auto plain = office.queue();
  const auto expired = office.queue(anna, "s3cret");
  office.context.now += days{6};
  const auto older = office.queue(anna, "s3cret");
  const auto newest = office.queue(anna, "s3cret");
  office.context.now += days{1};
  const auto released = mail::release(office.context, "ANNA@klub.example");
  CHECK(released.address == anna);
  CHECK(released.queued == std::vector{plain, newest});
  CHECK(released.cancelled == std::vector{expired, older});
  CHECK(office.state(plain) == mail::State::queued);
  CHECK(office.state(newest) == mail::State::queued);
  CHECK(office.state(expired) == mail::State::cancelled);
  CHECK(office.state(older) == mail::State::cancelled);
  office.send();
  CHECK(office.state(plain) == mail::State::sent);
}

TEST_CASE("releasing an address lets no letter go that is held for another reason") {
  Office office;
  office.note(office.sent(), "5.1.1");
  mail::release(office.context, anna);
  const auto deadly = office.queue();
  for (int run = 0; run < 3; ++run)
    CHECK_THROWS(office.deliver([](const auto&) -> mail::Answer { throw std::bad_alloc{}; }));
  office.send();
  CHECK(office.state(deadly) == mail::State::held);
  office.note({1}, "5.1.1");
  const auto plain = office.queue();
  CHECK(mail::release(office.context, anna).queued == std::vector{plain});
  CHECK(office.state(deadly) == mail::State::held);
}

TEST_CASE("releasing forgives what came back so far") {
  Office office;
  const auto id = office.sent();
  for (int day = 0; day < 3; ++day, office.context.now += days{1}) office.note(id, "4.2.2");
  mail::release(office.context, anna);
  for (int day = 0; day < 2; ++day, office.context.now += days{1}) office.note(id, "4.2.2");
  CHECK_FALSE(office.held());
  office.note(id, "4.2.2");
  CHECK(office.held());
}

TEST_CASE("only an address on hold can be released") {
  Office office;
  CHECK(exit_of([&] { mail::release(office.context, "nobody"); }) == Exit::usage);
  CHECK(exit_of([&] { mail::release(office.context, anna); }) == Exit::refused);
}

TEST_CASE("a letter that waits for an address on hold is not tried again by hand") {
  Office office;
  office.note(office.sent(), "5.1.1");
  const auto id = office.queue();
  CHECK(exit_of([&] { mail::retry(office.context, {id}); }) == Exit::refused);
  mail::release(office.context, anna);
  CHECK(exit_of([&] { mail::retry(office.context, {id}); }) == Exit::ok);
}

TEST_CASE("a corrected address takes the letters of its facility along and ends the hold") {
  Office office;
  const FacilityId one{1};
  facility::add_by_hand(office.context, {"Fundacja Iskra", "Klub", "Wola", "", "", "", "new"}, {});
  facility::apply(office.context, one, {"Anna Lis", anna, "", "", ""});
  office.send();
  office.note({1}, "5.1.1");
  const FacilityId ids[] = {one};
  facility::approve(office.context, ids);
  CHECK(mail::held(office.db).at(0).letters == 1);
  facility::Changes changes;
  changes.email = "anna.lis@klub.example";
  SUBCASE("alone there") { facility::edit(office.context, one, changes); }
  SUBCASE("with a letter of others, which keeps waiting") {
    const auto other = office.queue();
    facility::edit(office.context, one, changes);
    CHECK(office.state(other) == mail::State::held);
    CHECK(office.held());
    mail::release(office.context, anna);
  }
  CHECK_FALSE(office.held());
  CHECK(store::count(office.db,
                     "select count(*) as n from mail"
                     " where recipient = 'anna.lis@klub.example' and state = 'queued'") == 1);
  CHECK(store::count(office.db, "select count(*) as n from mail where state = 'held'") == 0);
}
