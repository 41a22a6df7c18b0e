#pragma once

#include "lib/store/query.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/card_file.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

/// What the tests of cards on a real database share.
namespace office {

using namespace mk;
using survey::Status;

inline Day day(const char* text) { return *parse_day(text); }
inline Term term(const char* text) { return *Term::parse(text); }

/// How a card is answered: every standard criterion met or all but one, and so many of the others.
struct Answered {
  bool all_standard = true;
  int premium = 0;
  int vip = 0;
};
inline constexpr Answered standard{true, 11, 15};
inline constexpr Answered premium{true, 12, 8};
inline constexpr Answered vip{true, 12, 9};
inline constexpr Answered growing{false, 15, 15};

/// An office with the published card and two active facilities, F-1 and F-2.
struct Office {
  Scratch scratch;
  store::Database db = scratch.database();
  Settings settings;

  Office() {
    settings.language = "en";
    const auto context = at("2026-09-10");
    survey::install_card(context, survey::read_card(MK_SOURCE_DIR "/examples/card-2026.toml"));
    store::together(db, context.deed("test"), [&](store::Database& /*db*/) {
      for (const std::int64_t id : {1, 2}) add_facility(id);
    });
  }

  void add_facility(std::int64_t id) {
    store::change(db,
                  "insert into facility (state, operator, name, district, key_hash, row_hash)"
                  " values ('active', 'Fundacja Iskra', ?, 'Wola', randomblob(16), randomblob(16))",
                  "Klub " + std::to_string(id));
    store::change(db,
                  "insert into account (facility, manager, email, applied_at, approved_at,"
                  " activated_at) values (?, 'Anna Lis', ?, '2026-09-01T08:00:00Z',"
                  " '2026-09-02T08:00:00Z', '2026-09-05T08:00:00Z')",
                  id, "klub" + std::to_string(id) + "@iskra.example");
  }

  Context at(const char* moment) { return {db, *parse_instant(moment), {"ola", ""}, settings}; }

  /// A file in which facility `id` answers the card of `card_term`.
  static std::string file(std::int64_t id, const char* card_term, Answered how) {
    std::string rows = "facility;term;criterion;met;number;text\n";
    const auto who = FacilityId{id}.text() + ";" + card_term + ";";
    const auto add = [&](int category, char level, bool met) {
      rows += who + std::to_string(category) + level + (met ? ";tak;;\n" : ";nie;;\n");
    };
    for (int category = 1; category <= 15; ++category) {
      if (category <= 11) add(category, 'S', how.all_standard || category > 1);
      add(category, 'P', category <= how.premium);
      add(category, 'V', category <= how.vip);
      rows += who + std::to_string(category) + ";;;Nasz projekt\n";
    }
    return rows;
  }

  survey::Imported import(const Context& context, const std::string& rows,
                          survey::ImportOptions options = {}) {
    return survey::import_answers(context, rows, options);
  }

  /// The survey that facility `id` submits on `moment`.
  SurveyId submitted(const char* moment, std::int64_t id, const char* card_term, Answered how) {
    const auto done = import(at(moment), file(id, card_term, how), {.submit = true, .late = true});
    REQUIRE(done.submitted == 1);
    return done.surveys.at(0);
  }
  SurveyId accepted(const char* moment, std::int64_t id, const char* card_term, Answered how) {
    const auto survey = submitted(moment, id, card_term, how);
    accept(moment, survey);
    return survey;
  }
  void accept(const char* moment, SurveyId survey) {
    survey::accept(at(moment), std::vector{survey});
  }
  void give_back(const char* moment, SurveyId survey) {
    survey::return_survey(at(moment), survey, {{4, "Proszę podać daty"}}, "");
  }

  Status status(std::int64_t id, const char* on) {
    return survey::standing(db, FacilityId{id}, day(on)).status;
  }
  std::int64_t letters(const char* event) {
    return store::count(db, "select count(*) as n from mail where event = ?", event);
  }
  std::int64_t entries() { return store::count(db, "select count(*) as n from entry"); }
};

}  // namespace office
