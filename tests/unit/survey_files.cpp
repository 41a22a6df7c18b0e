#include "lib/survey/answer_rows.hpp"
#include "lib/survey/card_file.hpp"
#include "lib/survey/gathered.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace mk;
using namespace mk::survey;

namespace {

/// A card of one category, with `more` in it.
std::string small_card(const std::string& levels, const std::string& more) {
  return "title = \"Karta\"\n[levels]\n" + levels +
         "[[category]]\nnumber = 1\ntitle = \"Zapis\"\nhint = \"Kto?\"\n" + more;
}

const char* const levels =
    "standard = {all = true}\npremium = {at_least = 1}\nvip = {percent = 80}\n";
const char* const criteria =
    "standard = {text = \"S\"}\npremium = {text = \"P\", number = \"godziny\"}\n"
    "vip = {text = \"V\"}\n";

Card read(const std::string& toml) {
  const Scratch scratch;
  std::ofstream{scratch.file("card.toml")} << toml;
  return read_card(scratch.file("card.toml"));
}

/// The fault of a card, without the folder it lies in.
std::string fault(const std::string& toml) {
  try {
    read(toml);
  } catch (const Error& error) {
    CHECK(error.exit() == Exit::data);
    const std::string what = error.what();
    return what.substr(what.find("card.toml"));
  }
  return "none";
}

/// What the one row of `file` says to the small card.
std::variant<Said, Fault> outcome(const std::string& row) {
  const Sheet sheet{read(small_card(levels, criteria))};
  Columns columns;
  std::variant<Said, Fault> found;
  csv::each_row(
      "facility;term;criterion;met;number;text\nF-1;2026-09;" + row, {},
      [&](const csv::Table& header) { columns = columns_of(header); },
      [&](const csv::Record& record) { found = said(cells_of(record, columns), sheet); });
  return found;
}

Said said_in(const std::string& row) { return std::get<Said>(outcome(row)); }

std::string reason_of(const std::string& row) { return std::get<Fault>(outcome(row)).reason; }

Columns columns_in(const std::string& header) { return columns_of(csv::read_table(header + "\n")); }

}  // namespace

TEST_CASE("a card is read with its thresholds, texts and numbers") {
  const auto card = read(small_card(levels, criteria));
  CHECK(card.title == "Karta");
  CHECK(card.text_limit == 4000);
  CHECK(card.rule(Level::premium).threshold == Threshold{Threshold::Form::at_least, 1});
  CHECK(card.rule(Level::vip).threshold == Threshold{Threshold::Form::percent, 80});
  CHECK(card.criterion("1P")->unit == "godziny");
  CHECK(same(card, read(small_card(levels, criteria))));
  CHECK_FALSE(same(card, read("text_limit = 10\n" + small_card(levels, criteria))));
  CHECK(card.cumulative);
  CHECK_FALSE(read("cumulative = false\n" + small_card(levels, criteria)).cumulative);
  CHECK_FALSE(same(card, read("cumulative = false\n" + small_card(levels, criteria))));
}

TEST_CASE("a faulty card is refused with its line, column and reason") {
  const std::string good = small_card(levels, criteria);
  CHECK(fault(good) == "none");
  CHECK(fault("titel = 1\n" + good) ==
        "card.toml:1:9: “titel” is not a key of a card; see mk-survey(1)");
  CHECK(fault("title = ").starts_with("card.toml:1:"));
  CHECK(fault("") == "card.toml:1:1: “title” is missing here");
  CHECK(fault(good + "tags = \"a\"\n") == "card.toml:13:8: “tags” must be a list of texts");
  CHECK(fault(good + "text_required = 1\n") ==
        "card.toml:13:17: “text_required” must be true or false");
  CHECK(fault(good + "[[category]]\nnumber = 1\n") ==
        "card.toml:14:10: there are two categories 1");
  CHECK(fault(good + "[[category]]\nnumber = 3\ntitle = \"T\"\nhint = \"H\"\n" + criteria +
              "[[category]]\nnumber = 2\n") == "card.toml:21:10: categories are numbered upwards");
  CHECK(fault(good + "gold = {text = \"G\"}\n") ==
        "card.toml:13:8: “gold” is not a level; there are standard, premium and vip");
  CHECK(fault(small_card(std::string{levels} + "gold = {all = true}\n", criteria)) ==
        "card.toml:6:8: “gold” is not a level; there are standard, premium and vip");
  CHECK(fault(small_card(levels, "standard = {evidence = \"E\"}\n")) ==
        "card.toml:10:12: “text” is missing here");
  CHECK(fault(small_card(levels, "standard = {text = \" \"}\n")) ==
        "card.toml:10:20: “text” is empty");
  CHECK(fault(small_card(levels, "standard = {text = 5}\n")) ==
        "card.toml:10:20: “text” must be text in quotes");
  CHECK(fault("cumulative = 1\n" + good) == "card.toml:1:14: “cumulative” must be true or false");
  CHECK(fault(small_card("standard = {all = true, percent = 5}\npremium = {}\nvip = {}\n", "")) ==
        "card.toml:3:12: a level has one threshold: all = true, at_least = N or percent = N");
  CHECK(fault(small_card("standard = {all = true}\npremium = {at_least = 2}\nvip = {all = true}\n",
                         criteria)) ==
        "card.toml:4:23: nobody can reach the level premium: it asks for 2 criteria, and there are "
        "1");
  CHECK(fault(small_card(levels, "standard = {text = \"S\"}\n")) ==
        "card.toml:4:23: there is no criterion on the level premium");
  CHECK(fault(small_card("standard = {percent = 101}\n", "")) ==
        "card.toml:3:23: “percent” must be a whole number from 1 to 100");
}

