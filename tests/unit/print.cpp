#include "lib/print/plain.hpp"
#include "lib/print/render.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::print;

namespace {

const Table places{
    {{"name", "Nazwa"}, {"places", "Miejsca"}, {"state", "Stan"}, {"nip", "NIP", true}},
    {{"Świetlica „Żuraw”", 24, Code{"active", "active"}, "7781346888"},
     {"Klub, \"Pod Dębem\"", Value{}, Code{"listed", "listed"}, Value{}}}};

}  // namespace

TEST_CASE("a person's table is as wide as what it shows, numbers stand right") {
  CHECK(as_table(places) ==
        "Nazwa              Miejsca  Stan\n"
        "Świetlica „Żuraw”       24  active\n"
        "Klub, \"Pod Dębem\"           listed\n");
}

TEST_CASE("programs see keys, every column, codes, and null for what is absent") {
  CHECK(as_json(places) ==
        "[\n  {\n    \"name\": \"Świetlica „Żuraw”\",\n    \"places\": 24,\n    \"state\": "
        "\"active\",\n"
        "    \"nip\": \"7781346888\"\n  },\n  {\n    \"name\": \"Klub, \\\"Pod Dębem\\\"\",\n"
        "    \"places\": null,\n    \"state\": \"listed\",\n    \"nip\": null\n  }\n]\n");
}

TEST_CASE("a table in pieces reads like the whole, wherever it is parted") {
  const Table first{places.columns, {places.rows[0]}};
  const Table second{places.columns, {places.rows[1]}};
  const Table none{places.columns, {}};
  CHECK(rows_as_json(first, true) + rows_as_json(second, false) + end_of_json_rows() ==
        as_json(places));
  CHECK(rows_as_json(places, true) + rows_as_json(none, false) + end_of_json_rows() ==
        as_json(places));
  CHECK(as_json(none) == "[]\n");
  CHECK(rows_as_csv(first, ',', true) + rows_as_csv(second, ',', false) +
            rows_as_csv(none, ',', false) ==
        as_csv(places, ','));
}

TEST_CASE("csv is RFC 4180") {
  CHECK(as_csv(places, ',') ==
        "name,places,state,nip\r\nŚwietlica „Żuraw”,24,active,7781346888\r\n"
        "\"Klub, \"\"Pod Dębem\"\"\",,listed,\r\n");
}

TEST_CASE("money, times and days are numbers and ISO for programs, words for people") {
  const Thing thing{{"cost", "Cost", Money{120050}},
                    {"at", "At", *parse_instant("2026-09-10T07:00:00Z")},
                    {"on", "On", *parse_day("2026-09-10")}};
  CHECK(
      as_json(thing, false) ==
      "{\n  \"cost\": 120050,\n  \"at\": \"2026-09-10T07:00:00Z\",\n  \"on\": \"2026-09-10\"\n}\n");
  CHECK(as_lines(thing) == "Cost: PLN\u00A01,200.50\nAt:   10.09.2026 09:00\nOn:   2026-09-10\n");
}

TEST_CASE("a rehearsal says so to programs, in each thing") {
  const Thing thing{{"id", "Id", FacilityId{1}}};
  CHECK(as_json(thing, true) == "{\n  \"id\": \"F-1\",\n  \"dry_run\": true\n}\n");
  CHECK(as_json(std::vector{thing, thing}, true).find("\"dry_run\": true") != std::string::npos);
}

TEST_CASE("what could deceive a reader is shown, never played") {
  CHECK(harmless("a\u202Eb\x1B[31m\u200B") == "a<U+202E>b<U+001B>[31m<U+200B>");
  CHECK(harmless("one\ntwo") == "one<U+000A>two");
  CHECK(harmless_lines("one\ntwo") == "one\ntwo");
  CHECK(harmless("bad \xB1 byte") == "bad \uFFFD byte");
  const Thing thing{{"name", "Name", "a\u202Eb\x1B\u0085"}};
  CHECK(as_json(thing, false) == "{\n  \"name\": \"a\\u202eb\\u001b\\u0085\"\n}\n");
}

TEST_CASE("a thing in a thing is indented, a list of things is a table") {
  const Thing inside{{"email", "E-mail", "ola@klub.example"}};
  const Thing thing{{"account", "Account", inside},
                    {"rows", "Rows", List{Thing{{"n", "N", 1}}, Thing{{"n", "N", 12}}}}};
  CHECK(as_lines(thing) == "Account:\n  E-mail: ola@klub.example\nRows:\n   N\n   1\n  12\n");
}

TEST_CASE("a failure is one object with its kind and code") {
  const Error error{Exit::data, msg("the file is empty"), "empty", 3};
  CHECK(
      failure_as_json(error) ==
      R"({"error":{"kind":"data","code":65,"message":"the file is empty","reason":"empty","line":3}})");
}
