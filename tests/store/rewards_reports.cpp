#include "lib/rewards/books.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/reports.hpp"
#include "tests/store/rewards_basket.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

using namespace mk;
using namespace mk::rewards;

namespace {

using Row = std::map<std::string, print::Value>;

std::vector<Row> rows(const report::Report& report) {
  std::vector<Row> all;
  for (const auto& row : report.table.rows) {
    auto& cells = all.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) cells[report.table.columns[i].key] = row[i];
  }
  return all;
}

std::int64_t grosze(const Row& row, const char* key) {
  return std::get<Money>(row.at(key).is).grosze;
}
std::int64_t number(const Row& row, const char* key) {
  return std::get<std::int64_t>(row.at(key).is);
}
std::string text(const Row& row, const char* key) {
  const auto& value = row.at(key).is;
  if (const auto* const code = std::get_if<print::Code>(&value)) return code->code;
  if (const auto* const count = std::get_if<std::int64_t>(&value)) return std::to_string(*count);
  if (std::holds_alternative<std::monostate>(value)) return "-";
  return std::get<std::string>(value);
}

/// "month opening committed spent free spent_within" of each row.
std::string budget(const report::Report& report) {
  std::string all;
  for (const auto& row : rows(report)) {
    all += text(row, "line") + " " + text(row, "month");
    for (const auto* const key : {"opening", "committed", "spent", "free", "spent_within"})
      all += " " + std::to_string(grosze(row, key));
    all += "\n";
  }
  return all;
}

std::string basket_of(const report::Report& report) {
  std::string all;
  for (const auto& row : rows(report)) {
    all += text(row, "name");
    for (const auto* const key :
         {"pool", "reserved", "delivered", "missed", "cancelled", "expired", "waiting"})
      all += " " + text(row, key);
    all += "\n";
  }
  return all;
}

report::Ask as_of(const char* day) { return {.as_of = parse_day(day)}; }

}  // namespace

