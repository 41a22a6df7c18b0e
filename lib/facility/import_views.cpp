#include "lib/facility/import_views.hpp"

#include "lib/register/columns.hpp"

namespace mk::facility {

namespace {

using print::Value;

std::string separator_name(char separator) {
  return separator == '\t' ? "TAB" : std::string{separator};
}

Value some(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

print::Thing refusal(const std::string& file, const csv::Refusal& it) {
  return {{"file", tr("File"), file},
          {"line", tr("Line"), it.line},
          {"column", tr("Column"), some(it.column)},
          {"value", tr("Value"), it.value},
          {"reason", tr("Reason"), it.reason},
          {"message", tr("Message"), spoken(it.message)}};
}

print::Thing columns(const registry::Reading& reading) {
  print::Thing all;
  for (const auto& it : reading.columns) all.push_back({it.column, it.column, it.header});
  return all;
}

print::List words(const std::vector<std::string>& texts) {
  print::List all;
  for (const auto& it : texts) all.emplace_back(it);
  return all;
}

print::Thing difference(const Difference& it) {
  return {{"id", tr("Id"), it.id},
          {"column", tr("Column"), it.column},
          {"before", tr("Before"), some(it.before)},
          {"after", tr("After"), some(it.after)}};
}

}  // namespace

print::Thing how_read(const std::string& file, const Imported& done) {
  const auto& it = done.reading;
  return {{"file", tr("File"), file},
          {"encoding", tr("Encoding"), it.encoding},
          {"separator", tr("Separator"), separator_name(it.separator)},
          {"header_line", tr("Line of the header"), it.header_line},
          {"columns", tr("Columns"), columns(it)},
          {"unread", tr("Columns left alone"), words(it.unread)}};
}

print::Table changes(const Imported& done) {
  print::Table all;
  for (const auto& field : difference({})) all.columns.push_back({field.key, field.title});
  for (const auto& it : done.differences) {
    auto& row = all.rows.emplace_back();
    for (auto& field : difference(it)) row.push_back(std::move(field.value));
  }
  return all;
}

Message sentence(const Imported& done) {
  const auto rejected = done.rejected;
  if (!done.batch && rejected == 0)
    return counted(done.read, "{} row, unchanged: there was nothing to do",
                   "{} rows, all unchanged: there was nothing to do");
  return counted(
      done.read,
      "{} row: {} added, {} updated, {} unchanged, {} refused; lines passed over: {}; no "
      "longer in the register: {}",
      "{} rows: {} added, {} updated, {} unchanged, {} refused; lines passed over: {}; no "
      "longer in the register: {}",
      done.added, done.updated, done.unchanged, rejected, done.reading.skipped, done.delisted);
}

print::Thing thing(const std::string& file, Imported done) {
  print::List warnings;
  for (const auto& it : done.warnings) warnings.emplace_back(it);
  print::List refusals;
  refusals.reserve(done.refusals.size());
  for (auto& it : done.refusals) {
    refusals.emplace_back(refusal(file, it));
    it = {};  // There may be very many.
  }
  print::Thing all{{"batch", tr("Batch"), done.batch},
                   {"read", tr("Read"), done.read},
                   {"added", tr("Added"), done.added},
                   {"updated", tr("Updated"), done.updated},
                   {"unchanged", tr("Unchanged"), done.unchanged},
                   {"rejected", tr("Refused"), done.rejected},
                   {"skipped", tr("Passed over"), done.reading.skipped},
                   {"delisted", tr("No longer in the register"), done.delisted},
                   {"warnings", tr("Warnings"), std::move(warnings)},
                   {"rejects", tr("Refused rows"), std::move(refusals)}};
  for (auto& field : how_read(file, done)) all.push_back(std::move(field));
  if (done.differences.empty()) return all;
  print::List changed;
  for (const auto& it : done.differences) changed.emplace_back(difference(it));
  all.push_back({"changes", tr("Changes"), changed});
  return all;
}

print::Table listings(const std::vector<Facility>& facilities) {
  print::Table all;
  for (std::size_t i = 0; i < registry::column_count; ++i) {
    const auto* const name = registry::name_of(static_cast<registry::Column>(i));
    all.columns.push_back({name, name});
  }
  for (const auto& facility : facilities) {
    const auto& it = facility.listing;
    all.rows.push_back({it.operator_name, it.name, some(registry::joined(it.kinds)),
                        some(it.street), some(it.postal_code), some(it.city), it.district,
                        some(it.manager), some(it.email), some(it.phone), it.places, some(it.regon),
                        some(it.nip), some(it.krs), some(it.register_no), some(it.informal_name)});
  }
  return all;
}

}  // namespace mk::facility
