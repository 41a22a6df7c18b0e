#pragma once

#include "lib/print/value.hpp"
#include "lib/store/context.hpp"

#include <optional>
#include <string>

namespace mk::programme {

/// Which entries of the change log are asked for.
struct AuditFilter {
  std::string of;  ///< The id of a thing, such as "F-12"; empty: all.
  std::string by;  ///< A user, or on whose behalf; empty: all.
  std::optional<Day> from;
  std::optional<Day> to;  ///< The last day.
};

/// Who did what when: the entries of the change log, each with what it changed.
/// Throws `Error` (usage) for what is no id.
MK_API print::Table audit(const Context& context, const AuditFilter& filter);

}  // namespace mk::programme
