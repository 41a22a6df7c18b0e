#include "lib/programme/schedule.hpp"

#include "lib/base/file.hpp"

#include <doctest/doctest.h>

#include <regex>
#include <set>
#include <string>

using namespace mk;
using namespace mk::programme;

namespace {

const std::string jobs_folder = MK_SOURCE_DIR "/jobs/";

Instant at(const char* text) { return *parse_instant(text); }

const Schedule& of(std::string_view job) {
  for (const auto& it : schedules)
    if (it.job == job) return it;
  throw std::runtime_error{"no such job"};
}

/// The first group of `pattern` in `file`, which holds it once.
std::string found_in(const std::string& file, const std::string& pattern) {
  const auto text = read_file(jobs_folder + file);
  const std::regex sought{pattern, std::regex::multiline};
  const std::sregex_iterator first{text.begin(), text.end(), sought};
  REQUIRE(std::distance(first, {}) == 1);
  return first->str(1);
}

/// The minutes of an hour that "7", "*/5" (cron) and "07", "0/5" (systemd) name.
std::set<int> minutes_named(const std::string& text) {
  const auto slash = text.find('/');
  if (slash == std::string::npos) return {std::stoi(text)};
  std::set<int> minutes;
  const int first = text.front() == '*' ? 0 : std::stoi(text);
  for (int it = first; it < 60; it += std::stoi(text.substr(slash + 1))) minutes.insert(it);
  return minutes;
}

/// The minutes of a day at which the rule starts a job, by minute of the hour.
std::set<int> minutes_ruled(const Schedule& schedule) {
  const auto midnight = at("2026-09-10T00:00:00Z");
  std::set<int> minutes;
  for (auto due = next_due(schedule, midnight - std::chrono::seconds{1});
       due < midnight + std::chrono::hours{1}; due = next_due(schedule, due))
    minutes.insert(static_cast<int>((due - midnight) / std::chrono::minutes{1}));
  return minutes;
}

}  // namespace

TEST_CASE("each job is due when its timer and the cron table start it") {
  for (const auto& schedule : schedules) {
    const std::string job{schedule.job};
    CAPTURE(job);
    const auto ruled = minutes_ruled(schedule);
    CHECK(ruled == minutes_named(found_in(job + ".timer", R"(^OnCalendar=\*:(\S+)$)")));
    CHECK(ruled == minutes_named(found_in(
                       "mk.cron", R"(^(\S+) \* \* \* \* +mk +/usr/local/bin/)" + job + "$")));
  }
}

TEST_CASE("a job is due at the first start after its last run") {
  CHECK(next_due(of("mk-mail"), at("2026-09-10T07:00:00Z")) == at("2026-09-10T07:05:00Z"));
  CHECK(next_due(of("mk-mail"), at("2026-09-10T07:04:59Z")) == at("2026-09-10T07:05:00Z"));
  CHECK(next_due(of("mk-mail"), at("2026-12-31T23:55:01Z")) == at("2027-01-01T00:00:00Z"));
  CHECK(next_due(of("mk-remind"), at("2026-09-10T07:06:59Z")) == at("2026-09-10T07:07:00Z"));
  CHECK(next_due(of("mk-remind"), at("2026-09-10T07:07:00Z")) == at("2026-09-10T08:07:00Z"));
  CHECK(next_due(of("mk-bounces"), at("2026-09-10T23:37:10Z")) == at("2026-09-11T00:37:00Z"));
}

TEST_CASE("a job is overdue when the grace after a start that it missed is over") {
  const auto mail = at("2026-09-10T07:00:20Z");
  CHECK_FALSE(is_overdue(of("mk-mail"), mail, mail));
  CHECK_FALSE(is_overdue(of("mk-mail"), mail, at("2026-09-10T07:09:59Z")));
  CHECK(is_overdue(of("mk-mail"), mail, at("2026-09-10T07:10:00Z")));
  const auto remind = at("2026-09-10T07:07:05Z");
  CHECK_FALSE(is_overdue(of("mk-remind"), remind, at("2026-09-11T08:06:59Z")));
  CHECK(is_overdue(of("mk-remind"), remind, at("2026-09-11T08:07:00Z")));
  const auto bounces = at("2026-09-10T07:37:05Z");
  CHECK_FALSE(is_overdue(of("mk-bounces"), bounces, at("2026-09-10T09:36:59Z")));
  CHECK(is_overdue(of("mk-bounces"), bounces, at("2026-09-10T09:37:00Z")));
}
