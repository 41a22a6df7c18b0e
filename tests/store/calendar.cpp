#include "lib/programme/calendar.hpp"

#include "lib/base/error.hpp"
#include "lib/store/calendar_days.hpp"
#include "tests/store/survey_office.hpp"

#include <algorithm>
#include <map>
#include <random>

using namespace mk;

namespace {

using std::chrono::days;
using std::chrono::hours;

/// Two facilities that send no card, and the letters that remind them of it.
struct Months : office::Office {
  /// Gives how many days were without a run before.
  std::int64_t run(Instant moment, programme::Clock clock = programme::Clock::to_check) {
    const auto done = programme::advance({db, moment, {"cron", ""}, settings}, clock);
    for (const auto& duty : done.duties) CHECK_MESSAGE(!duty.failure, duty.key);
    return done.days_off;
  }
  std::int64_t run(const std::string& moment) { return run(*parse_instant(moment)); }

  /// How often each facility was told of each occasion: "F-1 2026-09/opening" → 1.
  std::map<std::string, std::int64_t> told() {
    std::map<std::string, std::int64_t> found;
    store::all(
        db,
        [&](const store::Row& row) {
          return found[row.id<FacilityId>("facility").text() + " " + row.text("occurrence")]++;
        },
        "select facility, occurrence from mail where event = 'card-reminder' order by id");
    return found;
  }

  /// The days on which F-1 was reminded, as "09-01 09-15".
  std::string reminded() {
    std::string found;
    store::all(
        db,
        [&](const store::Row& row) {
          found += (found.empty() ? "" : " ") + iso(day_of(row.instant("queued_at"))).substr(5);
          return 0;
        },
        "select queued_at from mail where event = 'card-reminder' and facility = 1 order by id");
    return found;
  }
};

}  // namespace

TEST_CASE("50 runs through September, at any moment, remind each facility once an occasion") {
  std::mt19937 chance{20260901};  // NOLINT(cert-msc51-cpp): the same each time.
  Months office;
  std::vector<Instant> moments;
  for (const auto* day : {"2026-09-01", "2026-09-15", "2026-09-25", "2026-09-30"})
    moments.push_back(start_of(office::day(day)) + hours{8});
  const auto begin = start_of(office::day("2026-08-30"));
  std::uniform_int_distribution<std::int64_t> seconds{0, 34 * 24 * 3600};
  while (moments.size() < 50) moments.push_back(begin + std::chrono::seconds{seconds(chance)});
  std::ranges::sort(moments);
  for (const auto moment : moments) {
    office.run(moment);
    office.run(moment);
  }
  const auto told = office.told();
  CHECK(told.size() == 2 * 4);
  for (const auto& [what, times] : told) CHECK_MESSAGE(times == 1, what);
  CHECK(office.reminded() == "09-01 09-15 09-25 09-30");
}

TEST_CASE("each hour of the days on which the clocks change, what is due goes out once") {
  for (const auto* change : {"2026-10-25", "2027-03-28"}) {
    Months office;
    const auto day = office::day(change);
    const auto term = office::term(day < office::day("2027-01-01") ? "2026-09" : "2027-03");
    const auto five_days_later = day + days{5};
    survey::open_term(office.at((term.text() + "-10").c_str()), term, five_days_later, "strajk");
    for (auto moment = start_of(day) - hours{24}; moment < start_of(day) + hours{49};
         moment += std::chrono::minutes{30})
      office.run(moment);
    // The evening before told of the 15th; the day itself is five days before the end.
    const auto first = iso(day - days{1}).substr(5);
    CHECK(office.reminded() == first + " " + iso(day).substr(5));
    for (const auto& [what, times] : office.told()) CHECK_MESSAGE(times == 1, what);
  }
}

