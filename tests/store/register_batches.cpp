#include "lib/facility/actions.hpp"
#include "lib/facility/batches.hpp"
#include "lib/facility/import.hpp"
#include "lib/facility/records.hpp"
#include "lib/store/query.hpp"
#include "lib/store/references.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

using namespace mk;
using facility::Left;

namespace {

const std::string header = "operator;name;street;district;phone\n";
const std::string two = header +
                        "Fundacja;Klub A;Łucka 1;Wola;22 555 00 01\n"
                        "Fundacja;Klub B;Łucka 2;Wola;22 555 00 02\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

/// An office that takes files of the register in, one a day.
struct Office {
  Scratch scratch;
  store::Database db = scratch.database();
  Settings settings;
  Context context{db, *parse_instant("2026-09-10T07:00:00Z"), {"ola", ""}, settings};

  BatchId import(const std::string& bytes, bool partial = false) {
    facility::RegisterFile file{"wykaz.csv", Source::of(bytes), {}};
    file.partial = partial;
    file.allow_shrink = true;
    const auto done = facility::import_register(context, std::move(file));
    context.now += std::chrono::hours{24};
    return done.batch.value_or(BatchId{});
  }
  facility::Undone undo(BatchId id) {
    auto done = facility::undo_import(context, id);
    CHECK(facility::breaches(db).empty());
    return done;
  }
  facility::Facility facility(std::int64_t id) {
    return facility::records::facility(db, FacilityId{id});
  }
  std::int64_t count(const std::string& sql) { return store::count(db, sql.c_str()); }
  void run(const std::string& sql) { store::change(db, sql.c_str()); }

  /// Everything that the register says, digests too.
  std::vector<std::string> register_now() {
    std::string columns;
    for (const auto* column :
         {"id", "operator", "name", "street", "district", "phone", "phone_raw", "register_no",
          "delisted_at", "kept_reason", "unlisted_reason", "batch", "line", "key_hash", "row_hash"})
      columns +=
          std::string{columns.empty() ? "" : " || '|' || "} + "ifnull(quote(" + column + "), '')";
    return store::all(
        db, [](const store::Row& row) { return row.text("it"); },
        ("select " + columns + " as it from facility order by id").c_str());
  }
};

/// Files of the register as chance has them: rows come, go, change and take a number.
class Chance {
 public:
  explicit Chance(unsigned seed) : random_{seed} {}

  std::string file() {
    std::string bytes = "operator;name;street;district;phone;register_no\n";
    for (int club = 0; club < 8; ++club) {
      if (roll(3) == 0 && club > 0) continue;
      const auto number = roll(2) == 0 ? std::to_string(100 + club) : std::string{};
      const auto name =
          std::string{roll(2) == 0 ? "Klub " : "KLUB "} + static_cast<char>('A' + club);
      bytes += std::string{roll(4) == 0 && !number.empty() ? "Nowa" : "Fundacja"} + ";" + name +
               ";Łucka 1;" + (roll(2) == 0 ? "Wola" : "Ochota") + ";22 555 00 0" +
               std::to_string(roll(3)) + ";" + number + "\n";
    }
    return bytes;
  }
  int roll(int sides) { return std::uniform_int_distribution{0, sides - 1}(random_); }
  template <class Items>
  void shuffle(Items& items) {
    std::shuffle(items.begin(), items.end(), random_);
  }

 private:
  std::mt19937 random_;
};

/// Takes `count` files of chance in; gives the batches of those that changed something.
std::vector<BatchId> take(Office& office, Chance& chance, int count) {
  std::vector<BatchId> batches;
  batches.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    batches.push_back(office.import(chance.file(), chance.roll(3) == 0));
  std::erase(batches, BatchId{});
  return batches;
}

}  // namespace

TEST_CASE("the files that changed something are listed, with who took them in") {
  Office office;
  office.import(two);
  CHECK(office.import(two) == BatchId{});
  office.context.actor = {"ola", "Jan Sroka"};
  office.import(replaced(two, "00 02", "00 22"));
  const auto found = facility::batches(office.db);
  REQUIRE(found.size() == 2);
  CHECK(found[0].who == "ola");
  CHECK(found[0].added == 2);
  CHECK(found[1].id == BatchId{2});
  CHECK(found[1].who == "Jan Sroka");
  CHECK(found[1].updated == 1);
  CHECK(found[1].file == "wykaz.csv");
  CHECK(found[1].hash.size() == 64);
  CHECK_FALSE(found[1].undone_at);
}

