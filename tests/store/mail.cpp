#include "lib/base/error.hpp"
#include "lib/mail/actions.hpp"
#include "lib/mail/deliver.hpp"
#include "lib/mail/records.hpp"
#include "lib/mail/rules.hpp"
#include "lib/store/jobs.hpp"
#include "lib/store/query.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>

using namespace mk;
using namespace std::chrono_literals;
using mail::Answer;

namespace {

const Instant noon = *parse_instant("2026-09-10T10:00:00Z");

/// A database with an outbox, at a moment that a test may move.
struct Office {
  Scratch scratch;
  std::string file = scratch.file("mk.db");
  store::Database db = made(file);
  Settings settings;
  Context context{db, noon, {"ola", ""}, settings};

  static store::Database made(const std::string& file) {
    store::make(file, noon);
    return store::open(file);
  }

  std::optional<LetterId> queue(const std::string& to, const std::string& occurrence = "1",
                                const std::string& secret = {}) {
    mail::Letter letter;
    letter.to = to;
    letter.event = "test";
    letter.occurrence = occurrence;
    letter.secret = secret;
    return store::together(db, context.deed("test"),
                           [&](auto&) { return mail::queue(context, letter); });
  }

  mail::Delivered send(const mail::HandOver& hand_over, std::int64_t limit = 1000) {
    return mail::deliver(context, {hand_over}, [this] { return context.now; }, {.letters = limit});
  }
  mail::Delivered send(Answer::Kind kind) {
    return send([kind](const auto&) { return Answer{kind, "because"}; });
  }

