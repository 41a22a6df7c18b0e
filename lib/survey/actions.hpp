#pragma once

#include "lib/base/csv.hpp"
#include "lib/store/context.hpp"
#include "lib/survey/survey.hpp"
#include "lib/survey/way.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mk::survey {

/// Where `facility` stands on `day`: its status while it holds, `growing` otherwise.
MK_API Standing standing(store::Database& db, FacilityId facility, Day day);

/// Where `facility` stood on `day` by what was known at its end: what was accepted, returned or
/// prolonged later does not count. Throws `Error` (refused) when there is no such facility.
MK_API Standing standing_then(store::Database& db, FacilityId facility, Day day);

/// Installs `card` as a new version; the same card as the newest changes nothing. Surveys keep the
/// version they were begun on.
MK_API Message install_card(const Context& context, const Card& card);

/// The card of `version`, else the newest. Throws `Error` (refused) when there is none.
MK_API Card card(store::Database& db, std::optional<std::int64_t> version);

/// Takes cards of `term` until `until`, else until its end as it is: opens it early, again or for
/// longer. A status whose grace follows that window lasts as much longer.
MK_API Message open_term(const Context& context, Term term, std::optional<Day> until,
                         const std::string& reason);

/// Takes no more cards of `term` from now on. No status gets shorter by it.
MK_API Message close_term(const Context& context, Term term, const std::string& reason);

/// A term's window as it is now, for a person or a page.
struct TermView {
  Term term;
  Window window;
  bool open = false;
  std::string reason;
};
MK_API TermView term_view(const Context& context, Term term);

/// The term whose card `facility` would send now: a first card's, else the open or running one.
/// Throws `Error` (refused) when there is no such facility.
MK_API Term term_to_send(const Context& context, std::optional<FacilityId> facility);

/// The card that `facility` answers in `term`: the version of its survey, else the newest. Throws
/// `Error` (refused) when there is none.
MK_API Card card_to_fill(store::Database& db, std::optional<FacilityId> facility, Term term);

/// What an import does with answers that a draft, or a returned survey, has already.
enum class Existing {
  fill,     ///< Takes what is not answered yet (default of ours).
  keep,     ///< Leaves such a survey as it is.
  replace,  ///< Puts the file's answers in the place of all there were.
};
/// Takes the word that a person typed. Throws `Error` (usage).
MK_API void read(const std::string& text, Existing& existing);

struct ImportOptions {
  bool submit = false;
  std::optional<Day> received = {};  ///< The day the cards came on paper.
  Existing existing = Existing::fill;
  bool late = false;          ///< Takes cards of a closed term within the grace of a status.
  std::string encoding = {};  ///< Of the file; found out when it is empty.
};

/// What became of a file of answers: read = taken + kept + unanswered + rejects. In a file with a
/// facility a row each answer counts for a row, and one that is refused whole for one.
struct Imported {
  std::uint64_t read = 0;
  std::uint64_t taken = 0;       ///< Rows whose answer stands in the survey now.
  std::uint64_t kept = 0;        ///< Rows that gave way to what was there.
  std::uint64_t unanswered = 0;  ///< Rows that say nothing.
  std::uint64_t submitted = 0;
  std::uint64_t unfinished = 0;   ///< Surveys that were to be submitted and are not.
  std::vector<SurveyId> surveys;  ///< Those the file is about.
  std::vector<Message> warnings;
  std::vector<csv::Refusal> rejects;
};

/// Takes the answers in a CSV file of these `bytes`, either an answer a row
/// (`facility;term;criterion;met;number;text`) or a facility a row (`facility;term;1S;…;4;…`). A
/// faulty row is refused and the rest taken; the order of the rows makes no difference. Throws
/// `Error`: data (the file as a whole: a column is missing …), refused (no card is installed).
MK_API Imported import_answers(const Context& context, std::string bytes,
                               const ImportOptions& options);

