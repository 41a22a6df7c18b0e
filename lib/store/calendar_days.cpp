#include "lib/store/calendar_days.hpp"

#include "lib/store/query.hpp"

namespace mk::store {

std::optional<Instant> calendar_reached(Database& db) {
  return one(
      db, [](const Row& row) { return row.instant("ran_at"); },
      "select ran_at from calendar_day order by id desc limit 1");
}

void note_calendar(const Context& context) {
  together(context.db, context.deed("mk-remind"), [&](Database& db) {
    change(db, "insert or replace into calendar_day (day, ran_at) values (?, ?)", context.today(),
           context.now);
  });
}

bool is_missed(const Context& context, Day day) {
  return day < context.today() &&
         count(context.db, "select count(*) as n from calendar_day where day = ?", day) == 0;
}

bool falls_away(const Context& context, CatchUp policy, Day day) {
  return policy == CatchUp::none && is_missed(context, day);
}

}  // namespace mk::store
