#include "lib/facility/batch_views.hpp"
#include "lib/facility/views.hpp"

#include <algorithm>

namespace mk::facility {

namespace {

using print::Value;

Value some(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

/// "B-1 wykaz.csv", or what a person did.
std::string origin(const Origin& it) {
  if (!it.cause) return {};
  if (it.cause->batch) return it.cause->batch->text() + " " + short_file(it.cause->file);
  return it.cause->verb == "facility add" ? tr("by hand") : it.cause->verb;
}

bool says_something(const Value& value) {
  const auto* const list = std::get_if<print::List>(&value.is);
  return list != nullptr ? !list->empty() : !std::holds_alternative<std::monostate>(value.is);
}

print::Thing source_for_programs(const Origin& it, const Value& value) {
  const auto cause = it.cause.value_or(Cause{});
  return {
      {"column", tr("Column"), it.column}, {"value", tr("Value"), value},
      {"batch", tr("Batch"), cause.batch}, {"file", tr("File"), some(cause.file)},
      {"line", tr("Line"), it.line},       {"at", tr("When"), it.cause ? Value{cause.at} : Value{}},
      {"by", tr("Who"), some(cause.who)},  {"verb", tr("What"), some(cause.verb)}};
}

print::Thing source_for_people(const Origin& it, const std::string& title) {
  return {{"column", tr("Column"), title},
          {"from", tr("Source"), some(origin(it))},
          {"line", tr("Line"), it.line},
          {"at", tr("When"), it.cause ? Value{it.cause->at} : Value{}},
          {"by", tr("Who"), it.cause ? some(it.cause->who) : Value{}}};
}

}  // namespace

print::List source_list(const Facility& facility, const std::vector<Origin>& sources,
                        bool for_programs) {
  print::List all;
  const auto fields = thing(facility);
  for (const auto& it : sources) {
    const auto at = std::ranges::find(fields, it.column, &print::Field::key);
    if (for_programs) {
      all.emplace_back(source_for_programs(it, at->value));
    } else if (says_something(at->value)) {
      all.emplace_back(source_for_people(it, at->title));
    }
  }
  return all;
}

}  // namespace mk::facility
