#pragma once

#include "lib/store/database.hpp"
#include "lib/survey/survey.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// Rows of cards, terms, surveys and statuses; a statement a function.
namespace mk::survey::records {

// Cards.
std::int64_t add_card(store::Database& db, const Card& card, Instant now);
void add_level(store::Database& db, std::int64_t card, Level level, const LevelRule& rule);
void add_category(store::Database& db, std::int64_t card, const Category& category);
void add_criterion(store::Database& db, std::int64_t card, const Criterion& criterion);
/// The newest version installed; 0 when there is none.
std::int64_t newest_version(store::Database& db);
std::vector<std::int64_t> versions(store::Database& db);
/// The card of `version`, whole, or nothing.
std::optional<Card> card(store::Database& db, std::int64_t version);

// Terms.
TermChange term_change(store::Database& db, Term term);
void set_term(store::Database& db, Term term, const TermChange& change);
std::optional<Noted> noted(store::Database& db, Term term);
std::vector<Term> noted_open(store::Database& db);
void note_term(store::Database& db, Term term, Noted what);

/// A facility as far as its cards are concerned.
struct Member {
  FacilityId id;
  std::optional<Day> activated;  ///< When its account was; nothing while it is not active.
};
/// The facility `id`, or nothing when there is none.
std::optional<Member> member(store::Database& db, FacilityId id);

// Surveys.
/// Throws `Error` (refused): "there is no S-9".
Survey survey(store::Database& db, SurveyId id);
std::optional<Survey> survey_of(store::Database& db, FacilityId facility, Term term);
SurveyId add_survey(store::Database& db, FacilityId facility, Term term, std::int64_t card,
                    std::optional<Day> received, Instant now);
void note_change(store::Database& db, SurveyId id, std::optional<Day> received, Instant now);
void note_submitted(store::Database& db, const Survey& survey, Instant now);
void note_accepted(store::Database& db, SurveyId id, Instant now);
void note_returned(store::Database& db, SurveyId id, const std::string& reason, Instant now);
/// `round` says of which return: its first is 1.
void add_remark(store::Database& db, SurveyId id, const Remark& remark, std::int64_t round);
/// Those of the return `round`, by category.
std::vector<Remark> remarks(store::Database& db, SurveyId id, std::int64_t round);
/// The states that `id` went through, the oldest first.
std::vector<Event> events(store::Database& db, SurveyId id);
/// The last survey of `facility` before `term` that was sent and is not returned.
std::optional<Survey> earlier(store::Database& db, FacilityId facility, Term term);
/// The drafts and returned surveys of `facility`, the newest term first.
std::vector<Survey> unfinished(store::Database& db, FacilityId facility);
std::vector<SurveyId> drafts(store::Database& db, FacilityId facility);
void drop_survey(store::Database& db, SurveyId id);

// Answers.
Answers answers(store::Database& db, SurveyId id);
void put_answer(store::Database& db, SurveyId id, std::int64_t criterion, const Answer& answer);
/// Several at once, each by its criterion's key; the fastest way to keep a whole card.
void put_answers(store::Database& db, SurveyId id,
                 std::span<const std::pair<std::int64_t, Answer>> answers);
void put_text(store::Database& db, SurveyId id, std::int64_t category, const std::string& text);
void drop_text(store::Database& db, SurveyId id, std::int64_t category);
void drop_answers(store::Database& db, SurveyId id);
void drop_texts(store::Database& db, SurveyId id);
void drop_remarks(store::Database& db, SurveyId id);

/// A survey in a list, with its facility's name.
struct Listed {
  Survey survey;
  std::string facility_name;
  std::string status;  ///< Of an accepted one: its word; else empty.
};
/// Those of `term` and in `state` (empty: all), by id.
std::vector<Listed> list(store::Database& db, const std::string& term, const std::string& state);

/// An active facility whose card has not come, or was returned.
struct Unsent {
  FacilityId facility;
  std::string name;
  std::string district;
  std::string manager;
  std::string email;
  std::string phone;
  std::optional<SurveyId> survey;
  std::string survey_state;
};
/// Those of `term`, by facility.
std::vector<Unsent> unsent(store::Database& db, Term term);

// Reminders.
/// Those of `term` who were not reminded on `occasion`, by id.
std::vector<Unsent> unreminded(store::Database& db, Term term, Occasion occasion);
void note_reminder(store::Database& db, FacilityId facility, Term term, Occasion occasion,
                   Instant now);

// Statuses.
/// The status that counts for `facility` on `day`, whether or not it has ended by then.
std::optional<Held> held(store::Database& db, FacilityId facility, Day day);
/// The statuses of `facility` that began by `day` and were not revoked before `moment`, the one of
/// the latest term first.
std::vector<Held> held_since(store::Database& db, FacilityId facility, Day day, Instant moment);
/// The status that `survey`, an accepted one, gives.
std::optional<Held> given_by(store::Database& db, SurveyId survey);
void add_status(store::Database& db, const Held& held, std::int64_t card);
void change_status(store::Database& db, std::int64_t key, Status status);
void revoke(store::Database& db, SurveyId survey, Instant now);
/// Gives the statuses from surveys of `term` the last day `until`, but for those that ended.
void set_until(store::Database& db, Term term, Day until, Day today);
/// The statuses above growing that count, belong to an active facility, end on a day from `from` to
/// `to`, and whose end on that day was not told.
std::vector<Held> ending(store::Database& db, Day from, Day to);
void note_noticed(store::Database& db, std::int64_t key, Day until);
/// The statuses that ended before `today` and whose end was not noted, by facility.
std::vector<Held> ended(store::Database& db, Day today);
void note_lapsed(store::Database& db, std::int64_t key, Instant now);
/// Whether a status of a later term than `held` counts for its facility.
bool superseded(store::Database& db, const Held& held);

/// The level that a criterion counts on, by the criterion's key; nothing where it counts nowhere.
using Levels = std::vector<std::optional<Level>>;
/// Those of every card's own criteria.
Levels levels(store::Database& db);

/// Those of the criteria of `card`, for the answers to every card's criterion of the same code.
Levels levels_by(store::Database& db, const Card& card);

/// An accepted survey, its status, and how many criteria it meets, level by level.
struct Counted {
  SurveyId survey;
  FacilityId facility;
  Term term;
  std::int64_t card = 0;
  std::int64_t key = 0;  ///< Of its status.
  Status status = Status::growing;
  std::array<std::int64_t, all_levels.size()> met{};
};
/// Those of `term` (empty: all), in the register's order and by term, counted by `levels`.
std::vector<Counted> counted(store::Database& db, const std::string& term, const Levels& levels);

// What should never be found.
std::vector<SurveyId> accepted_without_status(store::Database& db);
std::vector<SurveyId> with_status_unaccepted(store::Database& db);
std::vector<SurveyId> with_foreign_answers(store::Database& db);

}  // namespace mk::survey::records
