#include "lib/base/error.hpp"
#include "lib/survey/reports.hpp"
#include "tests/store/office.hpp"

#include <doctest/doctest.h>

using namespace mk;
using report::Shown;
using survey::Status;

namespace {

Day day(const char* text) { return *parse_day(text); }

Status then(Desk& desk, FacilityId id, const char* on) {
  return survey::standing_then(desk.db(), id, day(on)).status;
}

/// The value of `column` in the first row of `report` for which `fits` holds.
template <class Fits>
std::string found(const report::Report& report, const std::string& column, Fits fits) {
  for (const auto& row : report.table.rows) {
    print::Thing thing;
    for (std::size_t i = 0; i < row.size(); ++i)
      thing.push_back({report.table.columns[i].key, "", row[i]});
    const auto value = [&](const std::string& key) {
      for (const auto& field : thing)
        if (field.key == key) {
          if (const auto* text = std::get_if<std::string>(&field.value.is)) return *text;
          if (const auto* code = std::get_if<print::Code>(&field.value.is)) return code->code;
          if (const auto* number = std::get_if<std::int64_t>(&field.value.is))
            return std::to_string(*number);
        }
      return std::string{"-"};
    };
    if (fits(value)) return value(column);
  }
  return "no such row";
}

}  // namespace

TEST_CASE("a status is told with its days, its survey and its card") {
  Desk desk;
  const auto club = desk.facility("Klub", "Wola");
  const auto survey = desk.accepted("2025-09-20", club, "2025-09", 11, 12, 0);
  const auto standing = survey::standing(desk.db(), club, day("2025-09-20"));
  CHECK(standing.status == Status::premium);
  CHECK(standing.since == day("2025-09-20"));
  CHECK(standing.until == day("2026-04-30"));
  CHECK(standing.survey == survey);
  CHECK(standing.card == 1);
}

TEST_CASE("a status as it stood knows nothing of what came later") {
  Desk desk;
  const auto club = desk.facility("Klub", "Wola");
  desk.accepted("2025-09-20", club, "2025-09", 11, 0, 0);
  const auto second = desk.accepted("2026-03-10", club, "2026-03", 11, 15, 15);
  survey::return_survey(desk.at("2026-03-20"), second, {}, "proszę o daty");
  CHECK(then(desk, club, "2025-09-19") == Status::growing);
  CHECK_FALSE(survey::standing_then(desk.db(), club, day("2025-09-19")).open);
  CHECK(then(desk, club, "2025-09-20") == Status::standard);
  CHECK(then(desk, club, "2026-03-09") == Status::standard);
  CHECK(then(desk, club, "2026-03-10") == Status::vip);
  CHECK(then(desk, club, "2026-03-19") == Status::vip);
  CHECK(then(desk, club, "2026-03-20") == Status::standard);
  CHECK(survey::standing(desk.db(), club, day("2026-03-10")).status == Status::standard);
  CHECK_THROWS_AS(survey::standing_then(desk.db(), FacilityId{9}, day("2026-03-10")), Error);
}

TEST_CASE("a status as it stood ends when it was to end then") {
  Desk desk;
  const auto club = desk.facility("Klub", "Wola");
  desk.accepted("2025-09-20", club, "2025-09", 11, 0, 0);
  survey::open_term(desk.at("2026-03-20"), *Term::parse("2026-03"), day("2026-04-15"), "strajk");
  CHECK(survey::standing_then(desk.db(), club, day("2026-03-19")).until == day("2026-04-30"));
  CHECK(survey::standing_then(desk.db(), club, day("2026-03-20")).until == day("2026-05-15"));
  CHECK(then(desk, club, "2026-05-15") == Status::standard);
  CHECK(then(desk, club, "2026-05-16") == Status::growing);
}

TEST_CASE("a status that was computed anew is the old one before") {
  Desk desk;
  const auto club = desk.facility("Klub", "Wola");
  const auto survey = desk.accepted("2025-09-20", club, "2025-09", 11, 12, 0);
  desk.change([&] {
    survey::records::put_answer(desk.db(), survey, survey::card(desk.db(), 1).criterion("1S")->key,
                                {.met = false, .number = {}});
  });
  survey::recompute(desk.at("2025-10-05"), {});
  CHECK(then(desk, club, "2025-10-04") == Status::premium);
  CHECK(then(desk, club, "2025-10-05") == Status::growing);
  const auto report = [&](const char* on) {
    return survey::statuses_report(desk.at("2025-12-01"), {{}, day(on)}).as_of;
  };
  CHECK(report("2025-10-04") == day("2025-10-04"));
}

