#pragma once

#include "lib/survey/actions.hpp"
#include "lib/survey/answer_rows.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

/// What a file says about one survey, whatever the order of its rows. Pure.
namespace mk::survey {

/// The answers of a survey by their places in its sheet, and its texts by category.
struct Filled {
  std::vector<Answer> criteria;
  std::map<std::int64_t, std::string> texts;

  bool operator==(const Filled&) const = default;
};

/// No answer at all, on `sheet`.
Filled nothing_filled(const Sheet& sheet);
/// `answers`, by their places in `sheet`.
Filled filled(const Sheet& sheet, const Answers& answers);

/// Whether nothing is said to it.
inline bool open(const Answer& answer) { return !answer.met && !answer.number; }

/// The answers of a file to one survey. A question that is answered twice is answered by neither
/// row, unless they agree: then the rows after the first are too many.
class Gathered {
 public:
  explicit Gathered(const Sheet& sheet);

  /// A row that cannot be taken, and why.
  struct Refused {
    std::size_t line = 0;
    Fault fault;
  };
  /// Takes what a row says, which is not nothing. Gives the rows that cannot be taken after all.
  std::vector<Refused> take(Said said, std::size_t line);

  /// How many questions it answers.
  std::uint64_t count() const { return count_; }
  const Filled& said() const { return said_; }
  /// What it says, given away.
  Filled give() { return std::move(said_); }

 private:
  struct Seen {
    std::size_t line = 0;  // 0: not answered.
    bool contradicted = false;
  };
  std::vector<Refused> again(Seen& seen, bool alike, const std::string& code, std::size_t line);

  const Sheet* sheet_;
  Filled said_;
  std::vector<Seen> seen_;
  std::map<std::int64_t, Seen> seen_texts_;
  std::uint64_t count_ = 0;
};

/// What a survey holds once a file is taken in, and how many of its answers were taken and how many
/// gave way to what was there.
struct Merged {
  Filled filled;
  std::uint64_t taken = 0;
  std::uint64_t kept = 0;
};
/// `said` taken into `before`, as `existing` says. Of a `returned` survey
/// `replace` leaves alone the categories that the file does not speak of.
Merged merge(const Sheet& sheet, const Filled& before, const Filled& said, Existing existing,
             bool returned);

/// Whether `after` answers everything that `before` did, alike or not.
bool keeps_all(const Filled& before, const Filled& after);

}  // namespace mk::survey