TEST_CASE("after 20 days off only the latest reminder goes, and none after the window") {
  Months office;
  office.run("2026-09-05T08:00:00Z");
  office.run("2026-09-25T08:00:00Z");
  CHECK(office.reminded() == "09-05 09-25");
  Months late;
  CHECK(late.run("2026-09-20T08:00:00Z") == 0);
  CHECK(late.run("2026-09-21T08:00:00Z") == 0);
  CHECK(late.run("2026-10-10T08:00:00Z") == 18);
  CHECK(late.reminded() == "09-20");
}

TEST_CASE("the policy of a kind says what is told of what was missed") {
  using Policy = CatchUp Settings::Reminders::Missed::*;
  const Policy cards = &Settings::Reminders::Missed::card_reminders;
  const auto reminded = [&](CatchUp policy) {
    Months office;
    office.settings.reminders.missed.*cards = policy;
    office.run("2026-09-02T08:00:00Z");
    office.run("2026-09-27T08:00:00Z");
    office.run("2026-09-27T09:00:00Z");
    office.run("2026-09-30T09:00:00Z");
    return office.reminded();
  };
  CHECK(reminded(CatchUp::latest) == "09-02 09-27 09-30");
  CHECK(reminded(CatchUp::all) == "09-02 09-27 09-27 09-30");
  CHECK(reminded(CatchUp::none) == "09-30");
}

TEST_CASE("a notice of what was missed falls away, when its kind says so, and only then") {
  const auto notices = [](CatchUp policy, const std::vector<std::string>& moments) {
    Months office;
    office.settings.reminders.missed.status_notices = policy;
    office.accepted("2026-09-20T10:00:00Z", 1, "2026-09", office::premium);  // Until 30 April.
    for (const auto& moment : moments) office.run(moment);
    return office.letters("status-lapsing");
  };
  const std::string before = "2027-04-10T08:00:00Z";
  const std::string due = "2027-04-16T08:00:00Z";
  const std::string after = "2027-04-20T08:00:00Z";
  CHECK(notices(CatchUp::none, {before, due, after}) == 1);
  CHECK(notices(CatchUp::none, {before, after}) == 0);
  CHECK(notices(CatchUp::latest, {before, after}) == 1);
  CHECK(notices(CatchUp::all, {before, after}) == 1);
}

TEST_CASE("an odd clock does nothing, and the last run stays the last until somebody says so") {
  Months office;
  office.run("2026-09-01T08:00:00Z");
  const auto reached = *store::calendar_reached(office.db);
  for (const auto* odd : {"1970-01-01T02:00:00Z", "2038-01-20T08:00:00Z", "2026-08-31T07:59:59Z"}) {
    CHECK_THROWS_AS(office.run(odd), Error);
    CHECK(store::calendar_reached(office.db) == reached);
  }
  CHECK(office.reminded() == "09-01");
  office.run(*parse_instant("2038-03-20T08:00:00Z"), programme::Clock::said_right);
  CHECK(office.reminded() == "09-01 03-20");
  office.run(*parse_instant("2026-09-15T08:00:00Z"), programme::Clock::said_right);
  office.run("2026-09-16T08:00:00Z");
  CHECK(office.reminded() == "09-01 03-20 09-15");
}

TEST_CASE("the change log has when a term opened and closed, by the calendar") {
  Months office;
  office.run("2026-08-31T21:59:59Z");
  for (const auto* moment : {"2026-08-31T22:00:00Z", "2026-09-30T21:59:59Z", "2026-10-01T08:00:00Z",
                             "2026-10-02T08:00:00Z"})
    office.run(moment);
  const auto noted = store::all(
      office.db, [](const store::Row& row) { return row.text("at") + " " + row.text("after"); },
      "select e.at, c.after from change c join entry e on e.id = c.entry"
      " where c.thing = 'term' and c.column = 'noted' order by c.id");
  CHECK(noted ==
        std::vector<std::string>{"2026-08-31T22:00:00Z open", "2026-10-01T08:00:00Z closed"});
}
