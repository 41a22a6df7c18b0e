#include "lib/survey/filling.hpp"
#include "lib/survey/form.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/words.hpp"
#include "tests/store/survey_office.hpp"

#include <algorithm>
#include <functional>
#include <random>

using namespace mk;
using namespace office;
using survey::Existing;
using survey::State;

namespace {

const std::string head = "facility;term;criterion;met;number;text\n";

/// The reasons for which rows were refused, in the order of the file.
std::vector<std::string> reasons(const survey::Imported& done) {
  std::vector<std::string> all;
  for (const auto& it : done.rejects) all.push_back(it.reason);
  return all;
}

/// Why `work` is refused, in English; "" when it is not.
std::string why_not(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return in_english(error.message());
  }
  return {};
}

/// Where the filling of `filling` goes on: "4S", "4S number", "4", or "" when nothing is open.
std::string next(const survey::Filling& filling) {
  const auto list = questions(filling);
  const auto at = first_open(filling, list);
  if (at == list.size()) return {};
  const auto& question = list[at];
  if (question.kind == survey::Question::Kind::text) return std::to_string(question.category);
  return question.code + (question.kind == survey::Question::Kind::number ? " number" : "");
}

/// A file in which F-1 and F-2 answer a few questions, well and badly, a row a line.
std::vector<std::string> mixed_rows() {
  return {"F-1;2026-09;1S;tak;;", "F-1;2026-09;1P;nie;;", "F-1;2026-09;2S;tak;4;",
          "F-1;2026-09;2;;;Opis", "F-1;2026-09;3S;tak;;", "F-1;2026-09;3S;tak;;",
          "F-1;2026-09;4S;tak;;", "F-1;2026-09;4S;nie;;", "F-1;2026-09;4S;tak;;",
          "F-1;2026-09;99S;tak;", "F-2;2026-09;1S;x;;",   "F-2;2026-09;1P;tak;3;",
          "F-2;2026-09;2P;tak;;", "F-2;2027-03;2P;tak;;", "F-9;2026-09;2P;tak;;",
          "F-2;2026-09;5;;;Tak",  "F-2;2026-09;5;;;Nie",  "F-2;2026-09;6S;;12;",
          "F-2;2026-09;7S;;;"};
}

}  // namespace

TEST_CASE("rows in another order give the same answers, counts and refusals") {
  const auto outcome = [](const std::vector<std::string>& rows) {
    Office office;
    std::string file = head;
    for (const auto& row : rows) file += row + "\n";
    const auto done = office.import(office.at("2026-09-20"), file);
    CHECK(done.read == done.taken + done.kept + done.unanswered + done.rejects.size());
    auto why = reasons(done);
    std::ranges::sort(why);
    std::string answers;
    for (const std::int64_t facility : {1, 2}) {
      const auto found = survey::records::survey_of(office.db, {facility}, term("2026-09"));
      for (const auto& [code, answer] : survey::records::answers(office.db, found->id).criteria)
        answers += code + (answer.met ? (*answer.met ? "+" : "-") : "") +
                   (answer.number ? std::to_string(*answer.number) : "") + " ";
      for (const auto& [category, text] : survey::records::answers(office.db, found->id).texts)
        answers += std::to_string(category) + "=" + text + " ";
    }
    return std::tuple{answers, why, done.taken, done.unanswered};
  };
  auto rows = mixed_rows();
  const auto expected = outcome(rows);
  CHECK(std::get<0>(expected) == "1P- 1S+ 2S+4 3S+ 2=Opis 2P+ 6S12 ");
  CHECK(std::get<1>(expected).size() == 11);
  std::mt19937 random{4};
  for (int round = 0; round < 20; ++round) {
    std::ranges::shuffle(rows, random);
    CHECK(outcome(rows) == expected);
  }
}

TEST_CASE("a file with a row a facility says the same as one with a row an answer") {
  Office office;
  const auto now = office.at("2026-09-20");
  const auto done = office.import(now,
                                  "Termin;Placówka;1S;1P;2S;2S liczba;2;3S;Uwagi;99S\n"
                                  "2026-09;F-1;tak;nie;t;4;Nasz projekt;;pilne;\n"
                                  "2026-09;F-2;1;może;;7;;tak;;tak\n"
                                  "2026-09;F-9;1;;;;;;;\n");
  CHECK(reasons(done) == std::vector<std::string>{"met", "criterion", "facility"});
  CHECK(done.rejects.at(0).column == "1P");
  CHECK(done.rejects.at(0).line == 3);
  CHECK(done.rejects.at(2).line == 4);
  CHECK(done.read == done.taken + done.kept + done.unanswered + done.rejects.size());
  CHECK(done.warnings.size() == 1);
  const auto first = survey::view(office.db, done.surveys.at(0)).answers;
  CHECK(first.criteria.at("1S").met == true);
  CHECK(first.criteria.at("1P").met == false);
  CHECK(first.criteria.at("2S") == survey::Answer{true, 4});
  CHECK_FALSE(first.criteria.contains("3S"));
  CHECK(first.texts.at(2) == "Nasz projekt");
  const auto second = survey::view(office.db, done.surveys.at(1)).answers;
  CHECK(second.criteria.at("2S") == survey::Answer{{}, 7});
  CHECK(second.criteria.at("3S").met == true);
}

