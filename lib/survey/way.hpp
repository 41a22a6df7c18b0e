#pragma once

#include "lib/survey/survey.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// The way to the next status: what is missing, by a facility's own answers alone. Pure.
namespace mk::survey {

/// What a facility met in an earlier term.
struct Past {
  Term term;
  std::set<std::string> met;  ///< Codes of criteria.
};

/// A criterion that brings a facility further.
struct Step {
  Criterion criterion;
  std::string category;           ///< Its title.
  std::vector<std::string> tags;  ///< What helps, as the card says.
  std::optional<Term> met_in;     ///< The latest earlier term in which it was met.
};

/// What a level still asks: `choose` of `steps`.
struct Demand {
  Level level = Level::standard;
  Reached reached;
  std::int64_t choose = 0;
  /// Those it met in an earlier term first, else in the order of the card.
  std::vector<Step> steps;

  /// Whether nothing is left to choose.
  bool each() const { return choose == static_cast<std::int64_t>(steps.size()); }
};

/// What leads from `now` to the next status.
struct Way {
  Status now = Status::growing;
  std::optional<Level> next;    ///< Nothing: there is none above.
  Score score;                  ///< What the answers make on this card.
  std::vector<Demand> demands;  ///< Of the next level and those below it that are not reached.
};

/// The way from the status `now`, by `answers` on `card` and what was met in the `past`.
Way way_up(const Card& card, const Answers& answers, const std::vector<Past>& past, Status now);

}  // namespace mk::survey
