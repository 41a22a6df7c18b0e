#pragma once

#include "lib/base/csv.hpp"
#include "lib/survey/sheet.hpp"
#include "lib/survey/survey.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The rows of files of answers, read one by one. Pure.
namespace mk::survey {

/// Where the columns of a file of answers stand, whatever their order; in English or Polish. The
/// long form has an answer a row, the wide one a facility a row and a column a question.
struct Columns {
  std::size_t facility = 0;
  std::size_t term = 0;

  // Of the long form.
  std::size_t criterion = 0;
  std::size_t met = 0;
  std::optional<std::size_t> number;
  std::optional<std::size_t> text;

  /// A question of the wide form, by its header: "4S", "4S number", "4".
  struct Question {
    std::string code;                   ///< "4S", or "4" for the text of category 4.
    std::optional<std::size_t> answer;  ///< Where it is said whether it is met, or the text.
    std::optional<std::size_t> number;
  };
  std::vector<Question> questions;   ///< Empty in the long form.
  std::vector<std::string> unknown;  ///< Headers of the wide form that ask nothing.

  bool wide() const { return !questions.empty(); }
};
/// Throws `Error` (data, "header") naming the column that is missing.
Columns columns_of(const csv::Table& table);

/// A row is refused with this.
struct Fault {
  std::string column;
  std::string value;
  std::string reason;
  Message message;
};

/// Whose answer a row is.
struct Whose {
  FacilityId facility;
  Term term;
};
/// Whose the row is whose cells for facility and term are these.
std::variant<Whose, Fault> whose(std::string_view facility, std::string_view term);

/// What is said to one question: an answer to a criterion, or the text of a category.
struct Said {
  std::optional<std::size_t> place;  ///< The criterion's in its sheet; nothing for a text.
  std::int64_t category = 0;
  Answer answer;
  std::string text;

  bool nothing() const { return !answer.met && !answer.number && text.empty(); }
};

/// The cells of one answer, as they are written.
struct Cells {
  std::string_view criterion;
  std::string_view met;
  std::string_view number;
  std::string_view text;
};
/// Those of a row of the long form.
Cells cells_of(const csv::Record& row, const Columns& columns);
/// Those that answer `question` in a row of the wide form.
Cells cells_of(const csv::Record& row, const Columns::Question& question);

/// What `cells` say to a question of `sheet`.
std::variant<Said, Fault> said(const Cells& cells, const Sheet& sheet);

/// Whether a person's `word` says yes or no, in either language: tak, t, yes, 1 and nie, n, no,
/// 0; nothing for other words.
MK_API std::optional<bool> truth(std::string_view word);
/// The whole number that `text` spells, with blanks between its digits or without; nothing for what
/// is none, is negative or has more than nine digits.
MK_API std::optional<std::int64_t> whole_number(std::string_view text);
/// Why `text`, one as `text_of` makes it, may not be the text of a category of `card`.
std::optional<Fault> why_not_text(const Card& card, const std::string& text);
/// `written` in NFC with LF between its lines and no blanks around.
MK_API std::string text_of(std::string_view written);

}  // namespace mk::survey
