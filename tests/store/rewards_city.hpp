#pragma once

#include "lib/base/error.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/records.hpp"
#include "lib/store/query.hpp"
#include "tests/store/scratch.hpp"

#include <functional>
#include <string>

/// What the tests of the rewards share.
namespace mk::rewards {

inline Day day(const char* text) { return *parse_day(text); }

inline Reward group_supervision() {
  Reward it;
  it.name = "Superwizja grupowa";
  it.description = "Limit: dwie w sezonie.";
  it.type = Type::supervision;
  it.pool = 3;
  it.limit = 2;
  it.unit_cost = {50'000};
  it.budget = "superwizje";
  it.opens_on = day("2026-09-01");
  it.closes_on = day("2027-08-31");
  return it;
}

/// A new facility of the status standard, which may reserve.
inline FacilityId add_member(store::Database& db, const std::string& name) {
  return store::together(db, {Instant{}, {"ola", ""}, "test", ""}, [&](auto&) {
    const auto id = store::insert<FacilityId>(
        db,
        "insert into facility (state, operator, name, street, postal_code, city, district, "
        "phone, "
        "key_hash, row_hash) values ('active', 'Fundacja', ?1, 'ul. Prosta 1', "
        "'00-001', 'Warszawa', 'Wola', '+48221234567', randomblob(16), randomblob(16))",
        name);
    store::change(db,
                  "insert into account (facility, manager, email, applied_at) values "
                  "(?, 'Ola Lis', ?, '2026-09-01T08:00:00Z')",
                  id, name + "@pwd.example");
    store::change(db,
                  "insert or ignore into card (version, title, text_limit, installed_at) "
                  "values (1, 'Karta', 100, '2026-09-01T08:00:00Z')");
    const auto survey = store::insert<SurveyId>(
        db,
        "insert into survey (facility, term, card, state, begun_at, changed_at, submitted_at, "
        "accepted_at) values (?1, '2026-09', 1, 'accepted', ?2, ?2, ?2, ?2)",
        id, "2026-09-10T08:00:00Z");
    store::change(db,
                  "insert into status (facility, survey, card, term, status, since, until) "
                  "values (?, ?, 1, '2026-09', 'standard', '2026-09-10', '2027-04-30')",
                  id, survey);
    return id;
  });
}

/// A city with two members of status standard, a reward and its budget lines.
struct City {
  Scratch scratch;
  store::Database db = scratch.database();
  Settings settings;
  RewardId reward;
  FacilityId first = member("Bajka");
  FacilityId second = member("Delfin");

  City() {
    settings.programme.coordinator_email = "koordynator@korzysci.example";
    add_line(on("2026-11-22"), {0, "superwizje", 2026, "852-85295-4300", {200'000}});
    reward = add(on("2026-11-22"), group_supervision()).reward.id;
  }

  Context on(const std::string& when) { return {db, *parse_instant(when), {"ola", ""}, settings}; }

  FacilityId member(const std::string& name) { return add_member(db, name); }

  Reservation reserve(FacilityId facility, std::int64_t quantity = 1,
                      const std::string& when = "2026-11-22") {
    return rewards::reserve(on(when), {reward, facility, quantity}).reservation;
  }

  std::int64_t letters(const std::string& event) {
    return store::count(db, "select count(*) as n from mail where event = ?", event);
  }
  Funds funds(std::int64_t year = 2026) { return *records::funds(db, "superwizje", year); }
  std::int64_t taken(Term season = {2026, false}) {
    return records::usage(db, records::reward(db, reward), season).taken;
  }
};

/// Why `work` was refused, in English; empty when it was not.
inline std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return in_english(error.message());
  }
  return "";
}

}  // namespace mk::rewards