  mail::Outgoing letter(LetterId id) { return mail::records::letter(db, id); }
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

TEST_CASE("a letter is queued once for one address, event and occurrence") {
  Office office;
  CHECK(office.queue("ada@klub.example") == LetterId{1});
  CHECK_FALSE(office.queue("ada@klub.example"));
  CHECK(office.queue("ada@klub.example", "2") == LetterId{2});
  CHECK(office.queue("ewa@klub.example") == LetterId{3});
  CHECK(mail::counts(office.context).queued == 3);
}

TEST_CASE("of many letters one to what is no address is given up at once, and stops no other") {
  Office office;
  mail::Letter wrong;
  wrong.to = "ada@klub";
  wrong.event = "test";
  wrong.secret = "s3cret";
  const auto queue = [&] {
    return store::together(office.db, office.context.deed("test"),
                           [&](auto&) { return mail::queue_or_give_up(office.context, wrong); });
  };
  const auto letter = office.letter(*queue());
  CHECK(letter.state == mail::State::failed);
  CHECK(letter.last_error.find("ada@klub") != std::string::npos);
  CHECK(letter.secret == "");
  CHECK_FALSE(queue());
  wrong.to = "ewa@klub.example";
  CHECK(queue());
  CHECK(office.send(Answer::Kind::taken).sent == 1);
}

TEST_CASE("a letter is fixed when it is queued") {
  Office office;
  const auto id = *office.queue("ada@klub.example");
  const auto before = office.letter(id);
  office.settings.programme.name = "Inny program";
  CHECK(office.letter(id).body == before.body);
  CHECK(office.letter(id).html == before.html);
  CHECK(before.html.find("<h1>List próbny programu Miasto Korzyści</h1>") != std::string::npos);
  CHECK(before.subject == "List próbny programu Miasto Korzyści");
  CHECK(before.message_id.ends_with("@localhost>"));
  CHECK(before.queued_at == noon);
}

TEST_CASE("nothing is queued to what is no address") {
  Office office;
  CHECK(exit_of([&] { office.queue("ada@klub.example\r\nBcc: x@y.example"); }) == Exit::refused);
  CHECK(mail::counts(office.context).queued == 0);
}

TEST_CASE("a letter is sent once, and its link is blanked with that") {
  Office office;
  const auto id = *office.queue("ada@klub.example", "1", "Miasto Korzyści");
  CHECK(mail::show(office.context, id).body.find("Miasto Korzyści") == std::string::npos);
  std::vector<std::string> bodies;
  const auto take = [&](const mail::Outgoing& letter) {
    bodies.push_back(letter.body);
    return Answer{};
  };
  CHECK(office.send(take).sent == 1);
  CHECK(office.send(take).sent == 0);
  REQUIRE(bodies.size() == 1);
  CHECK(bodies[0].find("Miasto Korzyści") != std::string::npos);
  const auto sent = office.letter(id);
  CHECK(sent.state == mail::State::sent);
  CHECK(sent.sent_at == noon);
  CHECK(sent.secret == "");
  CHECK(sent.body.find("Miasto Korzyści") == std::string::npos);
  CHECK(sent.body.find(mail::mask) != std::string::npos);
}

TEST_CASE("a link is masked in the page as it stands there, and blanked once it is of no use") {
  Office office;
  office.settings.programme.name = "A&B's <programme>";
  const std::string escaped = "A&amp;B&#39;s &lt;programme&gt;";
  const std::string link = "A&B's";
  const auto sent = *office.queue("ada@klub.example", "1", link);
  const auto failed = *office.queue("ewa@klub.example", "1", link);
  const auto cancelled = *office.queue("iza@klub.example", "1", link);
  CHECK(office.letter(sent).html.find(escaped) != std::string::npos);
  const auto hidden = [](const mail::Outgoing& letter) {
    return letter.html.find("&amp;") == std::string::npos &&
           letter.html.find("<p>******** &lt;programme&gt;</p>") != std::string::npos &&
           letter.body.find("A&B") == std::string::npos;
  };
  CHECK(hidden(mail::show(office.context, sent)));
  mail::cancel(office.context, {cancelled});
  office.send([](const mail::Outgoing& letter) {
    return letter.to[0] == 'e' ? Answer{Answer::Kind::never, "no"} : Answer{};
  });
  for (const auto id : {sent, failed, cancelled}) CHECK(hidden(office.letter(id)));
}

TEST_CASE("a letter whose words are not its event's is a fault of ours and is not queued") {
  Office office;
  mail::Letter letter;
  letter.to = "ada@klub.example";
  letter.event = "test";
  letter.words = {{"stranger", just("x")}};
  CHECK(exit_of([&] { mail::draft(office.context, letter); }) == Exit::bug);
}

TEST_CASE("letters go in the order they became due, and no more than the limit") {
  Office office;
  for (const auto* const who : {"a", "b", "c"}) office.queue(std::string{who} + "@klub.example");
  std::vector<std::string> reached;
  const auto take = [&](const mail::Outgoing& letter) {
    reached.push_back(letter.to);
    return Answer{};
  };
  CHECK(office.send(take, 2).sent == 2);
  CHECK(reached == std::vector<std::string>{"a@klub.example", "b@klub.example"});
  CHECK(office.send(take, 2).sent == 1);
}

TEST_CASE("one bad letter stops no other") {
  Office office;
  for (const auto* const who : {"a", "b", "c"}) office.queue(std::string{who} + "@klub.example");
  const auto done = office.send([](const mail::Outgoing& letter) {
    return letter.to[0] == 'b' ? Answer{Answer::Kind::never, "550 no such\r\nuser"} : Answer{};
  });
  CHECK(done.sent == 2);
  REQUIRE(done.failed.size() == 1);
  CHECK(done.failed[0].why == "550 no such user");
  const auto failed = office.letter({2});
  CHECK(failed.state == mail::State::failed);
  CHECK(failed.last_error == "550 no such user");
}

TEST_CASE("a letter that must wait is tried again, and given up five days after the first try") {
  Office office;
  const auto id = *office.queue("ada@klub.example");
  office.context.now += 24h;  // The first try counts, not the day it was queued.
  const auto first = office.context.now;
  CHECK(office.send(Answer::Kind::later).postponed.size() == 1);
  CHECK(office.letter(id).due_at == first + 5min);
  CHECK(office.letter(id).state == mail::State::queued);
  office.context.now = first + 5min - 1s;
  CHECK(office.send(Answer::Kind::later).tried() == 0);
  office.context.now = first + 5min;
  CHECK(office.send(Answer::Kind::later).postponed.size() == 1);
  CHECK(office.letter(id).due_at == first + 15min);
  office.context.now = first + 5 * 24h;
  CHECK(office.send(Answer::Kind::later).failed.size() == 1);
  CHECK(office.letter(id).state == mail::State::failed);
  CHECK(office.letter(id).attempts == 3);
}

TEST_CASE("a missing server ends the run and no letter is to blame") {
  Office office;
  for (const auto* const who : {"a", "b", "c"}) office.queue(std::string{who} + "@klub.example");
  int asked = 0;
  const auto done = office.send([&](const auto&) {
    ++asked;
    return Answer{Answer::Kind::no_server, "connection refused"};
  });
  CHECK(asked == 1);
  CHECK(done.no_server == "connection refused");
  CHECK(mail::counts(office.context).queued == 3);
  CHECK(office.letter({1}).attempts == 0);
  CHECK(office.letter({1}).due_at == noon);
}

TEST_CASE("a full disk ends the run, and the letters it took wait as before") {
  Office office;
  for (const auto* const who : {"a", "b"}) office.queue(std::string{who} + "@klub.example");
  const auto full = [](const auto&) -> Answer { throw Error{Exit::storage, msg("disk full")}; };
  CHECK(exit_of([&] { office.send(full); }) == Exit::storage);
  CHECK(mail::counts(office.context).queued == 2);
  CHECK(office.send(Answer::Kind::taken).sent == 2);
}

TEST_CASE("a letter that a run took is nobody else's until its lease ends") {
  Office office;
  office.queue("ada@klub.example");
  auto other = store::open(office.file);
  const Context beside{other, noon, {"ewa", ""}, office.settings};
  const auto take = [](const auto&) { return Answer{}; };
  std::int64_t sent_beside = 0;
  office.send([&](const auto&) {
    sent_beside += mail::deliver(beside, {take}, [] { return noon + mail::lease - 1s; }).sent;
    return Answer{Answer::Kind::later, "busy"};
  });
  CHECK(sent_beside == 0);
}

TEST_CASE("a letter whose run died is sent after its lease") {
  Office office;
  const auto id = *office.queue("ada@klub.example");
  store::together(office.db, office.context.deed("test"),
                  [&](auto& db) { mail::records::claim(db, noon, noon + mail::lease, 1); });
  CHECK(office.letter(id).state == mail::State::sending);
  CHECK(exit_of([&] { mail::cancel(office.context, {id}); }) == Exit::refused);
  CHECK(office.send(Answer::Kind::taken).sent == 0);
  office.context.now += mail::lease;
  CHECK(office.send(Answer::Kind::taken).sent == 1);
}

TEST_CASE("a run whose lease gets short takes its letters anew") {
  Office office;
  for (const auto* const who : {"a", "b"}) office.queue(std::string{who} + "@klub.example");
  auto moment = noon;
  const auto slow = [&](const auto&) {
    moment += 9min;
    return Answer{};
  };
  CHECK(mail::deliver(office.context, {slow}, [&] { return moment; }).sent == 2);
}

TEST_CASE("several ways send each letter once, all of them, one letter a way at a time") {
  Office office;
  for (int i = 0; i < 250; ++i) office.queue("a" + std::to_string(i) + "@klub.example");
  std::array<std::vector<std::int64_t>, 4> taken;
  std::vector<mail::HandOver> ways;
  for (auto& by : taken)
    ways.push_back([&by](const mail::Outgoing& letter) {
      by.push_back(letter.id.value);
      return Answer{};
    });
  CHECK(mail::deliver(office.context, ways, [] { return noon; }).sent == 250);
  std::vector<std::int64_t> all;
  for (const auto& by : taken) all.insert(all.end(), by.begin(), by.end());
  std::ranges::sort(all);
  CHECK(all.size() == 250);
  CHECK(std::ranges::adjacent_find(all) == all.end());
  CHECK(mail::counts(office.context).sent == 250);
}

TEST_CASE("a letter is written down as sent before the same way gets another") {
  Office office;
  for (int i = 0; i < 30; ++i) office.queue("a" + std::to_string(i) + "@klub.example");
  std::array<std::int64_t, 3> given{};
  std::atomic<int> early = 0;
  std::vector<mail::HandOver> ways;
  for (auto& last : given)
    ways.push_back([&, other = std::make_shared<store::Database>(store::open(office.file))](
                       const mail::Outgoing& letter) {
      if (last != 0 && mail::records::letter(*other, {last}).state != mail::State::sent) ++early;
      last = letter.id.value;
      return Answer{};
    });
  CHECK(mail::deliver(office.context, ways, [] { return noon; }).sent == 30);
  CHECK(early == 0);
}

TEST_CASE("a way that is lost three times in a row gets no more, and the others go on") {
  Office office;
  for (int i = 0; i < 20; ++i) office.queue("a" + std::to_string(i) + "@klub.example");
  int lost = 0;
  const auto good = [](const auto&) { return Answer{}; };
  const auto bad = [&](const auto&) {
    ++lost;
    return Answer{Answer::Kind::lost, "421 too many"};
  };
  const auto done = mail::deliver(office.context, {good, bad}, [] { return noon; });
  CHECK(done.sent == 20);
  CHECK(done.no_server.empty());
  CHECK(lost <= mail::most_lost);
  for (int i = 1; i <= 20; ++i) CHECK(office.letter({i}).attempts == 1);
}

TEST_CASE("a server that was lost is asked again twice, and no letter is to blame") {
  Office office;
  office.queue("ada@klub.example");
  int asked = 0;
  const auto done = office.send([&](const auto&) {
    ++asked;
    return Answer{Answer::Kind::lost, "421 too many"};
  });
  CHECK(asked == mail::most_lost);
  CHECK(done.no_server == "421 too many");
  CHECK(office.letter({1}).attempts == 0);
  CHECK(office.letter({1}).state == mail::State::queued);
}

TEST_CASE("a server that puts us off three times in a row ends the run, and these letters wait") {
  Office office;
  for (int i = 0; i < 5; ++i) office.queue("a" + std::to_string(i) + "@klub.example");
  const auto done = office.send(Answer::Kind::not_now);
  CHECK(done.postponed.size() == 3);
  CHECK(done.no_server == "because");
  CHECK(office.letter({3}).due_at == noon + 5min);
  CHECK(office.letter({4}).attempts == 0);
}

TEST_CASE("a refusal is heard once, whatever the number of ways") {
  Office office;
  for (int i = 0; i < 9; ++i) office.queue("a" + std::to_string(i) + "@klub.example");
  std::atomic<int> asked = 0;
  const mail::HandOver refused = [&](const auto&) {
    ++asked;
    return Answer{Answer::Kind::no_server, "535 wrong password"};
  };
  const auto done = mail::deliver(office.context, std::vector(5, refused), [] { return noon; });
  CHECK(asked == 1);
  CHECK(done.no_server == "535 wrong password");
  CHECK(mail::counts(office.context).queued == 9);
}

TEST_CASE("a letter that runs never came back from goes last, and is held after the third") {
  Office office;
  for (const auto* const who : {"a", "b"}) office.queue(std::string{who} + "@klub.example");
  for (int run = 0; run < 3; ++run) {
    store::together(office.db, office.context.deed("test"), [&](auto& db) {
      const auto now = office.context.now;
      const auto taken = run == 0 ? mail::records::claim(db, now, now + mail::lease, 1)
                                  : mail::records::claim_crashed(db, now, now + mail::lease);
      CHECK(mail::records::begin(db, taken.at(0)));
    });
    office.context.now += mail::lease;
    if (run == 1) {
      std::vector<std::string> reached;
      office.send([&](const mail::Outgoing& letter) {
        reached.push_back(letter.to);
        return Answer{letter.id.value == 1 ? Answer::Kind::lost : Answer::Kind::taken, "421"};
      });
      CHECK(reached == std::vector<std::string>{"b@klub.example", "a@klub.example",
                                                "a@klub.example", "a@klub.example"});
      CHECK(office.letter({1}).crashes == 2);
    }
  }
  const auto done = office.send(Answer::Kind::taken);
  REQUIRE(done.held.size() == 1);
  CHECK(done.held[0].to == "a@klub.example");
  CHECK(office.letter({1}).state == mail::State::held);
  CHECK(office.send(Answer::Kind::taken).held.empty());
  mail::retry(office.context, {{1}});
  CHECK(office.send(Answer::Kind::taken).sent == 1);
}

TEST_CASE("what nobody foresaw ends the run and counts against the letter it happened to") {
  Office office;
  for (const auto* const who : {"a", "b"}) office.queue(std::string{who} + "@klub.example");
  const auto odd = [](const auto&) -> Answer { throw std::runtime_error{"odd"}; };
  CHECK_THROWS_AS(office.send(odd), std::runtime_error);
  CHECK(office.letter({1}).crashes == 1);
  CHECK(office.letter({2}).crashes == 0);
  CHECK(mail::counts(office.context).queued == 2);
}

TEST_CASE("a letter that is cancelled after a run took it is not begun") {
  Office office;
  const auto taken = office.queue("ada@klub.example");
  store::together(office.db, office.context.deed("test"), [&](auto& db) {
    const auto letter = mail::records::claim(db, noon, noon + mail::lease, 1).at(0);
    mail::records::mark_cancelled(db, *taken);
    CHECK_FALSE(mail::records::begin(db, letter));
  });
  CHECK(office.letter(*taken).crashes == 0);
}

TEST_CASE("a letter that a clock took which was ahead is sent all the same") {
  Office office;
  office.queue("ada@klub.example");
  store::together(office.db, office.context.deed("test"), [&](auto& db) {
    const auto ahead = noon + std::chrono::years{2};
    mail::records::begin(db, mail::records::claim(db, ahead, ahead + mail::lease, 1).at(0));
  });
  CHECK(office.send(Answer::Kind::taken).sent == 1);
}

TEST_CASE("who lost its lease changes nothing of a letter that another has, but that it went") {
  Office office;
  office.queue("ada@klub.example");
  const auto claimed = [&](Instant now) {
    return store::together(office.db, office.context.deed("test"), [&](auto& db) {
      return mail::records::claim(db, now, now + mail::lease, 1).at(0);
    });
  };
  const auto first = claimed(noon);
  const auto second = claimed(noon + mail::lease);
  mail::records::mark_postponed(office.db, first, noon, noon, "late");
  CHECK_FALSE(mail::records::mark_failed(office.db, first, noon, "late"));
  mail::records::put_back(office.db, first, 0);
  CHECK(office.letter({1}).state == mail::State::sending);
  CHECK(office.letter({1}).attempts == 0);
  mail::records::put_back(office.db, second, 0);
  CHECK(office.letter({1}).state == mail::State::queued);
}

TEST_CASE("a letter is tried again by hand, unless its link is gone") {
  Office office;
  const auto plain = *office.queue("ada@klub.example");
  const auto with_link = *office.queue("ewa@klub.example", "1", "Miasto Korzyści");
  office.send(Answer::Kind::never);
  store::together(office.db, office.context.deed("test"), [&](store::Database& db) {
    store::change(db,
                  "insert into facility (operator, name, district, key_hash,"
                  " row_hash) values ('o', 'n', 'd', randomblob(16), randomblob(16))");
    store::change(db, "update mail set facility = 1 where id = ?", with_link);
  });
  CHECK(exit_of([&] { mail::retry(office.context, {plain, with_link}); }) == Exit::refused);
  CHECK(office.letter(plain).state == mail::State::failed);
  mail::retry(office.context, {plain});
  CHECK(office.letter(plain).state == mail::State::queued);
  CHECK(office.letter(plain).attempts == 0);
  CHECK(office.send(Answer::Kind::taken).sent == 1);
}

TEST_CASE("what waits for a facility is cancelled, for one address or all") {
  Office office;
  for (const auto* const who : {"a", "b", "c"}) office.queue(std::string{who} + "@klub.example");
  store::together(office.db, office.context.deed("test"), [&](store::Database& db) {
    store::change(db,
                  "insert into facility (operator, name, district, key_hash,"
                  " row_hash) values ('o', 'n', 'd', randomblob(16), randomblob(16))");
    store::change(db, "update mail set facility = 1 where id < 3");
  });
  const auto cancel = [&](const std::string& address) {
    return store::together(office.db, office.context.deed("test"),
                           [&](auto&) { return mail::cancel_for(office.context, {1}, address); });
  };
  CHECK(cancel("b@klub.example") == 1);
  CHECK(cancel("") == 1);
  CHECK(office.letter({3}).state == mail::State::queued);
  CHECK(mail::breaches(office.db).empty());
}

TEST_CASE("the change log tells a letter's states and never its text") {
  Office office;
  const auto id = *office.queue("ada@klub.example", "1", "Miasto Korzyści");
  mail::cancel(office.context, {id});
  const auto seen = store::all(
      office.db, [](const store::Row& row) { return row.text("column") + ":" + row.text("after"); },
      "select column, after from change where thing = 'mail' order by id");
  CHECK(seen == std::vector<std::string>{"state:queued", "state:cancelled"});
}

TEST_CASE("how a job last ended is kept, and no entry of the change log is made of it") {
  Office office;
  store::note_run(office.context, "mk-mail", "network", "no route");
  office.context.now += 1h;
  store::note_run(office.context, "mk-mail", "ok", "");
  const auto runs = store::last_runs(office.db);
  REQUIRE(runs.size() == 1);
  CHECK(runs[0].result == "ok");
  CHECK(runs[0].ran_at == noon + 1h);
  CHECK(store::count(office.db, "select count(*) n from entry") == 0);
}
