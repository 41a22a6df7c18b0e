#include "lib/facility/batch_records.hpp"
#include "lib/facility/records.hpp"
#include "lib/register/columns.hpp"

namespace mk::facility {

namespace {

/// What added the facility: a file, or a person.
std::int64_t beginning(const Trace& trace, const Imports& imports) {
  if (const auto batch = added_by(trace)) return entry_of(imports, *batch);
  for (const auto& step : trace.steps)
    if (step.column == "unlisted_reason" && step.before.value_or("").empty()) return step.entry;
  return 0;
}

}  // namespace

std::vector<Origin> sources(store::Database& db, FacilityId id) {
  records::facility(db, id);  // Throws when there is none.
  const auto trace = records::trace(db, id);
  const auto imports = records::imports(db);
  const auto stands = standing(trace, imports);
  const auto first = beginning(trace, imports);
  std::vector<Origin> found;
  for (std::size_t i = 0; i < registry::column_count; ++i) {
    Origin it{registry::name_of(static_cast<registry::Column>(i)), {}, {}};
    const auto entry = given(trace, stands, it.column).entry;
    const auto from = entry == 0 ? first : entry;
    if (from != 0) it.cause = records::cause(db, from);
    const auto line = value_after(trace, "line", entry);
    if (it.cause && it.cause->batch && line) it.line = std::stoll(*line);
    found.push_back(std::move(it));
  }
  return found;
}

}  // namespace mk::facility