TEST_CASE("the budget is told now and at the end of each month") {
  Basket city;
  add_line(city.on("2026-09-10"), {0, "superwizje", 2026, "852-85295-4300", {400'000}});
  const auto clubs = city.members(4);
  const auto reward = city.reward("Superwizja", 9, 2, {50'000});
  const auto first = city.reserve("2026-09-15", reward, clubs[0]);
  const auto second = city.reserve("2026-10-02", reward, clubs[1]);
  const auto third = city.reserve("2026-10-03", reward, clubs[2]);
  agree(city.on("2026-10-04"), first, *parse_day("2026-10-30"));
  agree(city.on("2026-10-04"), second, *parse_day("2026-10-30"));
  cancel(city.on("2026-10-05"), third, "choroba");
  deliver(city.on("2026-11-02"), first, {.cost = Money{45'000}});
  miss(city.on("2026-11-03"), second, {.cost = Money{20'000}});
  edit_line(city.on("2026-11-04"), "superwizje", 2026, Money{500'000}, std::nullopt);
  city.reserve("2026-11-20", reward, clubs[3], 2);

  const auto report = budget_report(city.on("2026-11-22"), {});
  CHECK(budget(report) ==
        "superwizje all 500000 100000 65000 335000 65000\n"
        "superwizje 2026-09 400000 50000 0 350000 0\n"
        "superwizje 2026-10 400000 100000 0 300000 0\n"
        "superwizje 2026-11 500000 100000 65000 335000 65000\n");
  CHECK(report.hidden == 0);
  CHECK(report.charts.size() == 2);
  CHECK(budget(budget_report(city.on("2026-11-22"), as_of("2026-10-03"))) ==
        "superwizje all 400000 150000 0 250000 0\n"
        "superwizje 2026-09 400000 50000 0 350000 0\n"
        "superwizje 2026-10 400000 150000 0 250000 0\n");
  CHECK(budget(budget_report(city.on("2026-11-22"), as_of("2026-09-09"))).empty());
}

TEST_CASE("a commitment that moves to the next year's line leaves the months before as they were") {
  Basket city;
  add_line(city.on("2026-09-10"), {0, "superwizje", 2026, "", {100'000}});
  add_line(city.on("2026-09-10"), {0, "superwizje", 2027, "", {300'000}});
  const auto club = city.members(1).front();
  const auto id = city.reserve("2026-11-15", city.reward("Superwizja", 9, 2, {50'000}), club);
  agree(city.on("2026-12-04"), id, *parse_day("2027-01-12"));
  deliver(city.on("2027-01-13"), id);
  const auto later = city.on("2027-02-01");
  CHECK(budget(budget_report(later, {.years = {2026}}))
            .ends_with("superwizje 2026-10 100000 0 0 100000 0\n"
                       "superwizje 2026-11 100000 50000 0 50000 0\n"
                       "superwizje 2026-12 100000 0 0 100000 0\n"));
  // Of the months before its year only those in which something of the line was used.
  CHECK(budget(budget_report(later, {.years = {2027}})) ==
        "superwizje all 300000 0 50000 250000 50000\n"
        "superwizje 2026-12 300000 50000 0 250000 0\n"
        "superwizje 2027-01 300000 0 50000 250000 50000\n"
        "superwizje 2027-02 300000 0 50000 250000 0\n");
  CHECK(budget_report(later, {.years = {2026, 2027}}).table.rows.size() == 9);
}

TEST_CASE("what is paid from another year's line than that of its day is named") {
  Basket city;
  add_line(city.on("2026-09-10"), {0, "superwizje", 2026, "", {100'000}});
  const auto club = city.members(1).front();
  const auto id = city.reserve("2026-11-15", city.reward("Superwizja", 9, 2, {50'000}), club);
  CHECK(budget_report(city.on("2026-11-16"), {}).notes.size() == 2);
  agree(city.on("2026-12-04"), id, *parse_day("2027-01-12"));
  deliver(city.on("2027-01-13"), id);
  const auto report = budget_report(city.on("2027-02-01"), {.years = {2026}});
  CHECK(report.notes.front() ==
        "Paid from a line of 2026, though their day is in another year: V-1.");
  // It was spent after the year, and its month is told, so that the months add up to the sum.
  CHECK(
      budget(report).ends_with("superwizje 2026-12 100000 50000 0 50000 0\n"
                               "superwizje 2027-01 100000 0 50000 50000 50000\n"));
}

TEST_CASE("a year without a line says so, and the default is the year of the day") {
  Basket city;
  add_line(city.on("2026-09-10"), {0, "superwizje", 2026, "", {100'000}});
  const auto report = budget_report(city.on("2026-11-22"), {.years = {2031}});
  CHECK(report.table.rows.empty());
  CHECK(report.notes.front() == "There is no budget line of 2031.");
  CHECK(budget_report(city.on("2026-11-22"), {}).table.rows.size() == 4);
  CHECK(budget_report(city.on("2027-01-22"), {}).table.rows.empty());
  CHECK(budget_report(city.on("2027-01-22"), as_of("2026-12-31")).table.rows.size() == 5);
}

namespace {

/// Facilities, the coordinator and the administrator, who do this and that, day by day.
class Year {
 public:
  Year() {
    for (const auto year : {2026, 2027})
      add_line(city_.on("2026-09-01"), {0, "superwizje", year, "", {600'000}});
    clubs_ = city_.members(9);
    rewards_ = {city_.reward("Superwizja", 6, 2, {50'000}),
                city_.reward("Konsultacja", 5, 3, {7'777}), city_.reward("Szkolenie", 3, 1)};
  }

  void day(Day day) {
    now_ = day;
    for (int i = 0; i < 4; ++i) try {
        deed();
      } catch (const Error&) {  // A rule said no, which is an answer.
      }
    expire_offers(context());
    expire(context());
    for (const auto& it : records::reservations(city_.db(), {})) seen_.insert(it.state);
  }

  Context context() { return city_.on(iso(now_) + "T10:00:00Z"); }
  const std::set<State>& seen() const { return seen_; }

 private:
  std::int64_t to(std::int64_t most) {
    return static_cast<std::int64_t>(random_() % static_cast<unsigned>(most + 1));
  }
  template <class Items>
  auto any(const Items& items) {
    return items.at(static_cast<std::size_t>(to(static_cast<std::int64_t>(items.size()) - 1)));
  }

  void deed() {
    const auto kind = to(9);
    if (kind < 5) {
      rewards::reserve(context(), {any(rewards_), any(clubs_), 1 + to(1), {}, true});
    } else if (kind < 6) {
      edit_line(context(), "superwizje", 2026 + to(1), Money{300'000 + 1000 * to(500)}, {});
    } else {
      move();
    }
  }

  void move() {
    const auto all = records::reservations(city_.db(), {});
    if (all.empty()) return;
    const auto it = any(all);
    const auto what = to(5);
    if (it.state == State::offered && what > 1) {
      accept(context(), it.id);
    } else if (it.state == State::agreed && what > 0) {
      const Finish how{.cost = Money{to(60'000)}, .on = now_};
      what > 2 ? deliver(context(), it.id, how) : miss(context(), it.id, how);
    } else if (it.state == State::reserved && what > 1) {
      agree(context(), it.id, now_ + std::chrono::days{to(90)});
    } else if (what == 0) {
      cancel(context(), it.id, "choroba");
    }
  }

  std::mt19937 random_{2026};
  Basket city_;
  std::vector<FacilityId> clubs_;
  std::vector<RewardId> rewards_;
  Day now_;
  std::set<State> seen_;
};

/// The books as the rows tell them today, counted one by one.
std::map<std::int64_t, Funds> counted_again(const Context& context) {
  std::map<std::int64_t, Funds> lines;
  for (const auto& it : rewards::lines(context, std::nullopt)) lines[it.line.year].line = it.line;
  for (const auto& it : rewards::reservations(context)) {
    if (!it.budget_line) continue;
    auto& line = lines.at(it.budget.ends_with("2026") ? 2026 : 2027);
    if (it.state == State::delivered || it.state == State::missed) {
      line.spent = line.spent + it.cost;
    } else {
      line.committed = line.committed + it.cost;
    }
  }
  return lines;
}

void check_row(const Row& row, const Funds& funds) {
  CHECK(grosze(row, "opening") == funds.line.amount.grosze);
  CHECK(grosze(row, "committed") == funds.committed.grosze);
  CHECK(grosze(row, "spent") == funds.spent.grosze);
  CHECK(grosze(row, "free") == funds.free().grosze);
  CHECK(grosze(row, "opening") ==
        grosze(row, "committed") + grosze(row, "spent") + grosze(row, "free"));
}

}  // namespace

TEST_CASE("each month and each day of random books is told later as it stood then") {
  Year year;
  std::map<std::string, std::map<std::int64_t, Funds>> month_ends;
  std::map<std::string, std::string> told;
  std::map<std::string, std::string> basket;
  const report::Ask both{.years = {2026, 2027}};
  for (auto day = *parse_day("2026-10-01"); day <= *parse_day("2027-04-30");
       day += std::chrono::days{1}) {
    year.day(day);
    month_ends[iso(day).substr(0, 7)] = counted_again(year.context());
    if (day.time_since_epoch().count() % 11 != 0) continue;
    told[iso(day)] = budget(budget_report(year.context(), both));
    basket[iso(day)] = basket_of(rewards_report(year.context(), {}));
  }
  CHECK(year.seen().size() == 8);
  const auto report = budget_report(year.context(), both);
  std::map<std::int64_t, std::int64_t> spent;
  std::map<std::int64_t, std::int64_t> within;
  bool before_its_year = false;
  for (const auto& row : rows(report)) {
    const auto month = text(row, "month");
    const auto of = number(row, "year");
    if (month == "all") {
      check_row(row, month_ends.rbegin()->second.at(of));
      spent[of] = grosze(row, "spent");
    } else {
      if (month >= "2026-10") check_row(row, month_ends.at(month).at(of));
      within[of] += grosze(row, "spent_within");
      before_its_year = before_its_year || (of == 2027 && month < "2027");
    }
  }
  CHECK(before_its_year);  // Something was agreed for the next year.
  CHECK(spent == within);
  for (const auto& [day, rows] : told) {
    auto ask = both;
    ask.as_of = parse_day(day);
    CHECK(budget(budget_report(year.context(), ask)) == rows);
    CHECK(basket_of(rewards_report(year.context(), as_of(day.c_str()))) == basket.at(day));
  }
  CHECK(breaches(year.context().db).empty());
}

TEST_CASE("rewards come by name, with what became of their pool, and the few are hidden") {
  Basket city;
  const auto clubs = city.members(20);
  const auto tools = city.reward("Żagle", 100, 10);
  const auto advice = city.reward("Łódka", 12, 2);
  city.reward("Latawce", 3, 1);
  for (std::size_t i = 0; i < 10; ++i) city.reserve("2026-10-01", tools, clubs[i], 2);
  for (std::size_t i = 0; i < 5; ++i) {
    const auto id = city.reserve("2026-10-02", tools, clubs[i], 3);
    agree(city.on("2026-10-03"), id, *parse_day("2026-10-04"));
    deliver(city.on("2026-10-05"), id);
  }
  for (std::size_t i = 0; i < 5; ++i)
    cancel(city.on("2026-10-06"), city.reserve("2026-10-06", tools, clubs[i]), "choroba");
  // Twelve places of the boat: two are delivered, ten reserved; that would tell the two.
  for (std::size_t i = 0; i < 12; ++i) {
    const auto id = city.reserve("2026-10-01", advice, clubs[i]);
    if (i > 1) continue;
    agree(city.on("2026-10-03"), id, *parse_day("2026-10-04"));
    deliver(city.on("2026-10-05"), id);
  }
  for (std::size_t i = 12; i < 17; ++i) city.reserve("2026-10-07", advice, clubs[i], 1, true);
  const auto report = rewards_report(city.on("2026-10-10"), {});
  CHECK(basket_of(report) ==
        "Latawce 3 0 0 0 0 0 0\n"
        "Łódka 12 - - 0 0 0 5\n"
        "Żagle 100 20 15 0 5 0 0\n");
  CHECK(report.hidden == 2);
  CHECK(report.charts.size() == 2);
}

TEST_CASE("whether somebody waits is hidden where it would tell that a few have the whole pool") {
  Basket city;
  const auto clubs = city.members(8);
  const auto trip = city.reward("Wyjazd", 2, 1);
  for (std::size_t i = 0; i < 8; ++i) city.reserve("2026-10-01", trip, clubs[i], 1, true);
  CHECK(basket_of(rewards_report(city.on("2026-10-10"), {})) == "Wyjazd 2 - - - 0 0 -\n");
}

TEST_CASE("an archived reward is told of the seasons in which somebody had it") {
  Basket city;
  const auto clubs = city.members(6);
  const auto gone = city.reward("Superwizja", 9, 1);
  const auto never = city.reward("Szkolenie", 9, 1);
  for (const auto club : clubs) city.reserve("2026-10-01", gone, club);
  edit(city.on("2027-03-02"), never, {.pool = 7});
  remove(city.on("2027-03-03"), gone);
  const auto seasons = rewards_report(city.on("2027-03-10"), {});
  CHECK(basket_of(seasons) ==
        "Superwizja 9 6 0 0 0 0 0\n"
        "Szkolenie 9 0 0 0 0 0 0\n"
        "Szkolenie 7 0 0 0 0 0 0\n");
  CHECK(seasons.charts.front().groups.front().name == "Superwizja (archived)");
  // And before it left, as it was then.
  CHECK(basket_of(rewards_report(city.on("2027-03-10"), as_of("2027-03-01"))) ==
        "Superwizja 9 6 0 0 0 0 0\n"
        "Szkolenie 9 0 0 0 0 0 0\n"
        "Superwizja 9 0 0 0 0 0 0\n"
        "Szkolenie 9 0 0 0 0 0 0\n");
  const auto none = rewards_report(city.on("2027-03-10"), {.terms = {{2031, false}}});
  CHECK(none.table.rows.empty());
  CHECK(none.notes.front() == "The basket had nothing in the season 2031-09.");
}

TEST_CASE("a season keeps its own pool in the report") {
  Basket city;
  const auto clubs = city.members(5);
  const auto reward = city.reward("Superwizja", 9, 1);
  for (const auto club : clubs) city.reserve("2026-10-01", reward, club);
  edit(city.on("2027-03-02"), reward, {.pool = 6});
  CHECK(basket_of(rewards_report(city.on("2027-03-10"), {})) ==
        "Superwizja 9 5 0 0 0 0 0\n"
        "Superwizja 6 0 0 0 0 0 0\n");
}
