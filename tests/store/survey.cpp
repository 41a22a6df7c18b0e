#include "lib/base/csv.hpp"
#include "lib/facility/records.hpp"
#include "lib/store/query.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/card_file.hpp"
#include "lib/survey/records.hpp"
#include "tests/store/survey_office.hpp"

#include <doctest/doctest.h>

#include <functional>

using namespace mk;
using namespace office;

namespace {

/// The exit code with which `work` is refused.
Exit refused(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.exit();
  }
  return Exit::ok;
}

}  // namespace

TEST_CASE("the same card again changes nothing, a changed one is a new version") {
  Office office;
  auto card = survey::card(office.db, {});
  const auto before = office.entries();
  survey::install_card(office.at("2026-09-11"), card);
  CHECK(office.entries() == before);
  CHECK(survey::same(card, survey::card(office.db, 1)));
  card.title = "Karta poprawiona";
  survey::install_card(office.at("2026-09-11"), card);
  CHECK(survey::card(office.db, {}).version == 2);
  CHECK(survey::card(office.db, 1).title != "Karta poprawiona");
  CHECK(refused([&] { survey::card(office.db, 3); }) == Exit::refused);
}

TEST_CASE("the four published vectors give their statuses") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", standard);
  office.accepted("2026-09-20", 2, "2026-09", premium);
  CHECK(office.status(1, "2026-09-20") == Status::standard);
  CHECK(office.status(2, "2026-09-20") == Status::premium);
  office.accepted("2027-03-20", 1, "2027-03", vip);
  office.accepted("2027-03-20", 2, "2027-03", growing);
  CHECK(office.status(1, "2027-03-20") == Status::vip);
  CHECK(office.status(2, "2027-03-20") == Status::growing);
  CHECK(survey::breaches(office.db).empty());
}

TEST_CASE("only an accepted survey counts, from its day to the end of its grace") {
  Office office;
  const auto survey = office.submitted("2026-09-20", 1, "2026-09", premium);
  CHECK(office.status(1, "2026-09-20") == Status::growing);
  CHECK_FALSE(survey::standing(office.db, {1}, day("2026-09-20")).open);
  office.accept("2026-09-25", survey);
  CHECK(office.status(1, "2026-09-24") == Status::growing);
  CHECK(office.status(1, "2026-09-25") == Status::premium);
  CHECK(office.status(1, "2027-04-30") == Status::premium);
  CHECK(office.status(1, "2027-05-01") == Status::growing);
  CHECK(survey::standing(office.db, {1}, day("2027-05-01")).open);
  CHECK(office.letters("card-accepted") == 1);
  CHECK(office.letters("status-changed") == 1);
}

TEST_CASE("an accepted survey that is returned gives the former status back") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", standard);
  const auto second = office.accepted("2027-03-10", 1, "2027-03", vip);
  CHECK(office.status(1, "2027-03-11") == Status::vip);
  office.give_back("2027-03-12", second);
  CHECK(office.status(1, "2027-03-12") == Status::standard);
  CHECK(office.letters("card-returned") == 1);
  survey::submit(office.at("2027-03-13"), std::vector{second}, {});
  office.accept("2027-03-13", second);
  CHECK(office.status(1, "2027-03-13") == Status::vip);
  CHECK(office.letters("card-accepted") == 3);
  office.give_back("2027-03-13", second);
  CHECK(office.letters("card-returned") == 2);
  CHECK(survey::breaches(office.db).empty());
}

TEST_CASE("a returned survey may be sent for 14 days, also after the window") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", standard);
  const auto survey = office.submitted("2027-03-31", 1, "2027-03", vip);
  office.give_back("2027-04-20", survey);
  const auto send = [&](const char* moment) {
    return [&, moment] { survey::submit(office.at(moment), std::vector{survey}, {}); };
  };
  CHECK(refused(send("2027-05-05")) == Exit::refused);
  CHECK(refused(send("2027-05-04")) == Exit::ok);
  CHECK_FALSE(survey::view(office.db, survey).survey.late);
}

