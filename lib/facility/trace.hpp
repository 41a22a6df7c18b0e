#pragma once

#include "lib/base/id.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// How a facility came to be what it is, by the change log; pure.
namespace mk::facility {

/// One change of a value of a facility.
struct Step {
  std::int64_t entry = 0;
  std::string column;
  std::optional<std::string> before;
  std::optional<std::string> after;
  bool erased = false;  ///< Its values were erased for privacy.
};

/// Which entries of the change log took files of the register in, and which took them back.
struct Imports {
  std::map<std::int64_t, BatchId> taken;
  std::map<std::int64_t, BatchId> undoing;
  std::set<BatchId> undone;
};

/// The entry that took `batch` in, or 0.
std::int64_t entry_of(const Imports& imports, BatchId batch);

/// The steps of a facility in the order of the log, and what it says now.
struct Trace {
  std::vector<Step> steps;
  std::map<std::string, std::optional<std::string>> now;
};

/// A value, and the entry that gave it; 0 is what added the facility.
struct Given {
  std::optional<std::string> value;
  std::int64_t entry = 0;
  bool erased = false;
};

/// The trace as if no import that was undone had ever been: without what it changed and without
/// what undoing it put back. `now` stays.
Trace standing(const Trace& trace, const Imports& imports);

constexpr auto ever = std::numeric_limits<std::int64_t>::max();

/// What `column` says by the steps of `stands` before `end`, else by what was before all of
/// `trace`.
Given given(const Trace& trace, const Trace& stands, const std::string& column,
            std::int64_t end = ever);

/// What `column` said when `entry` was over; 0 is when the facility was added.
std::optional<std::string> value_after(const Trace& trace, const std::string& column,
                                       std::int64_t entry);

/// The file that added the facility, or nothing for one added by hand.
std::optional<BatchId> added_by(const Trace& trace);

}  // namespace mk::facility
