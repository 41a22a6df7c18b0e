#pragma once

#include "lib/base/id.hpp"
#include "lib/base/time.hpp"

#include <optional>

/// The self-evaluation: the card, the terms, the surveys and the status that follows.
namespace mk::survey {

/// Cumulative: each needs the one before (default of ours). `growing` is none reached yet.
enum class Status { growing, standard, premium, vip };

/// Where a facility stands on a day.
struct Standing {
  Status status = Status::growing;
  bool open = false;  ///< Baskets and exchange: a first card was sent and accepted (published).
  std::optional<SurveyId> survey;  ///< The accepted one that gives the status.
  std::optional<Day> until;        ///< The last day on which the status holds.
};

}  // namespace mk::survey