TEST_CASE("a card may come late until the grace of the status ends") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", standard);
  const auto rows = Office::file(1, "2027-03", vip);
  const auto without = office.import(office.at("2027-04-10"), rows);
  CHECK(without.surveys.empty());
  CHECK(without.rejects.size() == without.read);
  CHECK(without.rejects.at(0).reason == "closed_term");
  const auto survey = office.submitted("2027-04-30", 1, "2027-03", vip);
  CHECK(survey::view(office.db, survey).survey.late);
  CHECK(office.import(office.at("2027-05-01"), Office::file(2, "2027-03", vip)).rejects.empty());
}

TEST_CASE("a first card goes to the season it is sent in") {
  Office office;
  const auto draft = office.import(office.at("2027-01-20"), Office::file(1, "2026-09", standard));
  survey::submit(office.at("2027-02-01"), draft.surveys, {});
  CHECK(survey::view(office.db, draft.surveys.at(0)).survey.term == term("2027-03"));
  CHECK_FALSE(survey::view(office.db, draft.surveys.at(0)).survey.late);
}

TEST_CASE("a card on paper counts from the day it came") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", standard);
  const auto done = office.import(office.at("2027-04-20"), Office::file(1, "2027-03", premium),
                                  {.submit = true, .received = day("2027-03-31")});
  CHECK(done.submitted == 1);
  const auto view = survey::view(office.db, done.surveys.at(0));
  CHECK(view.survey.received_on == day("2027-03-31"));
  CHECK_FALSE(view.survey.late);
}

TEST_CASE("a facility has one survey a term") {
  Office office;
  const auto add = [&] {
    store::change(office.db,
                  "insert into survey (facility, term, card, state, begun_at, changed_at)"
                  " values (1, '2026-09', 1, 'draft', '', '')");
  };
  store::Transaction transaction{office.db, office.at("2026-09-20").deed("test")};
  add();
  CHECK(refused([&] {
          try {
            add();
          } catch (const std::exception& error) {
            throw Error{Exit::refused, msg("{}", std::string{error.what()})};
          }
        }) == Exit::refused);
}

TEST_CASE("all surveys of a command are accepted or none") {
  Office office;
  const auto one = office.submitted("2026-09-20", 1, "2026-09", standard);
  CHECK(refused([&] {
          survey::accept(office.at("2026-09-20"), std::vector{one, SurveyId{99}});
        }) == Exit::refused);
  CHECK(survey::view(office.db, one).survey.state == survey::State::submitted);
  CHECK(office.letters("card-accepted") == 0);
}

TEST_CASE("an extended window gives the statuses before it as much longer") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", standard);
  survey::open_term(office.at("2027-03-20"), term("2027-03"), day("2027-04-15"), "strajk");
  CHECK(survey::standing(office.db, {1}, day("2027-04-01")).until == day("2027-05-15"));
  survey::close_term(office.at("2027-04-10"), term("2027-03"), "");
  CHECK(survey::standing(office.db, {1}, day("2027-04-01")).until == day("2027-05-15"));
  CHECK_FALSE(survey::term_view(office.at("2027-04-10"), term("2027-03")).open);
  CHECK(refused([&] { survey::close_term(office.at("2027-04-10"), term("2027-03"), ""); }) ==
        Exit::refused);
}

TEST_CASE("opening an open term says so and changes nothing") {
  Office office;
  const auto before = office.entries();
  survey::open_term(office.at("2026-09-15"), term("2026-09"), {}, "");
  CHECK(office.entries() == before);
}

TEST_CASE("each reminder goes once to each active facility that has not sent its card") {
  Office office;
  office.submitted("2026-09-12", 1, "2026-09", standard);
  CHECK(survey::remind(office.at("2026-09-14")) == 1);
  CHECK(survey::remind(office.at("2026-09-14")) == 0);
  CHECK(survey::remind(office.at("2026-09-25")) == 1);
  CHECK(survey::remind(office.at("2026-09-25")) == 0);
  CHECK(survey::remind(office.at("2026-10-01")) == 0);
  CHECK(survey::remind(office.at("2027-02-28")) == 0);
  CHECK(survey::remind(office.at("2027-03-01")) == 2);
  CHECK(office.letters("card-reminder") == 4);
}

