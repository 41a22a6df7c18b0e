#include "lib/store/jobs.hpp"

#include "lib/store/query.hpp"

namespace mk::store {

namespace {

Instant machine_clock() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace

void note_run(const Context& context, const std::string& name, const std::string& result,
              const std::string& detail) {
  together(context.db, context.deed(name), [&](Database& db) {
    change(db,
           "insert into job (name, ran_at, real_at, result, detail) values (?1, ?2, ?3, ?4, ?5)"
           " on conflict (name) do update set ran_at = ?2, real_at = ?3, result = ?4, detail = ?5",
           name, context.now, machine_clock(), result, detail);
  });
}

void note_refusal(const Context& context, const std::string& name, const std::string& why) {
  together(context.db, context.deed(name), [&](Database& db) {
    change(db, "update job set real_at = ?, result = 'refused', detail = ? where name = ?",
           machine_clock(), why, name);
  });
}

std::vector<Run> last_runs(Database& db) {
  return all(
      db,
      [](const Row& row) {
        return Run{row.text("name"), row.instant("ran_at"), row.instant("real_at"),
                   row.text("result"), row.text("detail")};
      },
      "select name, ran_at, real_at, result, detail from job order by name");
}

}  // namespace mk::store
