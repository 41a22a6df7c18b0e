#include "lib/base/file.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/reports.hpp"
#include "lib/store/inner.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace mk;
using namespace mk::exchange;

namespace {

/// Twelve active facilities of Wola whose exchange is open.
class Square {
 public:
  Square() : db{scratch.database()} {
    sql("insert into card (title, text_limit, installed_at) values ('K', 9, "
        "'2026-08-01T08:00:00Z')");
    for (int i = 1; i <= 12; ++i) add_member(std::to_string(i));
  }

  void sql(const std::string& statement) { db.inner().db.exec(statement); }

  Context on(const std::string& day) {
    return {db, start_of(*parse_day(day)) + std::chrono::hours{9}, {"ola", ""}, settings};
  }

  PostId post(std::int64_t facility, Type type, const char* category, const char* in_return = "",
              std::optional<std::int64_t> quantity = {}) {
    exchange::Draft draft;
    draft.party = facility == 0 ? Party{} : Party{FacilityId{facility}};
    draft.type = type;
    draft.category = category;
    draft.title = "Coś";
    draft.in_return_for = in_return;
    draft.quantity = quantity;
    draft.until = parse_day("2026-12-31");
    return exchange::post(on("2026-09-10"), draft).post.id;
  }

  /// Three facilities from `first` on swap furniture, a room and volunteers.
  void add_ring(std::int64_t first) {
    post(first, Type::offer, "meble", "wolontariusze", 6);
    post(first + 1, Type::offer, "sala-warsztatowa", "meble");
    post(first + 2, Type::offer, "wolontariusze", "sala-warsztatowa");
    for (const auto& match : propose(on("2026-09-10"), 3, 0).matches) {
      for (const auto& member : match.members) accept(on("2026-09-12"), match.id, member.party);
      done(on("2026-09-20"), match.id);
    }
  }

  /// "part item count" of each row that is not nobody, "-" where it is hidden.
  std::string told(const std::string& day, std::vector<Term> terms = {}) {
    const auto report = exchange_report(on("2026-12-01"), {std::move(terms), parse_day(day), {}});
    std::string all;
    for (const auto& row : report.table.rows) {
      const auto* const count = std::get_if<std::int64_t>(&row[3].is);
      if (count != nullptr && *count == 0) continue;
      all += std::get<print::Code>(row[0].is).code + " " + std::get<std::string>(row[1].is) + " " +
             (count == nullptr ? "-" : std::to_string(*count)) + "\n";
    }
    return all;
  }

  Scratch scratch;
  store::Database db;
  Settings settings;

 private:
  void add_member(const std::string& id) {
    sql("insert into facility (state, operator, name, district, key_hash, row_hash) values "
        "('active', 'Most', 'Klub " +
        id + "', 'Wola', randomblob(16), randomblob(16))");
    sql("insert into account (facility, manager, email, applied_at) values (" + id +
        ", 'Ala Lis', 'k" + id + "@most.example', '2026-08-01T08:00:00Z')");
    sql("insert into survey (facility, term, card, state, begun_at, changed_at, submitted_at, "
        "accepted_at) values (" +
        id +
        ", '2026-09', 1, 'accepted', '2026-08-10T08:00:00Z', '2026-08-10T08:00:00Z', "
        "'2026-08-10T08:00:00Z', '2026-08-12T08:00:00Z')");
    sql("insert into status (facility, survey, card, term, status, since, until) values (" + id +
        ", " + id + ", 1, '2026-09', 'standard', '2026-08-12', '2027-04-30')");
  }
};

}  // namespace

TEST_CASE("the report follows real matches from the proposal to the end") {
  Square square;
  for (const auto first : {1, 4, 7}) square.add_ring(first);
  CHECK(square.told("2026-09-09").empty());
  // Matched posts are in no short supply.
  CHECK(square.told("2026-09-11") == "ends proposed 3\n");
  CHECK(square.told("2026-09-12") ==
        "agreed ring-3 3\nround ring-3:meble>sala-warsztatowa>wolontariusze 3\nends agreed 3\n");
  CHECK(square.told("2026-09-20") ==
        "given sala-warsztatowa 3\ngiven meble 3\ngiven wolontariusze 3\ngiven all 9\n"
        "units sala-warsztatowa 3\nunits meble 18\nunits wolontariusze 3\nunits all 24\n"
        "facilities both 9\nfacilities all 9\nagreed ring-3 3\n"
        "round ring-3:meble>sala-warsztatowa>wolontariusze 3\nends done 3\n");
  CHECK(square.told("2026-09-20", {*Term::parse("2026-03")}).empty());
  CHECK(square.told("2026-09-20", {*Term::parse("2026-09")}) == square.told("2026-09-20"));
}

TEST_CASE("one ring is nobody's business") {
  Square square;
  square.add_ring(1);
  const auto told = square.told("2026-09-20");
  CHECK(told.find("ring-3:") == std::string::npos);
  for (auto at = told.find('\n'); at != std::string::npos; at = told.find('\n', at + 1))
    CHECK(told[at - 1] == '-');
}

TEST_CASE("short supply is told as it stood, although posts change and go") {
  Square square;
  for (int i = 1; i <= 6; ++i) square.post(i, Type::need, "transport");
  for (int i = 1; i <= 5; ++i) square.post(i, Type::offer, "meble", "transport");
  const std::string then =
      "unmet_needs transport 6\nunmet_needs all 6\nunwanted_offers meble 5\nunwanted_offers all "
      "5\n";
  CHECK(square.told("2026-09-12").ends_with(then));
  const auto change = [&](std::int64_t id) {
    Change to;
    to.category = "superwizja";
    edit(square.on("2026-09-13"), {id}, to);
  };
  for (int i = 1; i <= 6; ++i) change(i);
  close(square.on("2026-09-14"), {7});
  for (int i = 8; i <= 11; ++i) close(square.on("2026-09-14"), {i});
  CHECK(square.told("2026-09-12").ends_with(then));
  CHECK(square.told("2026-09-14").ends_with("unmet_needs superwizja 6\nunmet_needs all 6\n"));
  CHECK(square.told("2027-01-01").empty());
}

TEST_CASE("the report names no facility and is the same whoever did what") {
  Square square;
  for (const auto first : {1, 4}) square.add_ring(first);
  Square other;
  for (const auto first : {7, 1}) other.add_ring(first);
  CHECK(square.told("2026-09-20") == other.told("2026-09-20"));
  const auto page = report::as_page(exchange_report(square.on("2026-12-01"), {}), "pl");
  CHECK(page.find("Klub") == std::string::npos);
  CHECK(page.find("F-1") == std::string::npos);
}