TEST_CASE("undoing an import brings back exactly what the register said before it") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Office office;
    Chance chance{seed};
    take(office, chance, 4);
    const auto before = office.register_now();
    const auto batch = office.import(chance.file());
    const auto after = office.register_now();
    CHECK(after != before);
    facility::preview_undo(office.context, batch);
    CHECK(office.register_now() == after);
    office.undo(batch);
    CHECK(office.register_now() == before);
  }
}

TEST_CASE("undoing all imports in any order leaves nothing of what they brought") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Office office;
    Chance chance{seed};
    auto batches = take(office, chance, 5);
    chance.shuffle(batches);
    for (const auto batch : batches) office.undo(batch);
    CHECK(office.register_now().empty());
  }
}

namespace {

/// What the register says when two of five imports are undone; nothing when one facility was in
/// another's way.
std::vector<std::string> without_two(unsigned seed, bool later_first) {
  Office office;
  Chance chance{seed};
  const auto batches = take(office, chance, 5);
  std::vector<BatchId> chosen{batches.at(1), batches.back()};
  if (later_first) std::ranges::reverse(chosen);
  for (const auto batch : chosen) {
    const auto left = office.undo(batch).left;
    if (std::ranges::count(left, Left::Why::taken, &Left::why) > 0) return {};
  }
  return office.register_now();
}

}  // namespace

TEST_CASE("in which order two imports are undone makes no difference while no one is in the way") {
  int compared = 0;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const auto one = without_two(seed, false);
    const auto other = without_two(seed, true);
    if (one.empty() || other.empty()) continue;
    ++compared;
    CHECK(one == other);
  }
  CHECK(compared > 6);
}

TEST_CASE("what a later import changed stays, and is named with that import") {
  Office office;
  office.import(two);
  const auto second = office.import(replaced(replaced(two, "00 01", "00 11"), "00 02", "00 22"));
  const auto third = office.import(replaced(replaced(two, "00 01", "00 33"), "00 02", "00 22"));
  const auto done = office.undo(second);
  CHECK(office.facility(1).listing.phone == "+48225550033");
  CHECK(office.facility(2).listing.phone == "+48225550002");
  REQUIRE(done.left.size() == 1);
  CHECK(done.left[0].id == FacilityId{1});
  CHECK(done.left[0].column == "phone");
  CHECK(done.left[0].value == "+48225550033");
  CHECK(done.left[0].cause->batch == third);
  CHECK(done.restored.size() == 1);
  // What was undone is not put back by undoing what came after it.
  office.undo(third);
  CHECK(office.facility(1).listing.phone == "+48225550001");
}

TEST_CASE("an import is undone once, and one that is not there is not") {
  Office office;
  const auto batch = office.import(two);
  office.undo(batch);
  CHECK(facility::batches(office.db)[0].undone_at == office.context.now);
  CHECK_THROWS_WITH_AS(office.undo(batch), "B-1 was undone already, on 11.09.2026 09:00", Error);
  CHECK_THROWS_WITH_AS(office.undo(BatchId{9}), "there is no B-9", Error);
}

TEST_CASE("the same file may be taken in again after it was undone, with new ids") {
  Office office;
  office.undo(office.import(two));
  CHECK(office.import(two) == BatchId{2});
  CHECK(office.count("select min(id) as n from facility") == 3);
}

TEST_CASE("a facility that left comes back, and is not kept any more") {
  Office office;
  office.import(two);
  const auto batch = office.import(header + "Fundacja;Klub A;Łucka 1;Wola;22 555 00 01\n");
  facility::keep(office.context, FacilityId{2}, "przetarg trwa");
  CHECK(office.facility(2).kept_reason == "przetarg trwa");
  office.undo(batch);
  CHECK(office.facility(2).listed());
  CHECK(office.facility(2).kept_reason.empty());
}

TEST_CASE(
    "a facility that the file had added stays when it has an account, and leaves the register") {
  Office office;
  const auto batch = office.import(two);
  facility::apply(office.context, FacilityId{2}, {"Anna Lis", "klub@wola.example", "", "", ""});
  const auto done = office.undo(batch);
  REQUIRE(done.removed.size() == 1);
  CHECK(done.removed[0].id == FacilityId{1});
  REQUIRE(done.left.size() == 1);
  CHECK(done.left[0].why == Left::Why::account);
  CHECK(done.left[0].delisted);
  CHECK(office.facility(2).delisted_at == office.context.now);
  CHECK(office.facility(2).account->email == "klub@wola.example");
}