TEST_CASE("the words of an answer are those of both languages, and no others") {
  for (const auto* yes : {"tak", "TAK", "t", "yes", "Yes", "1", " tak "})
    CHECK(said_in("1S;" + std::string{yes} + ";;").answer.met == true);
  for (const auto* no : {"nie", "N", "no", "0"})
    CHECK(said_in("1S;" + std::string{no} + ";;").answer.met == false);
  CHECK(said_in("1S;;;").nothing());
  for (const auto* other : {"może", "x", "2", "tak nie", "-"})
    CHECK(reason_of("1S;" + std::string{other} + ";;") == "met");
}

TEST_CASE("a number is taken only where one is asked") {
  CHECK(said_in("1P;tak;1 200;").answer.number == 1200);
  CHECK(said_in("1p;tak;0;").answer.number == 0);
  CHECK(reason_of("1S;tak;3;") == "number");
  CHECK(reason_of("1P;tak;-3;") == "number");
  CHECK(reason_of("1P;tak;2,5;") == "number");
  CHECK(reason_of("1P;tak;12345678901;") == "number");
}

TEST_CASE("a text belongs to its category and stays within its limit") {
  CHECK(said_in("1;;;\" Dwie\r\nlinie \"").text == "Dwie\nlinie");
  CHECK(said_in("1;;;" + std::string(4000, 'a')).text.size() == 4000);
  CHECK(reason_of("1;;;" + std::string(4001, 'a')) == "field_too_long");
  CHECK(reason_of("1;;;a\x01z") == "control_char");
  CHECK(reason_of("1;tak;;a") == "met");
  CHECK(reason_of("1S;tak;;a") == "text");
  CHECK(reason_of("2S;tak;;") == "criterion");
  CHECK(reason_of("2;;;a") == "criterion");
}

TEST_CASE("a row names a facility and a term") {
  const auto reason = [](const char* facility, const char* term) {
    const auto owner = whose(facility, term);
    const auto* const fault = std::get_if<Fault>(&owner);
    return fault == nullptr ? "" : fault->reason;
  };
  CHECK(reason("f12", " 2026-09\u00a0").empty());
  CHECK(reason("S-12", "2026-09") == "facility");
  CHECK(reason("", "2026-09") == "facility");
  CHECK(reason("F-12", "2026-10") == "term");
  CHECK(reason("F-12", "2026-09-02") == "term");
  CHECK(reason("F-12", "paź.26") == "term");
}

TEST_CASE("a term of which a spreadsheet made a date is known again") {
  const auto term = [](const char* text) {
    return std::get<Whose>(whose("F-1", text)).term.text();
  };
  CHECK(term("wrz.26") == "2026-09");
  CHECK(term("mar.27") == "2027-03");
  CHECK(term("Sep-26") == "2026-09");
  CHECK(term("2027-03-01") == "2027-03");
}

TEST_CASE("the columns may stand in any order, in Polish too") {
  const auto columns = columns_in("Termin;Spełnione;Placówka;Kryterium;Uwagi");
  CHECK(columns.facility == 2);
  CHECK(columns.term == 0);
  CHECK_FALSE(columns.wide());
  CHECK_FALSE(columns.number);
  CHECK_THROWS_WITH_AS(columns_in("facility;term;met"), "the file has no column “criterion”",
                       Error);
}

TEST_CASE("a file with a column a criterion is known by its headers") {
  const auto columns = columns_in("Placówka;Termin;4S;4S liczba;4p;12P number;4;Uwagi");
  REQUIRE(columns.wide());
  REQUIRE(columns.questions.size() == 4);
  CHECK(columns.questions[0].code == "4S");
  CHECK(columns.questions[0].answer == 2);
  CHECK(columns.questions[0].number == 3);
  CHECK(columns.questions[1].code == "4P");
  CHECK_FALSE(columns.questions[1].number);
  CHECK(columns.questions[2].code == "12P");
  CHECK_FALSE(columns.questions[2].answer);
  CHECK(columns.questions[3].code == "4");
  CHECK(columns.unknown == std::vector<std::string>{"uwagi"});
  CHECK_THROWS_WITH_AS(columns_in("facility;4S"), "the file has no column “term”", Error);
  CHECK_THROWS_AS(columns_in("facility;term;4S;4s"), Error);
}

TEST_CASE("answers that agree are one, answers that do not are none, in any order") {
  const Sheet sheet{read(small_card(levels, criteria))};
  const auto met = [&](bool yes) {
    return Said{.place = sheet.place("1P"), .category = 1, .answer = {yes, {}}, .text = {}};
  };
  Gathered agreed{sheet};
  CHECK(agreed.take(met(true), 2).empty());
  CHECK(agreed.take(met(true), 3).at(0).line == 3);
  CHECK(agreed.count() == 1);
  CHECK(agreed.said().criteria.at(1).met == true);
  Gathered contradicted{sheet};
  CHECK(contradicted.take(met(true), 2).empty());
  const auto refused = contradicted.take(met(false), 3);
  REQUIRE(refused.size() == 2);
  CHECK(refused[0].line == 2);
  CHECK(refused[1].line == 3);
  CHECK(contradicted.take(met(true), 4).size() == 1);
  CHECK(contradicted.count() == 0);
  CHECK(open(contradicted.said().criteria.at(1)));
}