TEST_CASE("a card of which rows were refused is not submitted") {
  Office office;
  const auto rows = Office::file(1, "2026-09", standard) + "F-1;2026-09;99S;tak;;\n" +
                    Office::file(2, "2026-09", standard).substr(head.size());
  const auto done = office.import(office.at("2026-09-20"), rows, {.submit = true});
  CHECK(done.submitted == 1);
  CHECK(done.unfinished == 1);
  CHECK(survey::view(office.db, done.surveys.at(0)).survey.state == State::draft);
  CHECK(survey::view(office.db, done.surveys.at(1)).survey.state == State::submitted);
}

TEST_CASE("of a returned card only the categories with a remark may be corrected") {
  Office office;
  const auto id = office.submitted("2026-09-20", 1, "2026-09", standard);
  office.give_back("2026-09-21", id);  // With a remark on category 4.
  const auto now = office.at("2026-09-22");
  const auto rows = head + "F-1;2026-09;4V;nie;;\nF-1;2026-09;4;;;Dyżur w środy\n" +
                    "F-1;2026-09;5S;tak;;\nF-1;2026-09;5P;nie;;\nF-1;2026-09;6;;;Inny opis\n";
  const auto done = office.import(now, rows, {.existing = Existing::replace});
  CHECK(reasons(done) == std::vector<std::string>{"not_returned", "not_returned"});
  CHECK(in_english(done.rejects.at(0).message) ==
        "category 5 of S-1 was not returned; to be corrected: 4");
  CHECK(done.taken == 3);  // 5S is as it was.
  const auto answers = survey::view(office.db, id).answers;
  CHECK(answers.criteria.at("4V").met == false);
  CHECK(answers.texts.at(4) == "Dyżur w środy");
  CHECK(answers.criteria.at("5P").met == true);
  CHECK(answers.texts.at(6) == "Nasz projekt");
  CHECK(why_not([&] {
          survey::keep_answer(now, id, "5S", {false, {}});
        }) == "category 5 of S-1 was not returned; to be corrected: 4");
  CHECK(why_not([&] { survey::keep_text(now, id, 5, "Nowy"); }) ==
        "category 5 of S-1 was not returned; to be corrected: 4");
  const auto filling = survey::fill(now, id);
  for (const auto& question : questions(filling)) CHECK(question.category == 4);
}

TEST_CASE("a card returned with a reason alone may be corrected anywhere") {
  Office office;
  const auto id = office.submitted("2026-09-20", 1, "2026-09", standard);
  survey::return_survey(office.at("2026-09-21"), id, {}, "Proszę sprawdzić całość");
  CHECK_NOTHROW(survey::keep_answer(office.at("2026-09-22"), id, "5S", {false, {}}));
}

TEST_CASE("filling begins a draft, keeps each answer and goes on at the first open question") {
  Office office;
  const auto now = office.at("2026-09-20");
  const auto begun = survey::fill(now, FacilityId{1}, {});
  const auto id = begun.survey.id;
  CHECK(begun.survey.term == term("2026-09"));
  CHECK(next(begun) == "1S");
  survey::keep_answer(now, id, "1S", {true, {}});
  CHECK(next(survey::fill(now, id)) == "1P");
  survey::keep_answer(now, id, "1V", {false, {}});
  CHECK(next(survey::fill(now, FacilityId{1}, {})) == "1P");
  survey::keep_answer(now, id, "1P", {false, {}});
  CHECK(next(survey::fill(now, id)) == "1");
  survey::keep_answer(now, id, "2S", {true, {}});
  CHECK(next(survey::fill(now, id)) == "2S number");
  survey::keep_answer(now, id, "2S", {true, 3});
  CHECK(next(survey::fill(now, id)) == "2P");
  CHECK(survey::fill(now, FacilityId{1}, term("2026-09")).survey.id == id);
}

TEST_CASE("filling shows what the last card said, where the question reads as it did") {
  Office office;
  office.accepted("2026-09-20", 1, "2026-09", premium);
  auto card = survey::card(office.db, {});
  card.categories.at(1).criteria.at(0).text = "Co innego";
  survey::install_card(office.at("2026-10-01"), card);
  const auto filling = survey::fill(office.at("2027-03-02"), FacilityId{1}, {});
  CHECK(filling.earlier_term == term("2026-09"));
  CHECK(filling.earlier.criteria.at("1S").met == true);
  CHECK_FALSE(filling.earlier.criteria.contains("2S"));
  CHECK(filling.earlier.texts.at(4) == "Nasz projekt");
  CHECK(filling.answers.criteria.empty());
}

