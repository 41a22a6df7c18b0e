#include "lib/programme/audit.hpp"

#include "lib/base/id.hpp"
#include "lib/store/log.hpp"

#include <array>
#include <optional>
#include <set>
#include <string>

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

struct Named {
  std::string table;
  std::int64_t row = 0;
};

Named named(const std::string& id) {
  if (id.empty()) return {};
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

/// "F-12", or "term 3" where a row has no id.
std::string name_of(const store::Changed& it) {
  return id_of(it).value_or(it.thing + " " + std::to_string(it.row));
}

/// The things that `changes` are about, each once; of parts that have no id, the table is enough.
print::List things(const std::vector<store::Changed>& changes) {
  print::List out;
  std::set<std::string> seen;
  for (const auto& it : changes) {
    auto name = id_of(it).value_or(it.thing);
    if (seen.insert(name).second) out.emplace_back(std::move(name));
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
  const auto [table, row] = named(filter.of);
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
  for (const auto& it : store::entries(context.db, table, row, filter.by, from,
                                       start_of(last + std::chrono::days{1}))) {
    const auto changes = store::changes(context.db, it.id);
    out.rows.push_back({it.id, it.deed.now, who(it.deed.actor), it.deed.verb, things(changes),
                        absent_if_empty(it.deed.reason), it.deed.actor.user,
                        absent_if_empty(it.deed.actor.on_behalf_of), it.real_at, it.hash,
                        details(changes)});
  }
  return out;
}

}  // namespace mk::programme
