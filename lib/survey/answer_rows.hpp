#pragma once

#include "lib/base/csv.hpp"
#include "lib/survey/survey.hpp"

#include <optional>
#include <string>
#include <variant>

/// The rows of a file of answers, read one by one. Pure.
namespace mk::survey {

/// Where the columns of a file of answers stand, whatever their order; in English or Polish.
struct Columns {
  std::size_t facility = 0;
  std::size_t term = 0;
  std::size_t criterion = 0;
  std::size_t met = 0;
  std::optional<std::size_t> number;
  std::optional<std::size_t> text;
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
std::variant<Whose, Fault> whose(const csv::Row& row, const Columns& columns);

/// What a row says: an answer to the criterion `code`, or the text of `category`.
struct Said {
  std::string code;  ///< Empty for a text.
  std::int64_t category = 0;
  Answer answer;
  std::string text;

  bool nothing() const { return !answer.met && !answer.number && text.empty(); }
};
std::variant<Said, Fault> said(const csv::Row& row, const Columns& columns, const Card& card);

}  // namespace mk::survey