/// Submits surveys, all of them or none; `received` is the day a paper card came. A first card goes
/// to the running season. A refusal tells everything that is missing.
MK_API Message submit(const Context& context, std::span<const SurveyId> ids,
                      std::optional<Day> received);

/// Accepts submitted surveys, all of them or none: computes and keeps the status of each, and tells
/// the facility (published: never granted by hand).
MK_API Message accept(const Context& context, std::span<const SurveyId> ids);

/// Returns a submitted or accepted survey with remarks, or a reason; the former status holds again.
MK_API Message return_survey(const Context& context, SurveyId id,
                             const std::vector<Remark>& remarks, const std::string& reason);

/// A survey with all that is known of it.
struct View {
  Survey survey;
  std::string facility_name;
  Card card;
  Answers answers;
  std::vector<Remark> remarks;  ///< Of its last return.
  Score score;                  ///< By the answers as they are.
  Missing missing;
  std::optional<Held> held;  ///< The status that it gives, once accepted.
  std::vector<Event> history;
};
MK_API View view(store::Database& db, SurveyId id);

/// A computed status of an accepted survey.
struct Scored {
  SurveyId survey;
  FacilityId facility;
  Term term;
  Score score;
};
/// Computes the status of each accepted survey of `term` (nothing: of all) again, keeps what
/// differs, and gives them in the register's order. Without a change nothing is written.
MK_API std::vector<Scored> recompute(const Context& context, std::optional<Term> term);

/// What a facility's own cards say about its way up.
struct Advice {
  Standing standing;
  std::int64_t card = 0;        ///< The version that the next card will be on, and this is by.
  std::optional<Survey> basis;  ///< Whose answers count: the last accepted one, else the last one.
  std::optional<Survey> under_way;  ///< A later one that is not accepted yet.
  Term next_term;                   ///< The term whose card it would send next.
  Way way;
};
/// Throws `Error` (refused): there is no such facility, or no card.
MK_API Advice advice(const Context& context, FacilityId facility);

/// How many criteria an accepted survey met, for a picture over the terms.
struct Growth {
  Term term;
  Score score;
};
/// Those of `facility`, by term.
MK_API std::vector<Growth> growth(store::Database& db, FacilityId facility);

/// An accepted survey by another card.
struct Rehearsed {
  FacilityId facility;
  Term term;
  Status before = Status::growing;  ///< As it is.
  Status after = Status::growing;   ///< As it would be.
};
/// Every accepted survey by the rules and the criteria of `card`; an answer counts for the
/// criterion of the same code, and a criterion that was not asked is not met. In the register's
/// order and by term. Changes nothing.
MK_API std::vector<Rehearsed> rehearse(store::Database& db, const Card& card);

/// The codes of the criteria of `card` that the newest installed card does not ask; all, when none
/// is installed.
MK_API std::vector<std::string> unasked(store::Database& db, const Card& card);

/// Notes the terms that opened, for the change log: a term is open by its dates alone. Tells how
/// many.
MK_API std::uint64_t note_opened(const Context& context);

/// Notes the terms that were open and are over. Tells how many.
MK_API std::uint64_t note_closed(const Context& context);

/// Queues the reminders of the term that are due (the latest, but for what `[reminders.missed]`
/// says), each once, for each active facility that has not sent its card. Tells how many it queued.
MK_API std::uint64_t remind(const Context& context);

/// Tells each facility that is about to lose its status. Tells how many letters it queued.
MK_API std::uint64_t notice_lapsing(const Context& context);

/// Notes the statuses whose last day is over and tells the facilities. Tells how many ended.
MK_API std::uint64_t lapse(const Context& context);

/// Deletes the drafts of `facility`, which is being withdrawn. Tells how many there were.
MK_API std::uint64_t drop_drafts(const Context& context, FacilityId facility);

/// What should hold of cards, surveys and statuses and does not.
MK_API std::vector<Message> breaches(store::Database& db);

}  // namespace mk::survey