TEST_CASE("what may not be sent is not filled in either") {
  Office office;
  const auto id = office.submitted("2026-09-20", 1, "2026-09", standard);
  CHECK(why_not([&] {
          survey::fill(office.at("2026-09-21"), id);
        }).starts_with("S-1 is submitted already"));
  CHECK(why_not([&] {
          survey::keep_answer(office.at("2026-09-21"), id, "1S", {true, {}});
        }).starts_with("S-1 is submitted already"));
  office.accept("2026-09-22", id);
  CHECK(why_not([&] {
          survey::fill(office.at("2026-09-23"), FacilityId{1}, {});
        }).starts_with("S-1 is accepted already"));
  CHECK(why_not([&] { survey::fill(office.at("2026-12-01"), FacilityId{1}, term("2027-03")); }) ==
        "the term 2027-03 opens on 2027-03-01");
  CHECK(why_not([&] { survey::fill(office.at("2026-09-20"), FacilityId{9}, {}); }) ==
        "there is no F-9");
}

TEST_CASE("a first card that was begun for another season is still filled in") {
  Office office;
  const auto id = survey::fill(office.at("2027-01-20"), FacilityId{1}, {}).survey.id;
  CHECK(survey::fill(office.at("2027-02-10"), FacilityId{1}, {}).survey.id == id);
}

TEST_CASE("a text that cannot be kept is refused, an empty one takes it away") {
  Office office;
  const auto now = office.at("2026-09-20");
  const auto id = survey::fill(now, FacilityId{1}, {}).survey.id;
  survey::keep_text(now, id, 4, "Dyżur\nw środy ");
  CHECK(survey::view(office.db, id).answers.texts.at(4) == "Dyżur\nw środy");
  CHECK_THROWS_AS(survey::keep_text(now, id, 4, std::string(4001, 'a')), Error);
  CHECK_THROWS_AS(survey::keep_text(now, id, 4, "a\u202Ez"), Error);
  CHECK(survey::view(office.db, id).answers.texts.at(4) == "Dyżur\nw środy");
  survey::keep_text(now, id, 4, "");
  CHECK(survey::view(office.db, id).answers.texts.empty());
}

TEST_CASE("the states of a survey are kept with who brought it there and when") {
  Office office;
  const auto id = office.submitted("2026-09-20", 1, "2026-09", standard);
  office.give_back("2026-09-21", id);
  survey::submit(office.at("2026-09-22"), std::vector{id}, {});
  office.accept("2026-09-23", id);
  std::string states;
  for (const auto& it : survey::view(office.db, id).history) {
    CHECK(it.who == "ola");
    states += iso(day_of(it.at)).substr(8) + " " + survey::code(it.state) + ", ";
  }
  CHECK(states == "20 draft, 20 submitted, 21 returned, 22 submitted, 23 accepted, ");
}

TEST_CASE("a paper card that came again counts from that day, within 14 days of its return") {
  Office office;
  const auto again = [&](const char* received) {
    Office other;
    const auto id = other.submitted("2026-09-20", 1, "2026-09", standard);
    other.accept("2026-09-21", id);
    const auto second = other.submitted("2027-03-10", 1, "2027-03", standard);
    other.give_back("2027-03-25", second);
    return why_not(
        [&] { survey::submit(other.at("2027-06-20"), std::vector{second}, day(received)); });
  };
  CHECK(again("2027-04-08").empty());
  CHECK_FALSE(again("2027-03-24").empty());
}

TEST_CASE("the form asks every question of the card and says whose it is") {
  Office office;
  office.settings.language = "pl";
  const auto context = office.at("2026-09-20");
  const auto form = survey::form_of(context, {1}, {});
  CHECK(form.term == term("2026-09"));
  CHECK_FALSE(form.last_day);  // A first card is never late.
  const auto page = survey::as_page(form);
  CHECK(page.find("<html lang=\"pl\">") != std::string::npos);
  CHECK(page.find("Klub 1 (F-1)") != std::string::npos);
  for (const auto& category : form.card.categories) {
    CHECK(page.find(category.title) != std::string::npos);
    for (const auto& criterion : category.criteria)
      CHECK(page.find("name=\"" + criterion.code() + "\"") != std::string::npos);
  }
  CHECK(page.find("http") == std::string::npos);  // It needs nothing else.
  office.accepted("2026-09-20", 1, "2026-09", standard);
  CHECK(survey::form_of(office.at("2027-03-02"), {1}, {}).last_day == day("2027-03-31"));
}

TEST_CASE("what a facility is called cannot break out of its form") {
  auto form = survey::Form{};
  form.facility_name = "<script>alert(1)</script> & \"Klub\" \u202Eabc";
  const auto page = survey::as_page(form);
  CHECK(page.find("<script>") == std::string::npos);
  CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Klub&quot; abc") !=
        std::string::npos);
}
