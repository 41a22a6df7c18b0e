#include "lib/facility/trace.hpp"

#include <algorithm>

namespace mk::facility {

namespace {

std::optional<BatchId> found_in(const std::map<std::int64_t, BatchId>& entries,
                                std::int64_t entry) {
  const auto at = entries.find(entry);
  return at == entries.end() ? std::nullopt : std::optional{at->second};
}

/// Whether the file `batch` changed `column`.
bool changed_by(const Trace& trace, BatchId batch, const std::string& column,
                const Imports& imports) {
  return std::ranges::any_of(trace.steps, [&](const Step& it) {
    return it.column == column && found_in(imports.taken, it.entry) == batch;
  });
}

}  // namespace

std::int64_t entry_of(const Imports& imports, BatchId batch) {
  const auto at = std::ranges::find(imports.taken, batch, [](const auto& it) { return it.second; });
  return at == imports.taken.end() ? 0 : at->first;
}

Trace standing(const Trace& trace, const Imports& imports) {
  auto stands = trace;
  std::erase_if(stands.steps, [&](const Step& it) {
    if (const auto batch = found_in(imports.taken, it.entry))
      return imports.undone.contains(*batch);
    const auto batch = found_in(imports.undoing, it.entry);
    return batch && changed_by(trace, *batch, it.column, imports);
  });
  return stands;
}

Given given(const Trace& trace, const Trace& stands, const std::string& column, std::int64_t end) {
  const auto last = std::find_if(stands.steps.rbegin(), stands.steps.rend(), [&](const Step& it) {
    return it.column == column && it.entry < end;
  });
  if (last != stands.steps.rend()) return {last->after, last->entry, last->erased};
  const auto first = std::ranges::find(trace.steps, column, &Step::column);
  if (first != trace.steps.end()) return {first->before, 0, first->erased};
  return {trace.now.at(column), 0, false};
}

std::optional<std::string> value_after(const Trace& trace, const std::string& column,
                                       std::int64_t entry) {
  return given(trace, trace, column, entry == ever ? ever : entry + 1).value;
}

std::optional<BatchId> added_by(const Trace& trace) {
  const auto batch = value_after(trace, "batch", 0);
  return batch ? BatchId::parse(*batch) : std::nullopt;
}

}  // namespace mk::facility