TEST_CASE("a card that is sent overtakes the reminder that did not go yet") {
  Office office;
  CHECK(survey::remind(office.at("2026-09-16")) == 2);
  office.submitted("2026-09-16", 1, "2026-09", standard);
  const auto states = store::all(
      office.db, [](const store::Row& row) { return row.text("state"); },
      "select state from mail where event = 'card-reminder' order by facility");
  CHECK(states == std::vector<std::string>{"cancelled", "queued"});
}

TEST_CASE("a returned card counts as not sent for the reminders") {
  Office office;
  const auto survey = office.submitted("2026-09-12", 1, "2026-09", standard);
  CHECK(survey::remind(office.at("2026-09-16")) == 1);
  office.give_back("2026-09-17", survey);
  CHECK(survey::remind(office.at("2026-09-17")) == 1);
  CHECK(office.letters("card-reminder") == 2);
}

TEST_CASE("a status about to end is told 14 days before, once, and its end once") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", premium);
  office.accepted("2026-09-20", 2, "2026-09", growing);
  CHECK(survey::notice_lapsing(office.at("2027-04-15")) == 0);
  CHECK(survey::notice_lapsing(office.at("2027-04-16")) == 1);
  CHECK(survey::notice_lapsing(office.at("2027-04-17")) == 0);
  CHECK(survey::lapse(office.at("2027-04-30")) == 0);
  CHECK(survey::lapse(office.at("2027-05-01")) == 1);
  CHECK(survey::lapse(office.at("2027-05-02")) == 0);
  CHECK(office.letters("status-lapsing") == 1);
}

TEST_CASE("a status that a newer one follows ends in silence") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", premium);
  office.accepted("2027-03-20", 1, "2027-03", premium);
  CHECK(survey::notice_lapsing(office.at("2027-04-20")) == 0);
  CHECK(survey::lapse(office.at("2027-05-01")) == 0);
  CHECK(office.letters("status-changed") == 1);
}

TEST_CASE("scoring again changes nothing, until an answer did") {
  Office office;
  const auto survey = office.accepted("2026-09-20", 1, "2026-09", premium);
  const auto before = office.entries();
  const auto scores = survey::recompute(office.at("2026-09-21"), {});
  CHECK(scores.at(0).score.status == Status::premium);
  CHECK(office.entries() == before);
  store::together(office.db, office.at("2026-09-21").deed("test"), [&](store::Database& db) {
    survey::records::put_answer(db, survey, survey::card(db, 1).criterion("1S")->key,
                                {.met = false, .number = {}});
  });
  CHECK(survey::breaches(office.db).size() == 1);
  survey::recompute(office.at("2026-09-21"), term("2026-09"));
  CHECK(office.status(1, "2026-09-21") == Status::growing);
  CHECK(survey::breaches(office.db).empty());
}

TEST_CASE("an old survey is scored by the version it was given on") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", premium);
  auto card = survey::card(office.db, {});
  card.rules[1].threshold = {survey::Threshold::Form::all, 0};
  survey::install_card(office.at("2026-10-01"), card);
  survey::recompute(office.at("2026-10-01"), {});
  CHECK(office.status(1, "2026-10-01") == Status::premium);
  office.accepted("2026-10-02", 2, "2026-09", premium);
  CHECK(office.status(2, "2026-10-02") == Status::standard);
}

