#include "lib/programme/audit.hpp"

#include "lib/base/id.hpp"
#include "lib/programme/records.hpp"
#include "lib/store/log.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace mk::programme {

namespace {

/// The letter of an id, and the table of what it names.
struct Kind {
  char letter;
  const char* table;
};

constexpr std::array kinds{Kind{'F', "facility"}, Kind{'R', "reward"}, Kind{'V', "reservation"},
                           Kind{'S', "survey"},   Kind{'P', "post"},   Kind{'X', "exchange_match"},
                           Kind{'M', "mail"},     Kind{'B', "batch"}};

/// The row that `id` names.
store::Place named(const std::string& id) {
  for (const auto& kind : kinds) {
    const char letter = id[0] >= 'a' ? static_cast<char>(id[0] - 'a' + 'A') : id[0];
    if (letter != kind.letter) continue;
    // Every kind of id is spelled alike: read this one as a facility's.
    const auto parsed = FacilityId::parse("F" + id.substr(1));
    if (parsed) return {kind.table, parsed->value};
  }
  throw Error{Exit::usage, msg("“{}” is not an id such as {}", id, FacilityId{12})};
}

/// "F-12" for a row of a table whose things have ids, else nothing.
std::optional<std::string> id_of(const store::Changed& it) {
  const std::string table = it.thing == "account" || it.thing == "logo" ? "facility" : it.thing;
  for (const auto& kind : kinds)
    if (table == kind.table) return std::string{kind.letter} + "-" + std::to_string(it.row);
  return std::nullopt;
}

std::string name_of(const store::Changed& it) {
  return id_of(it).value_or(it.thing + " " + std::to_string(it.row));
}

/// The things that were changed, each once; rows that only belong to them when there are no others.
print::List things(const std::vector<store::Changed>& changes) {
  const bool any_id =
      std::ranges::any_of(changes, [](const auto& it) { return id_of(it).has_value(); });
  print::List out;
  std::set<std::string> seen;
  for (const auto& it : changes) {
    if (any_id && !id_of(it)) continue;
    if (seen.insert(name_of(it)).second) out.emplace_back(name_of(it));
  }
  return out;
}

print::List details(const std::vector<store::Changed>& changes) {
  print::List out;
  for (const auto& it : changes)
    out.emplace_back(print::Thing{{"thing", tr("Thing"), name_of(it)},
                                  {"column", tr("Column"), it.column},
                                  {"before", tr("Before"), it.before},
                                  {"after", tr("After"), it.after}});
  return out;
}

std::string who(const store::Actor& actor) {
  return actor.on_behalf_of.empty() ? actor.user : actor.user + " → " + actor.on_behalf_of;
}

print::Value absent_if_empty(const std::string& text) {
  return text.empty() ? print::Value{} : print::Value{text};
}

}  // namespace

print::Table audit(const Context& context, const AuditFilter& filter) {
  const auto places = filter.of.empty() ? std::vector<store::Place>{}
                                        : records::parts(context.db, named(filter.of));
  const Instant from = filter.from ? start_of(*filter.from) : Instant{};
  const Day last = filter.to.value_or(*parse_day("9999-12-30"));
  print::Table out{{{"id", tr("No.")},
                    {"at", tr("When")},
                    {"by", tr("Who")},
                    {"verb", tr("What")},
                    {"things", tr("On")},
                    {"reason", tr("Reason")},
                    {"user", "", true},
                    {"on_behalf_of", "", true},
                    {"real_at", "", true},
                    {"hash", "", true},
                    {"changes", "", true}},
                   {}};
  for (const auto& it :
       store::entries(context.db, places, filter.by, from, start_of(last + std::chrono::days{1}))) {
    const auto changes = store::changes(context.db, it.id);
    out.rows.push_back({it.id, it.deed.now, who(it.deed.actor), it.deed.verb, things(changes),
                        absent_if_empty(it.deed.reason), it.deed.actor.user,
                        absent_if_empty(it.deed.actor.on_behalf_of), it.real_at, it.hash,
                        details(changes)});
  }
  return out;
}

}  // namespace mk::programme