TEST_CASE("a facility with nothing but a letter stays too") {
  Office office;
  const auto batch = office.import(two);
  facility::apply(office.context, FacilityId{2}, {"Anna Lis", "klub@wola.example", "", "", ""});
  facility::reject(office.context, FacilityId{2}, "brak umowy");
  const auto done = office.undo(batch);
  REQUIRE(done.left.size() == 1);
  CHECK(done.left[0].why == Left::Why::referred);
}

TEST_CASE("a facility added by hand is by hand again") {
  Office office;
  office.import(two);
  facility::add_by_hand(
      office.context, {"Fundacja", "Klub C", "Wola", "", "Łucka 3", "", "otwarty w sierpniu"}, {});
  const auto batch = office.import(two + "Fundacja;Klub C;Łucka 3;Wola;22 555 00 03\n");
  CHECK(office.facility(3).listed());
  office.undo(batch);
  CHECK(office.facility(3).unlisted_reason == "otwarty w sierpniu");
  CHECK(office.facility(3).listing.phone.empty());
}

TEST_CASE("a value that was erased for privacy is not brought back") {
  Office office;
  office.import(two);
  const auto batch = office.import(replaced(two, "00 01", "00 11"));
  office.run("update change set before = null, after = null, salt = null where column = 'phone'");
  const auto done = office.undo(batch);
  CHECK(office.facility(1).listing.phone == "+48225550011");
  REQUIRE(done.left.size() == 1);
  CHECK(done.left[0].why == Left::Why::erased);
}

TEST_CASE("a facility keeps its number while another one is known by what it was known by") {
  Office office;
  const std::string numbered = "register_no;operator;name;street;district\n";
  office.import(header + "Fundacja;Klub A;Łucka 1;Wola;\n");
  const auto number = office.import(numbered + "7;Fundacja;Klub A;Łucka 1;Wola\n");
  const auto name = office.import(numbered + "7;Fundacja;Klub Z;Łucka 1;Ochota\n");
  office.import(numbered + "7;Fundacja;Klub Z;Łucka 1;Ochota\n;Fundacja;Klub A;Łucka 1;Wola\n");
  office.undo(name);
  CHECK(office.facility(1).listing.name == "Klub A");
  const auto done = office.undo(number);
  REQUIRE(done.left.size() == 1);
  CHECK(done.left[0].why == Left::Why::taken);
  CHECK(done.left[0].column == "register_no");
  CHECK(done.left[0].holder == FacilityId{2});
  CHECK(office.facility(1).listing.register_no == "7");
}

namespace {

const std::string turned = header +
                           "Fundacja;Klub B;Łucka 2;Wola;22 555 00 22\n"
                           "Fundacja;Klub A;Łucka 1;Wola;22 555 00 01\n";

facility::Origin source(Office& office, const char* column) {
  const auto found = facility::sources(office.db, FacilityId{2});
  REQUIRE(found.size() == 16);
  return *std::ranges::find(found, column, &facility::Origin::column);
}

}  // namespace

TEST_CASE("each value tells its file and line") {
  Office office;
  office.import(two);
  office.import(turned);
  const auto name = source(office, "name");
  CHECK(name.cause->batch == BatchId{1});
  CHECK(name.cause->file == "wykaz.csv");
  CHECK(name.cause->who == "ola");
  CHECK(name.line == 3);
  const auto phone = source(office, "phone");
  CHECK(phone.cause->batch == BatchId{2});
  CHECK(phone.line == 2);
}

TEST_CASE("a value that an undoing put back comes from where it came from at first") {
  Office office;
  office.import(two);
  office.undo(office.import(turned));
  CHECK(source(office, "phone").cause->batch == BatchId{1});
  CHECK(source(office, "phone").line == 3);
}

TEST_CASE("the values of a facility added by hand come from whoever added it") {
  Office office;
  facility::add_by_hand(office.context, {"Fundacja", "Klub", "Wola", "", "", "", "nowy"}, {});
  const auto name = facility::sources(office.db, FacilityId{1})[1];
  REQUIRE(name.cause);
  CHECK_FALSE(name.cause->batch);
  CHECK(name.cause->verb == "facility add");
  CHECK_FALSE(name.line);
}