TEST_CASE("an import fills a draft, keeps it or replaces it") {
  Office office;
  const auto now = office.at("2026-09-20");
  const std::string head = "facility;term;criterion;met;number;text\n";
  const auto id =
      office.import(now, head + "F-1;2026-09;1S;tak;;\nF-1;2026-09;2S;;5;\n").surveys.at(0);
  const auto answers = [&] { return survey::view(office.db, id).answers.criteria; };

  const auto filled = office.import(
      now, head + "F-1;2026-09;1S;nie;;\nF-1;2026-09;2S;tak;;\nF-1;2026-09;3S;tak;;\n");
  CHECK(filled.taken == 2);
  CHECK(filled.kept == 1);
  CHECK(answers().at("1S").met == true);
  CHECK(answers().at("2S") == survey::Answer{true, 5});

  const auto kept =
      office.import(now, head + "F-1;2026-09;4S;tak;;\n", {.existing = survey::Existing::keep});
  CHECK(kept.kept == 1);
  CHECK_FALSE(answers().contains("4S"));

  office.import(now, head + "F-1;2026-09;1S;nie;;\n", {.existing = survey::Existing::replace});
  CHECK(answers().size() == 1);
  CHECK(answers().at("1S").met == false);

  const auto before = office.entries();
  office.import(now, head + "F-1;2026-09;1S;nie;;\n");
  CHECK(office.entries() == before);
}

TEST_CASE("faulty rows are refused one by one and the rest is taken") {
  Office office;
  const auto done = office.import(office.at("2026-09-20"),
                                  "facility;term;criterion;met;number;text\n"
                                  "F-1;2026-09;1S;tak;;\n"
                                  "F-9;2026-09;1S;tak;;\n"
                                  "F-1;2026-08;1S;tak;;\n"
                                  "F-1;2026-09;99S;tak;;\n"
                                  "F-1;2026-09;2S;może;;\n"
                                  "F-1;2026-09;3S;tak;7;\n"
                                  "F-1;2026-09;1S;nie;;\n"
                                  "F-1;2027-03;1S;tak;;\n"
                                  "F-1;2026-09;4;;;PESEL 44051401458\n"
                                  "F-1;2026-09;5S;;;\n");
  std::vector<std::string> reasons;
  for (const auto& it : done.rejects) reasons.push_back(it.reason);
  CHECK(reasons == std::vector<std::string>{"duplicate_answer", "facility", "term", "criterion",
                                            "met", "number", "duplicate_answer", "closed_term"});
  CHECK(done.rejects.at(1).line == 3);
  CHECK(done.read == 10);
  CHECK(done.taken == 1);
  CHECK(done.unanswered == 1);
  CHECK(done.warnings.size() == 1);
  CHECK(survey::view(office.db, done.surveys.at(0)).answers.criteria.empty());
}

TEST_CASE("rows about a facility that is not active or an accepted card are refused") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", standard);
  store::together(office.db, office.at("2026-09-20").deed("test"), [](store::Database& db) {
    facility::records::set_state(db, {2}, facility::State::suspended);
  });
  const auto done = office.import(office.at("2026-09-21"),
                                  "facility;term;criterion;met\n"
                                  "F-1;2026-09;1S;nie\nF-2;2026-09;1S;tak\n");
  CHECK(done.rejects.at(0).reason == "accepted");
  CHECK(done.rejects.at(1).reason == "facility_not_active");
}

TEST_CASE("what cannot be submitted stays a draft, and the others are submitted") {
  Office office;
  const auto rows = Office::file(1, "2026-09", standard) + "F-2;2026-09;1S;tak;;\n";
  const auto done = office.import(office.at("2026-09-20"), rows, {.submit = true});
  CHECK(done.submitted == 1);
  CHECK(done.unfinished == 1);
  CHECK(survey::view(office.db, done.surveys.at(1)).survey.state == survey::State::draft);
}

TEST_CASE("drafts of a withdrawn facility go, what was submitted stays") {
  Office office;
  office.submitted("2026-09-20", 1, "2026-09", standard);
  office.import(office.at("2027-03-02"), Office::file(1, "2027-03", standard));
  CHECK(survey::drop_drafts(office.at("2027-03-03"), {1}) == 1);
  CHECK(survey::drop_drafts(office.at("2027-03-03"), {1}) == 0);
  CHECK(store::count(office.db, "select count(*) as n from survey") == 1);
  CHECK(store::count(office.db, "select count(distinct survey) as n from answer") == 1);
}
