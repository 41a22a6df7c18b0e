#include "lib/base/csv.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace mk;

namespace {

using Lines = std::vector<std::pair<std::size_t, std::vector<std::string>>>;

Lines read(std::string_view text, char separator = ';') {
  Lines lines;
  csv::each_record(text, separator, [&](const csv::Record& record) {
    lines.emplace_back(record.line,
                       std::vector<std::string>{record.cells.begin(), record.cells.end()});
  });
  return lines;
}

std::string line_of(std::vector<std::string> cells, csv::Style style) {
  std::string file;
  csv::add(file, cells, style);
  return file;
}

}  // namespace

TEST_CASE("a record knows the physical line where it begins, whatever ends the lines") {
  const Lines lines{{1, {"a", "b"}}, {2, {"c", "d"}}, {3, {}}, {4, {"e", "f"}}};
  CHECK(read("a;b\nc;d\n\ne;f\n") == lines);
  CHECK(read("a;b\r\nc;d\r\n\r\ne;f") == lines);
  CHECK(read("a;b\rc;d\r\re;f\r") == lines);
  CHECK(read("a;b\nc;d\r\n\ne;f\r\n") == lines);
}

TEST_CASE("line breaks inside quotes count as lines") {
  CHECK(read("a;\"b\r\nc\nd\"\ne;f") == Lines{{1, {"a", "b\r\nc\nd"}}, {4, {"e", "f"}}});
}

TEST_CASE("quotes keep separators and doubled quotes") {
  CHECK(read("\"a;b\";\"c \"\"d\"\"\"\n") == Lines{{1, {"a;b", "c \"d\""}}});
  CHECK(read("Klub \"Wola\";b") == Lines{{1, {"Klub \"Wola\"", "b"}}});
}

TEST_CASE("a quote that is never closed is told with the line where it opened") {
  try {
    read("a;b\nc;\"d\ne;f\n");
    FAIL("it was taken");
  } catch (const Error& error) {
    CHECK(error.exit() == Exit::data);
    CHECK(error.reason() == "quote");
    CHECK(error.line() == 2);
  }
}

TEST_CASE("the line that names the separator for Excel is no record") {
  CHECK(read("sep=;\r\na;b\r\n") == Lines{{2, {"a", "b"}}});
  CHECK(csv::separator_of("sep=,\r\na;b;c,d\r\n") == ',');
}

TEST_CASE("the separator is what cuts the lines most evenly") {
  CHECK(csv::separator_of("a;b;c\n1,5;2;3\n") == ';');
  CHECK(csv::separator_of("a,b,c\n1;2,3,4\n") == ',');
  CHECK(csv::separator_of("a\tb\tc\n1, 2\t3\t4\n") == '\t');
  CHECK(csv::separator_of("\"a,b,c,d\";e\n1;2\n") == ';');
  CHECK(csv::separator_of("") == ';');
}

TEST_CASE("a table has its header and its rows, without the blank ones") {
  const auto table = csv::read_table("\n Facility ;E-mail\n\nF-1; a@b.example \n;\n");
  CHECK(table.header_line == 2);
  CHECK(table.headers == std::vector<std::string>{"facility", "e_mail"});
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows.front().line == 4);
  CHECK(table.cell(table.rows.front(), "e_mail") == "a@b.example");
  CHECK(table.cell(table.rows.front(), "nothing") == "");
}

TEST_CASE("a table without anything, or with a name twice, is refused") {
  CHECK_THROWS_WITH_AS(csv::read_table("\n;\n"), "the file is empty", Error);
  CHECK_THROWS_AS(csv::read_table("a;b;A\n1;2;3\n"), Error);
}

TEST_CASE("a row has as many cells as the header; empty ones too many are none") {
  CHECK_FALSE(csv::why_not_row({1, {"a", "b"}}, 2));
  CHECK_FALSE(csv::why_not_row({1, {"a", "b", " ", ""}}, 2));
  CHECK(csv::why_not_row({1, {"a", "b", "c"}}, 2)->reason == "column_count");
  CHECK(csv::why_not_row({7, {"a"}}, 2)->line == 7);
}

TEST_CASE("a file for programs is RFC 4180") {
  CHECK(line_of({"a", "b,c", "d \"e\"", "=1+1", ""}, csv::Style::programs) ==
        "a,\"b,c\",\"d \"\"e\"\"\",=1+1,\r\n");
  CHECK(csv::beginning(csv::Style::programs).empty());
}

TEST_CASE("a file for people opens in a Polish spreadsheet and runs nothing") {
  CHECK(csv::beginning(csv::Style::people) == "\xEF\xBB\xBF");
  CHECK(line_of({"a;b", "=1+1", "+48 22 555 00 10", "-1"}, csv::Style::people) ==
        "\"a;b\";'=1+1;+48 22 555 00 10;'-1\r\n");
  for (const char* cell : {"=A1", "+1+1", "-1", "@SUM(A1)", "\t=1", "\rx", "＝1+1", "＠x", " =1",
                           "+48 22 555 wew. 1"}) {
    CAPTURE(cell);
    CHECK(csv::would_run(cell));
    CHECK(csv::guarded(cell) == "'" + std::string{cell});
  }
  for (const char* cell : {"", "Klub", "+48225550010", "Klub -minus-", "a=b"}) {
    CAPTURE(cell);
    CHECK(csv::guarded(cell) == cell);
  }
}

TEST_CASE("a separator is one character") {
  CHECK(csv::read_separator(",") == ',');
  CHECK(csv::read_separator("tab") == '\t');
  CHECK_THROWS_AS(csv::read_separator(";;"), Error);
  CHECK_THROWS_AS(csv::read_separator("\""), Error);
}
