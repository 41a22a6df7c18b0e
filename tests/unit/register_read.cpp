#include "lib/register/register.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace mk;
using namespace mk::registry;

namespace {

/// A reading with its rows.
struct Collected : Reading {
  std::vector<Row> rows;
  std::vector<Refused> refused;
};

Collected reading(const std::string& bytes, const Options& options = {}) {
  Collected all;
  auto source = Source::of(bytes);
  const Taker taker{
      [](const Reading&) {},
      [&](const Row& row) -> std::optional<csv::Refusal> {
        all.rows.push_back(row);
        return std::nullopt;
      },
      [&](Refused refused, const csv::Record&) { all.refused.push_back(std::move(refused)); }};
  static_cast<Reading&>(all) = read(source, options, taker);
  return all;
}

std::string refused_for(const std::string& bytes, const Options& options = {}) {
  try {
    reading(bytes, options);
    return "taken";
  } catch (const Error& error) {
    return error.exit() == Exit::usage ? "usage" : error.reason();
  }
}

const std::string header = "operator;name;district\n";

}  // namespace

TEST_CASE("columns are read by name, in any order") {
  const auto it = reading("District;Name;Operator;Uwagi\nWola;Klub;Fundacja;x\n");
  REQUIRE(it.rows.size() == 1);
  CHECK(it.rows.front().listing.operator_name == "Fundacja");
  CHECK(it.rows.front().listing.district == "Wola");
  CHECK(it.warnings.size() == 1);
  CHECK(std::find(it.absent.begin(), it.absent.end(), "nip") != it.absent.end());
}

TEST_CASE(
    "titles, sections, totals and blank lines are passed over, the middle two with a warning") {
  const auto it = reading("Wykaz placówek;;\n\n" + header +
                          "Dzielnica Wola;;\nFundacja;Klub;Wola\n;;\n \u00A0;;\nRazem:;1;\n");
  CHECK(it.header_line == 3);
  CHECK(it.rows.size() == 1);
  CHECK(it.rows.front().line == 5);
  CHECK(it.skipped == 6);
  CHECK(it.warnings.size() == 2);
  CHECK(it.refused.empty());
}

TEST_CASE("a facility whose name begins like a total is a facility") {
  const auto it = reading(header + "Razem dla Woli;Klub;Wola\nRazem;Klub;Wola\n");
  CHECK(it.rows.size() == 2);
}

TEST_CASE("a row that does not fit or repeats the header is refused with its line") {
  const auto it = reading(header +
                          "Fundacja;Klub\nFundacja;Klub;Wola;x\nOPERATOR;Name;district\n"
                          "Fundacja;Klub;Wola;;\n");
  REQUIRE(it.refused.size() == 3);
  CHECK(it.refused[0].refusal.reason == "column_count");
  CHECK(it.refused[0].refusal.line == 2);
  CHECK(it.refused[1].refusal.reason == "column_count");
  CHECK(it.refused[2].refusal.reason == "header_repeated");
  CHECK(it.rows.size() == 1);
}

TEST_CASE("a refused row tells whose it is as far as it can be read") {
  const auto good = reading(header + "Fundacja;Klub;Wola\n");
  const auto it = reading(header + "Fundacja;Klub;Praga\n");
  REQUIRE(it.refused.size() == 1);
  CHECK(it.refused.front().key_hash == key_hash_of(good.rows.front().listing));
}

TEST_CASE("what a person says of a header goes before what it looks like") {
  Options options;
  options.columns = {{"Prowadzi", "operator"}, {"Nazwa", "-"}, {"PWD", "name"}};
  const auto it = reading("Prowadzi;Nazwa;PWD;Dzielnica\nFundacja;x;Klub;Wola\n", options);
  REQUIRE(it.rows.size() == 1);
  CHECK(it.rows.front().listing.operator_name == "Fundacja");
  CHECK(it.rows.front().listing.name == "Klub");
  options.columns = {{"Prowadzi", "owner"}};
  CHECK(refused_for("Prowadzi;Nazwa;Dzielnica\nF;K;Wola\n", options) == "usage");
}

TEST_CASE("a file that says nothing is refused as a whole") {
  CHECK(refused_for("") == "empty");
  CHECK(refused_for("\n;;\n") == "empty");
  CHECK(refused_for(header) == "empty");
  CHECK(refused_for("<!DOCTYPE html>\n<html>;;</html>\n") == "header");
  CHECK(refused_for("operator;name\nF;K\n") == "header");
  CHECK(refused_for("operator;name;district;Nazwa\nF;K;Wola;L\n") == "header");
  CHECK(refused_for(header + "F;\"K;Wola\n") == "quote");
}

TEST_CASE("a PESEL in the register is told") {
  const auto it = reading("operator;name;manager;district\nF;K;Ola 14221512345;Wola\n");
  CHECK(it.rows.size() == 1);
  CHECK(it.warnings.size() == 1);
}
