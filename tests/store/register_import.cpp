#include "lib/facility/actions.hpp"
#include "lib/facility/import.hpp"
#include "lib/facility/records.hpp"
#include "lib/store/log.hpp"
#include "lib/store/query.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace mk;
using facility::Imported;
using facility::RegisterFile;

namespace {

const std::string header = "operator;name;street;district;phone\n";
const std::string five = header +
                         "Fundacja;Klub A;Łucka 1;Wola;22 555 00 01\n"
                         "Fundacja;Klub B;Łucka 2;Wola;22 555 00 02\n"
                         "Fundacja;Klub C;Łucka 3;Wola;22 555 00 03\n"
                         "Fundacja;Klub D;Łucka 4;Wola;22 555 00 04\n"
                         "Fundacja;Klub E;Łucka 5;Wola;22 555 00 05\n";

/// An office with an empty register.
struct Office {
  Scratch scratch;
  store::Database db = scratch.database();
  Settings settings;
  Context context{db, *parse_instant("2026-09-10T07:00:00Z"), {"ola", ""}, settings};

  Imported import(const std::string& bytes) { return import(file(bytes)); }
  Imported import(RegisterFile file) { return facility::import_register(context, std::move(file)); }
  static RegisterFile file(const std::string& bytes) {
    return {"wykaz.csv", Source::of(bytes), {}};
  }
  facility::Facility facility(std::int64_t id) {
    return facility::records::facility(db, FacilityId{id});
  }
  std::int64_t count(const char* sql) { return store::count(db, sql); }
  std::int64_t entries() { return count("select count(*) as n from entry"); }
};

std::string without_line(std::string text, const std::string& with) {
  const auto at = text.find(with);
  const auto from = text.rfind('\n', at) + 1;
  return text.erase(from, text.find('\n', at) + 1 - from);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("a register is taken in the order of the file, each row with its batch and line") {
  Office office;
  const auto done = office.import(five);
  CHECK(done.added == 5);
  CHECK(done.read == 5);
  CHECK(done.batch == BatchId{1});
  const auto it = office.facility(2);
  CHECK(it.listing.name == "Klub B");
  CHECK(it.listing.phone == "+48225550002");
  CHECK(it.listed());
  CHECK(office.count("select line as n from facility where id = 2 and batch = 1") == 3);
  CHECK(office.entries() == 1);
}

TEST_CASE("the same register once more changes nothing and is not remembered") {
  Office office;
  office.import(five);
  const auto done = office.import(five);
  CHECK(done.unchanged == 5);
  CHECK_FALSE(done.batch);
  CHECK(office.entries() == 1);
  CHECK(office.count("select count(*) as n from batch") == 1);
}

TEST_CASE("a changed row changes its facility, and the log keeps what it was") {
  Office office;
  office.import(five);
  const auto done = office.import(replaced(five, "22 555 00 03", "22 555 00 33"));
  CHECK(done.updated == 1);
  CHECK(done.unchanged == 4);
  CHECK(office.facility(3).listing.phone == "+48225550033");
  CHECK(office.count("select count(*) as n from change where thing = 'facility' and row = 3 and "
                     "column = 'phone' and before = '+48225550003'") == 1);
}

TEST_CASE("a column that the file lacks leaves what is known") {
  Office office;
  office.import(five);
  const auto done = office.import(
      "operator;name;street;district\nFundacja;Klub A;Łucka 1;Ochota\n"
      "Fundacja;Klub B;Łucka 2;Wola\nFundacja;Klub C;Łucka 3;Wola\n"
      "Fundacja;Klub D;Łucka 4;Wola\nFundacja;Klub E;Łucka 5;Wola\n");
  CHECK(done.updated == 1);
  CHECK(done.unchanged == 4);
  CHECK(office.facility(1).listing.district == "Ochota");
  CHECK(office.facility(1).listing.phone == "+48225550001");
}

TEST_CASE("a facility that the register lacks is marked, and comes back when it does") {
  Office office;
  office.import(five);
  const auto gone = office.import(without_line(five, "Klub E"));
  CHECK(gone.delisted == 1);
  CHECK(gone.warnings.size() == 1);
  CHECK_FALSE(office.facility(5).listed());
  CHECK(office.import(without_line(five, "Klub E")).delisted == 0);
  const auto back = office.import(five);
  CHECK(back.updated == 1);
  CHECK(office.facility(5).listed());
}

TEST_CASE("a part of the register delists nobody") {
  Office office;
  office.import(five);
  auto part = Office::file(header + "Fundacja;Klub F;Łucka 6;Wola;\n");
  part.partial = true;
  const auto done = office.import(std::move(part));
  CHECK(done.added == 1);
  CHECK(done.delisted == 0);
}

TEST_CASE("more than a fifth gone stops the import, exactly a fifth does not") {
  Office office;
  office.import(five);
  const auto two_gone = without_line(without_line(five, "Klub D"), "Klub E");
  const auto stopped = office.import(two_gone);
  CHECK(stopped.stopped);
  CHECK_FALSE(stopped.batch);
  CHECK(office.facility(5).listed());
  CHECK_FALSE(office.import(without_line(five, "Klub E")).stopped);
  auto allowed = Office::file(header + "Fundacja;Klub A;Łucka 1;Wola;22 555 00 01\n");
  allowed.allow_shrink = true;
  CHECK(office.import(std::move(allowed)).delisted == 3);
}

TEST_CASE("a refused row keeps its facility in the register") {
  Office office;
  office.import(five);
  const auto done = office.import(replaced(five, "22 555 00 05", "brak"));
  CHECK(done.refusals.size() == 1);
  CHECK(done.delisted == 0);
  CHECK(office.facility(5).listing.phone == "+48225550005");
}

TEST_CASE("one refused row stops an import of all or nothing") {
  Office office;
  auto file = Office::file(five + "Fundacja;;Łucka 9;Wola;\n");
  file.all_or_nothing = true;
  const auto done = office.import(std::move(file));
  CHECK(done.stopped);
  CHECK(done.refusals.size() == 1);
  CHECK(office.count("select count(*) as n from facility") == 0);
}

TEST_CASE("a row takes a number, and is known by it from then on") {
  Office office;
  const std::string numbered = "register_no;operator;name;street;district\n";
  office.import("operator;name;street;district\nFundacja;Klub A;Łucka 1;Wola\n");
  CHECK(office.import(numbered + "7;Fundacja;Klub A;Łucka 1;Wola\n").updated == 1);
  CHECK(office.import(numbered + "7;Stowarzyszenie;Klub Z;Długa 1;Wola\n").updated == 1);
  CHECK(office.facility(1).listing.name == "Klub Z");
  CHECK(office.facility(1).listing.register_no == "7");
  const auto same =
      office.import("operator;name;street;district\nStowarzyszenie;Klub Z;Długa 1;Wola\n");
  CHECK(same.unchanged == 1);
  CHECK(office.count("select count(*) as n from facility") == 1);
}

TEST_CASE("two facilities at one address have two numbers") {
  Office office;
  const std::string two =
      "register_no;operator;name;district\n1;Fundacja;Klub;Wola\n2;Fundacja;Klub;Wola\n";
  CHECK(office.import(two).added == 2);
  CHECK(office.import(two).unchanged == 2);
}

TEST_CASE("a facility that returns under another operator is named with the one that left") {
  Office office;
  office.import(five);
  const auto done = office.import(replaced(five, "Fundacja;Klub E", "Stowarzyszenie;Klub E"));
  CHECK(done.added == 1);
  CHECK(done.delisted == 1);
  CHECK(std::any_of(done.warnings.begin(), done.warnings.end(), [](const Message& it) {
    return in_english(it) ==
           "F-6 (Klub E) is probably F-5 under another operator, Stowarzyszenie; if so: mk "
           "facility "
           "merge F-6 F-5";
  }));
}

TEST_CASE("an account stays as it is, and where it differs is told") {
  Office office;
  office.import(five);
  facility::apply(office.context, FacilityId{1},
                  {"Anna Lis", "klub@wola.example", "22 555 00 99", "", ""});
  const auto done = office.import(five);
  CHECK(done.unchanged == 5);
  CHECK_FALSE(done.batch);
  CHECK(office.facility(1).account->phone != office.facility(1).listing.phone);
  CHECK(done.warnings.size() == 1);
}

TEST_CASE("a facility added by hand stays, is told, and is listed once the register has it") {
  Office office;
  office.import(five);
  const auto added = facility::add_by_hand(
      office.context, {"Fundacja", "Klub F", "Wola", "", "Łucka 6", "", "opened in August"}, {});
  const auto still = office.import(five);
  CHECK(still.unchanged == 5);
  CHECK(still.delisted == 0);
  CHECK(still.warnings.size() == 1);
  CHECK(office.import(five + "Fundacja;Klub F;Łucka 6;Wola;\n").updated == 1);
  CHECK(office.facility(added.id.value).listed());
}

TEST_CASE("what the register says comes back as it was exported") {
  Office office;
  office.import(five);
  office.import(without_line(five, "Klub E"));
  CHECK(facility::registered(office.db).size() == 4);
}

TEST_CASE("of a facility that stands twice the later row is refused") {
  Office office;
  const auto it = office.import(
      "operator;name;street;district\nFundacja;Łąka;Łucka 1;Wola\n"
      "FUNDACJA;\" łĄKA  \";łucka  1;Wola\nFundacja;Łąka;Łucka 2;Wola\n");
  REQUIRE(it.refusals.size() == 1);
  CHECK(it.refusals.front().reason == "duplicate_facility");
  CHECK(it.refusals.front().line == 3);
  CHECK(it.added == 2);
}

TEST_CASE("two numbers are two facilities, whatever their names") {
  Office office;
  const auto it = office.import(
      "register_no;operator;name;district\n1;F;K;Wola\n2;F;K;Wola\n1;G;L;Wola\n"
      ";F;K;Wola\n");
  CHECK(it.added == 2);
  REQUIRE(it.refusals.size() == 2);
  CHECK(it.refusals[0].line == 4);
  CHECK(it.refusals[1].line == 5);
}