TEST_CASE("the report of statuses tells each term as it stood, and who moved") {
  Desk desk;
  std::vector<FacilityId> clubs;
  for (int i = 0; i < 18; ++i) {
    clubs.push_back(desk.facility("Klub " + std::to_string(i), "Wola"));
    desk.accepted("2025-09-20", clubs.back(), "2025-09", 11, i < 6 ? 12 : 0, 0);
  }
  for (std::size_t i = 0; i < 12; ++i) desk.accepted("2026-03-20", clubs[i], "2026-03", 11, 12, 9);
  const auto at = [&](const char* on) {
    return survey::statuses_report(desk.at("2026-08-30"), {{}, day(on)});
  };
  const auto term = [](const char* wanted) {
    return [wanted](const auto& value) { return value("term") == wanted; };
  };
  auto report = at("2026-03-25");
  CHECK(found(report, "premium", term("2025-09")) == "6");
  CHECK(found(report, "standard", term("2025-09")) == "12");
  CHECK(found(report, "first", term("2025-09")) == "18");
  CHECK(found(report, "vip", term("2026-03")) == "12");
  CHECK(found(report, "up", term("2026-03")) == "12");
  CHECK(found(report, "stayed", term("2026-03")) == "6");
  CHECK(found(report, "down", term("2026-03")) == "0");
  // The six that sent no second card lost their status at the end of April.
  report = at("2026-05-01");
  CHECK(found(report, "growing", term("2026-03")) == "6");
  CHECK(found(report, "down", term("2026-03")) == "6");
  // Before the second term nothing of it is known.
  CHECK(found(at("2025-12-31"), "vip", term("2026-03")) == "no such row");
}

TEST_CASE("the report of criteria counts accepted cards, and hides few") {
  Desk desk;
  for (int i = 0; i < 12; ++i) {
    const auto club = desk.facility("Klub " + std::to_string(i), "Wola");
    const auto survey = desk.sent("2025-09-20", club, "2025-09", 11, i < 5 ? 1 : 0, i < 4 ? 2 : 0);
    if (i < 11) survey::accept(desk.at("2025-09-21"), std::vector{survey});
  }
  const auto report = survey::criteria_report(desk.at("2025-10-01"), {});
  const auto criterion = [](const char* wanted) {
    return [wanted](const auto& value) { return value("criterion") == wanted; };
  };
  CHECK(found(report, "met", criterion("1S")) == "11");
  CHECK(found(report, "met", criterion("1P")) == "5");
  CHECK(found(report, "met", criterion("2P")) == "0");
  CHECK(found(report, "met", criterion("1V")) == "-");
  CHECK(found(report, "of", criterion("1V")) == "11");
  CHECK(report.cards == std::vector<std::int64_t>{1});
  // The day before nothing was accepted.
  CHECK(survey::criteria_report(desk.at("2025-10-01"), {{}, day("2025-09-20")}).table.rows.empty());
}

TEST_CASE("the report of participation counts what was known then, district by district") {
  Desk desk;
  for (int i = 0; i < 12; ++i) {
    const auto club = desk.facility("Klub " + std::to_string(i), i < 6 ? "Żoliborz" : "Łódka");
    const auto survey = desk.sent("2025-09-20", club, "2025-09", 11, 0, 0);
    if (i < 6) survey::accept(desk.at("2025-09-25"), std::vector{survey});
  }
  for (int i = 0; i < 3; ++i) desk.facility("Mały klub", "Wesoła");
  const auto at = [&](const char* on) {
    return survey::participation_report(desk.at("2025-10-01"), {{}, day(on)});
  };
  const auto district = [](const char* wanted) {
    return [wanted](const auto& value) { return value("district") == wanted; };
  };
  CHECK(found(at("2025-09-19"), "sent", district("Żoliborz")) == "0");
  CHECK(found(at("2025-09-24"), "sent", district("Żoliborz")) == "6");
  CHECK(found(at("2025-09-24"), "accepted", district("Żoliborz")) == "0");
  CHECK(found(at("2025-09-25"), "accepted", district("Żoliborz")) == "6");
  // Three are few, and so nobody can subtract them from the total.
  CHECK(found(at("2025-09-25"), "listed", district("Wesoła")) == "-");
  CHECK(found(at("2025-09-25"), "accepted", district("Wesoła")) == "-");
  std::vector<std::string> order;
  const auto report = at("2025-09-25");
  for (const auto& group : report.charts.at(0).groups) order.push_back(group.name);
  CHECK(order == std::vector<std::string>{"Łódka", "Wesoła", "Żoliborz", "all districts"});
}
