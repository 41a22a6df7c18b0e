#pragma once

#include "lib/base/id.hpp"
#include "lib/base/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The self-evaluation: the card, the terms, the surveys and the status that follows.
namespace mk::survey {

/// `growing` is none reached yet.
enum class Status { growing, standard, premium, vip };

/// Where a facility stands on a day.
struct Standing {
  Status status = Status::growing;
  bool open = false;  ///< Baskets and exchange: a first card was sent and accepted (published).
  std::optional<SurveyId> survey;         ///< The accepted one that gives the status.
  std::optional<Day> until;               ///< The last day on which the status holds.
  std::optional<Day> since = {};          ///< The first.
  std::optional<std::int64_t> card = {};  ///< The version of the card that was answered.
};

/// The levels that a category may have a criterion on.
enum class Level { standard, premium, vip };
inline constexpr std::array all_levels{Level::standard, Level::premium, Level::vip};

/// How many of a level's criteria must be met.
struct Threshold {
  enum class Form {
    all,       ///< Each of them.
    at_least,  ///< `amount` of them.
    percent,   ///< `amount` percent of them, rounded up.
  };
  Form form = Form::all;
  std::int64_t amount = 0;

  bool operator==(const Threshold&) const = default;
};

/// A level of a card: its threshold, and what opens to a facility that reaches it.
struct LevelRule {
  Threshold threshold;
  std::vector<std::string> opens;

  bool operator==(const LevelRule&) const = default;
};

/// What a facility says it meets or does not. A database knows it by `key`; a card file does not.
struct Criterion {
  std::int64_t category = 0;
  Level level = Level::standard;
  std::string text;
  std::string evidence;          ///< What shows it.
  std::string unit;              ///< Of the number that is asked beside; empty: none is.
  bool number_required = false;  ///< Whether who meets it must give the number.
  std::int64_t key = 0;

  /// "4S", "4P", "4V".
  MK_API std::string code() const;
  bool operator==(const Criterion& other) const;
};

struct Category {
  std::int64_t number = 0;
  std::string title;
  std::string hint;            ///< Shown in the field for concrete projects.
  bool text_required = false;  ///< Of who meets anything in this category.
  std::vector<std::string> tags;
  std::vector<Criterion> criteria;  ///< At most one a level, in the order of the levels.

  bool operator==(const Category&) const = default;
};

/// A version of the questionnaire. Never changed once it is installed.
struct Card {
  std::int64_t version = 0;  ///< 0 before it is installed.
  std::string title;
  std::int64_t text_limit = 0;  ///< Characters that a text may have.
  bool cumulative = true;       ///< Whether a level needs the ones before (default of ours).
  std::array<LevelRule, all_levels.size()> rules;
  std::vector<Category> categories;  ///< By number.

  const LevelRule& rule(Level level) const { return rules[static_cast<std::size_t>(level)]; }
  /// The criterion of `code` ("4S", in either case), or null.
  MK_API const Criterion* criterion(std::string_view code) const;
  /// The category of `number`, or null.
  MK_API const Category* category(std::int64_t number) const;
  /// How many criteria there are on `level`.
  std::int64_t criteria_on(Level level) const;
};

/// What a facility answered to one criterion.
struct Answer {
  std::optional<bool> met;
  std::optional<std::int64_t> number;

  bool operator==(const Answer&) const = default;
};

/// All that a facility answered: by a criterion's code, and a text by a category's number.
struct Answers {
  std::map<std::string, Answer> criteria;
  std::map<std::int64_t, std::string> texts;

  bool operator==(const Answers&) const = default;
};

/// A draft is being filled; what was submitted is accepted or returned; a returned one may be
/// submitted again.
enum class State { draft, submitted, accepted, returned };

/// One facility's card in one term.
struct Survey {
  SurveyId id;
  FacilityId facility;
  Term term;
  std::int64_t card = 0;  ///< The version its answers belong to.
  State state = State::draft;
  bool late = false;
  Instant begun_at;
  Instant changed_at;
  std::optional<Day> received_on;  ///< The day a paper card came.
  std::optional<Instant> submitted_at;
  std::optional<Instant> accepted_at;
  std::optional<Instant> returned_at;
  std::string return_reason;
  std::int64_t returns = 0;  ///< How often it was returned.
};

/// Why a survey was returned, about one category.
struct Remark {
  std::int64_t category = 0;
  std::string text;
};

/// A state that a survey came to: when, by whom and by which command.
struct Event {
  Instant at;
  std::string who;
  State state = State::draft;
  std::string verb;
  std::string reason;
};

/// What was reached of one level.
struct Reached {
  std::int64_t met = 0;
  std::int64_t of = 0;
  std::int64_t needed = 0;

  bool enough() const { return met >= needed; }
  bool operator==(const Reached&) const = default;
};

/// What a card's rules make of answers.
struct Score {
  std::array<Reached, all_levels.size()> levels;
  Status status = Status::growing;

  bool operator==(const Score&) const = default;
};

/// What the administrator changed about a term's window.
struct TermChange {
  std::optional<Day> opened_on;  ///< Opened before its month.
  std::optional<Day> until;      ///< Its last day, when that is not the month's.
  std::optional<Day> closed_on;  ///< Closed by hand.
  std::string reason;
};

/// What the calendar noted last of a term: the window is what counts.
enum class Noted { open, closed };

/// The days on which cards of a term are taken, both included; none when `last` is before `first`.
struct Window {
  Day first;
  Day last;

  bool holds(Day day) const { return first <= day && day <= last; }
  bool operator==(const Window&) const = default;
};

/// The status that an accepted survey gave.
struct Held {
  std::int64_t key = 0;
  FacilityId facility;
  SurveyId survey;
  Term term;
  Status status = Status::growing;
  Day since;
  Day until;
  std::int64_t card = 0;  ///< The version that the survey answered.
};

/// What a submission still needs: criteria by code, texts by category, numbers by criterion.
struct Missing {
  std::vector<std::string> answers;
  std::vector<std::string> texts;
  std::vector<std::string> numbers;

  bool none() const { return answers.empty() && texts.empty() && numbers.empty(); }
  bool operator==(const Missing&) const = default;
};

/// Which of a term's reminders.
enum class Occasion { opening, middle, before_end, last_day };

}  // namespace mk::survey
