#pragma once

#include "lib/base/export.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

/// What a report must not tell: groups so small that their members could be recognised.
namespace mk::report {

/// The smallest group that is told (default of ours).
inline constexpr std::int64_t smallest_group = 5;

/// A count, or nothing when it is hidden.
using Shown = std::optional<std::int64_t>;

/// Counts that may leave the office.
struct Protected {
  std::vector<std::vector<Shown>> rows;
  std::vector<Shown> total;  ///< Of each column.

  /// How many counts are hidden, totals included.
  std::int64_t hidden() const;
};

/// The counts of `rows` and their totals, without those that tell of a group of 1 to 4, be it by
/// themselves or by subtraction from each other and from the totals. In a row each count is a part
/// of the one before (listed, registered, active …); rows have no member in common. What lies
/// inside a small group is hidden even where it is nobody.
MK_API Protected protect(const std::vector<std::vector<std::int64_t>>& rows);

/// The parts of one whole, by the same rule.
struct ProtectedParts {
  std::vector<Shown> parts;
  Shown total;
};
MK_API ProtectedParts protect_parts(const std::vector<std::int64_t>& parts);

/// A count of what some have, such as places, and who they are; one may have a part in several.
struct Part {
  std::int64_t count = 0;
  std::set<std::int64_t> members;
};
/// The parts of one whole, where it is those who have them that must not be few: a count is told
/// when nobody or enough of them have a part in it, and when what is hidden, whose sum the total
/// gives away, is not that of a few. The total and all parts are hidden when it is of a few.
MK_API ProtectedParts protect_parts(const std::vector<Part>& parts);

}  // namespace mk::report
