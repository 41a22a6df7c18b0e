#pragma once

#include "lib/store/query.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/card_file.hpp"
#include "lib/survey/records.hpp"
#include "tests/store/scratch.hpp"

#include <set>
#include <string>
#include <vector>

/// An office with the example's card, and what its facilities answer.
class Desk {
 public:
  Desk() {
    settings_.language = "en";
    mk::survey::install_card(at("2025-08-20"),
                             mk::survey::read_card(MK_SOURCE_DIR "/examples/card-2026.toml"));
  }

  mk::store::Database& db() { return db_; }
  mk::Context at(const std::string& moment) {
    return {db_, *mk::parse_instant(moment), {"ola", ""}, settings_};
  }

  /// A new active facility.
  mk::FacilityId facility(const std::string& name, const std::string& district) {
    mk::FacilityId id;
    change([&] {
      mk::store::change(
          db_,
          "insert into facility (state, operator, name, district, key_hash, row_hash)"
          " values ('active', 'Fundacja Iskra', ?, ?, randomblob(16), randomblob(16))",
          name, district);
      id = {mk::store::last_id(db_)};
      mk::store::change(db_,
                        "insert into account (facility, manager, email, applied_at, approved_at,"
                        " activated_at) values (?, 'Anna Lis', ?, '2025-08-01T08:00:00Z',"
                        " '2025-08-02T08:00:00Z', '2025-08-05T08:00:00Z')",
                        id, "klub" + std::to_string(id.value) + "@iskra.example");
    });
    return id;
  }

  /// The survey in which `facility` meets the first so many criteria of each level, sent and not
  /// accepted.
  mk::SurveyId sent(const std::string& moment, mk::FacilityId facility, const std::string& term,
                    int standard, int premium, int vip) {
    const auto context = at(moment);
    const auto card = mk::survey::card(db_, {});
    mk::SurveyId id;
    change([&] {
      id = mk::survey::records::add_survey(db_, facility, *mk::Term::parse(term), card.version, {},
                                           context.now);
      for (const auto& category : card.categories) {
        for (const auto& criterion : category.criteria) {
          const int most = criterion.level == mk::survey::Level::standard  ? standard
                           : criterion.level == mk::survey::Level::premium ? premium
                                                                           : vip;
          mk::survey::records::put_answer(db_, id, criterion.key,
                                          {.met = category.number <= most, .number = 1});
        }
        mk::survey::records::put_text(db_, id, category.number, "Nasz projekt");
      }
    });
    mk::survey::submit(context, std::vector{id}, {});
    return id;
  }
  mk::SurveyId accepted(const std::string& moment, mk::FacilityId facility, const std::string& term,
                        int standard, int premium, int vip) {
    const auto id = sent(moment, facility, term, standard, premium, vip);
    mk::survey::accept(at(moment), std::vector{id});
    return id;
  }

  template <class Work>
  void change(Work work) {
    mk::store::together(db_, at("2025-08-20").deed("test"),
                        [&](mk::store::Database& /*db*/) { work(); });
  }

 private:
  Scratch scratch_;
  mk::store::Database db_ = scratch_.database();
  mk::Settings settings_;
};
