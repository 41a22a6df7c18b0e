#include "lib/store/query.hpp"
#include "lib/survey/records.hpp"
#include "lib/survey/words.hpp"

namespace mk::survey::records {

namespace {

/// What a survey meets, by the survey's number. Numbers are given in order, so few are idle.
using Tally = std::vector<std::array<std::int64_t, all_levels.size()>>;

std::vector<Counted> given(store::Database& db, const std::string& term) {
  return store::all(
      db,
      [](const store::Row& row) {
        return Counted{.survey = row.id<SurveyId>("survey"),
                       .facility = row.id<FacilityId>("facility"),
                       .term = row.term("term"),
                       .card = row.number("card"),
                       .key = row.number("id"),
                       .status = status_of(row.text("status"))};
      },
      "select id, survey, facility, term, card, status from status"
      " where revoked_at is null and (?1 = '' or term = ?1) order by facility, term",
      term);
}

/// Millions of answers: read once in the order in which they lie, and counted without looking
/// anything up.
void count(store::Numbers& met, const Levels& levels, Tally& tally) {
  while (met.next()) {
    const auto survey = static_cast<std::size_t>(met[0]);
    const auto criterion = static_cast<std::size_t>(met[1]);
    if (survey >= tally.size() || criterion >= levels.size()) continue;
    const auto level = levels[criterion];
    if (level) ++tally[survey][static_cast<std::size_t>(*level)];
  }
}

void count_all(store::Database& db, const Levels& levels, Tally& tally) {
  store::Numbers met{db, "select survey, criterion from answer where met = 1"};
  count(met, levels, tally);
}

void count_term(store::Database& db, const std::string& term, const Levels& levels, Tally& tally) {
  store::Numbers met{db,
                     "select a.survey, a.criterion from status t cross join answer a"
                     " on a.survey = t.survey where t.term = ? and t.revoked_at is null"
                     " and a.met = 1",
                     {term}};
  count(met, levels, tally);
}

}  // namespace

namespace {

struct Coded {
  std::int64_t key = 0;
  Criterion criterion;
};

std::vector<Coded> coded(store::Database& db) {
  return store::all(
      db,
      [](const store::Row& row) {
        Coded it{row.number("id"), {}};
        it.criterion.category = row.number("category");
        it.criterion.level = level_of(row.text("level"));
        return it;
      },
      "select id, category, level from criterion order by id");
}

/// The level that `level_of` gives each criterion of the database.
template <class LevelOf>
Levels by_key(store::Database& db, LevelOf level_of) {
  Levels levels;
  for (const auto& it : coded(db)) {
    const auto key = static_cast<std::size_t>(it.key);
    if (levels.size() <= key) levels.resize(key + 1);
    levels[key] = level_of(it.criterion);
  }
  return levels;
}

}  // namespace

Levels levels(store::Database& db) {
  return by_key(db, [](const Criterion& it) { return std::optional{it.level}; });
}

Levels levels_by(store::Database& db, const Card& card) {
  return by_key(db, [&](const Criterion& it) {
    const auto* const found = card.criterion(it.code());
    return found == nullptr ? std::nullopt : std::optional{found->level};
  });
}

std::vector<Counted> counted(store::Database& db, const std::string& term, const Levels& levels) {
  auto surveys = given(db, term);
  std::size_t last = 0;
  for (const auto& it : surveys) last = std::max(last, static_cast<std::size_t>(it.survey.value));
  Tally tally(last + 1);
  if (term.empty()) {
    count_all(db, levels, tally);
  } else {
    count_term(db, term, levels, tally);
  }
  for (auto& it : surveys) it.met = tally[static_cast<std::size_t>(it.survey.value)];
  return surveys;
}

}  // namespace mk::survey::records
