#pragma once

#include "lib/store/context.hpp"

#include <string>
#include <vector>

namespace mk::store {

/// How a job last ended.
struct Run {
  std::string name;    ///< "mk-mail".
  Instant ran_at;      ///< The time that it was told.
  Instant real_at;     ///< The machine's clock.
  std::string result;  ///< "ok", or the kind of the error, such as "network".
  std::string detail;  ///< What it did or what went wrong, or empty.
};

/// Keeps how the job `name` ended, in place of what was kept before. No entry of the change log.
MK_API void note_run(const Context& context, const std::string& name, const std::string& result,
                     const std::string& detail);

/// Keeps why the job `name` did nothing; the time of its last run stays.
MK_API void note_refusal(const Context& context, const std::string& name, const std::string& why);

/// How each job that ever ran last ended, by name.
MK_API std::vector<Run> last_runs(Database& db);

}  // namespace mk::store
