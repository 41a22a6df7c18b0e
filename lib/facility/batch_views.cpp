#include "lib/facility/batch_views.hpp"

#include "lib/base/text.hpp"
#include "lib/facility/views.hpp"

#include <algorithm>

namespace mk::facility {

namespace {

using print::Value;

constexpr std::size_t short_hash = 8;
constexpr std::size_t short_name = 16;

Value some(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

/// The title of a column of the register, as `show` has it.
std::string title_of(const std::string& column) {
  const auto fields = thing(Facility{});
  const auto at = std::ranges::find(fields, column, &print::Field::key);
  return at == fields.end() ? column : at->title;
}

/// "–" for nothing.
std::string shown(const std::optional<std::string>& value) {
  return value.value_or("").empty() ? "–" : *value;
}

const char* code(Left::Why why) {
  switch (why) {
    case Left::Why::changed:
      return "changed";
    case Left::Why::erased:
      return "erased";
    case Left::Why::taken:
      return "taken";
    case Left::Why::account:
      return "account";
    case Left::Why::referred:
      break;
  }
  return "referred";
}

Message value_stays(const Left& it) {
  const auto title = title_of(it.column);
  const auto value = shown(it.value);
  if (it.why == Left::Why::erased)
    return msg("{}, {}: “{}” stays; what it was before is erased", it.id, title, value);
  if (it.why == Left::Why::taken)
    return msg("{}, {}: “{}” stays; {} is known by what it was before", it.id, title, value,
               it.holder.value_or(FacilityId{}));
  const auto& cause = it.cause.value_or(Cause{});
  if (cause.batch)
    return msg("{}, {}: “{}” stays; {} ({}) has changed it since", it.id, title, value,
               *cause.batch, cause.file);
  return msg("{}, {}: “{}” stays; {} has changed it since: {}, {}", it.id, title, value, cause.who,
             cause.verb, clock_text(cause.at));
}

Message facility_stays(const Left& it) {
  if (it.why == Left::Why::account)
    return msg(
        "{} ({}) stays: it has an account; the account may continue as another row: "
        "mk facility merge NEW {}",
        it.id, it.name, it.id);
  if (it.why == Left::Why::referred)
    return msg("{} ({}) stays: letters or other things refer to it", it.id, it.name);
  const auto& cause = it.cause.value_or(Cause{});
  if (cause.batch)
    return msg("{} ({}) stays: {} ({}) has it too", it.id, it.name, *cause.batch, cause.file);
  return msg("{} ({}) stays: {} has changed it since: {}, {}", it.id, it.name, cause.who,
             cause.verb, clock_text(cause.at));
}

Message stays(const Left& it) { return it.column.empty() ? facility_stays(it) : value_stays(it); }

print::Thing left_thing(const Left& it) {
  const auto cause = it.cause.value_or(Cause{});
  return {{"facility", tr("Facility"), it.id},
          {"column", tr("Column"), some(it.column)},
          {"value", tr("Value"), it.value},
          {"reason", tr("Reason"), code(it.why)},
          {"batch", tr("Batch"), cause.batch},
          {"at", tr("When"), it.cause ? Value{cause.at} : Value{}},
          {"by", tr("Who"), some(cause.who)},
          {"verb", tr("What"), some(cause.verb)},
          {"holder", tr("Facility"), it.holder},
          {"delisted", tr("No longer in the register"), it.delisted},
          {"message", tr("Message"), stays(it)}};
}

print::Thing restored_thing(const Restored& it) {
  print::List values;
  for (const auto& value : it.values)
    values.emplace_back(print::Thing{{"column", tr("Column"), value.column},
                                     {"before", tr("Before"), value.before},
                                     {"after", tr("After"), value.after}});
  return {{"facility", tr("Facility"), it.id}, {"values", tr("Value"), values}};
}

Message put_back_one(const Restored& it, const PutBack& value) {
  if (value.column == "delisted_at" && !value.after)
    return msg("{} ({}) is in the register again", it.id, it.name);
  if (value.column == "delisted_at")
    return msg("{} ({}) is no longer in the register", it.id, it.name);
  return msg("{} ({}), {}: “{}” → “{}”", it.id, it.name, title_of(value.column),
             shown(value.before), shown(value.after));
}

}  // namespace

std::string short_file(const std::string& file) {
  std::string name;
  std::size_t characters = 0;
  for (std::string_view rest = std::string_view{file}.substr(file.rfind('/') + 1); !rest.empty();) {
    text::append(name, text::take(rest));
    if (++characters == short_name - 1 && !rest.empty()) return name + "…";
  }
  return name;
}

print::Thing thing(const Batch& it) {
  return {{"id", tr("Id"), it.id},
          {"state", tr("State"),
           it.undone_at ? print::Code{"undone", tr_later("undone")}
                        : print::Code{"done", tr_later("imported")}},
          {"at", tr("When"), it.at},
          {"by", tr("Who"), some(it.who)},
          {"file", tr("File"), it.file},
          {"hash", tr("Digest"), it.hash},
          {"encoding", tr("Encoding"), it.encoding},
          {"separator", tr("Separator"), it.separator == "\t" ? "TAB" : it.separator},
          {"partial", tr("A part of the register"), it.partial},
          {"read", tr("Read"), it.read},
          {"added", tr("Added"), it.added},
          {"updated", tr("Updated"), it.updated},
          {"unchanged", tr("Unchanged"), it.unchanged},
          {"rejected", tr("Refused"), it.rejected},
          {"skipped", tr("Passed over"), it.skipped},
          {"delisted", tr("No longer in the register"), it.delisted},
          {"undone_at", tr("Undone"), it.undone_at}};
}

print::Table table(const std::vector<Batch>& batches) {
  print::Table all;
  for (const auto& field : thing(Batch{})) all.columns.push_back({field.key, field.title});
  for (const auto& batch : batches) {
    auto& row = all.rows.emplace_back();
    for (auto& field : thing(batch)) row.push_back(std::move(field.value));
  }
  return all;
}

print::Table brief(const std::vector<Batch>& batches) {
  print::Table all{{{"id", tr("Id")},
                    {"state", tr("State")},
                    {"at", tr("When")},
                    {"file", tr("File")},
                    {"hash", tr("Digest")},
                    {"added", tr("New")},
                    {"updated", tr("Changed")},
                    {"delisted", tr("Gone")},
                    {"by", tr("Who")}},
                   {}};
  for (const auto& it : batches)
    all.rows.push_back({it.id, thing(it)[1].value, it.at, short_file(it.file),
                        it.hash.substr(0, short_hash), it.added, it.updated, it.delisted,
                        some(it.who)});
  return all;
}

print::Thing thing(const Undone& undone) {
  auto all = thing(undone.batch);
  print::List restored;
  for (const auto& it : undone.restored) restored.emplace_back(restored_thing(it));
  print::List removed;
  for (const auto& it : undone.removed) removed.emplace_back(it.id);
  print::List stay;
  for (const auto& it : undone.left) stay.emplace_back(left_thing(it));
  all.push_back({"restored", tr("Put back"), restored});
  all.push_back({"removed", tr("Taken away"), removed});
  all.push_back({"left", tr("Left as they are"), stay});
  return all;
}

Message sentence(const Undone& undone) {
  return msg("{} is undone; facilities put back: {}; taken away: {}; left as they are: {}",
             undone.batch.id, undone.restored.size(), undone.removed.size(), undone.left.size());
}

std::vector<Message> put_back(const Undone& undone) {
  std::vector<Message> said;
  said.reserve(undone.removed.size());
  for (const auto& it : undone.removed)
    said.push_back(msg("{} ({}) is taken away", it.id, it.name));
  for (const auto& it : undone.restored)
    for (const auto& value : it.values) said.push_back(put_back_one(it, value));
  return said;
}

std::vector<Message> left(const Undone& undone) {
  std::vector<Message> said;
  for (const auto& it : undone.left) {
    said.push_back(stays(it));
    if (it.delisted) said.push_back(msg("{} ({}) is no longer in the register", it.id, it.name));
  }
  return said;
}

}  // namespace mk::facility
