#include "lib/rewards/actions.hpp"
#include "lib/rewards/check_records.hpp"
#include "lib/rewards/drawing.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/sound.hpp"

namespace mk::rewards {

namespace {

void add_overruns(std::vector<Message>& all, store::Database& db) {
  for (const auto& it : records::overrun_pools(db))
    all.push_back(msg("{} is reserved of {} in {}, and the pool is {}", it.used, it.reward,
                      it.season, it.allowed));
  for (const auto& it : records::overrun_limits(db))
    all.push_back(msg("{} has reserved {} of {} in {}, and the limit is {}", it.facility, it.used,
                      it.reward, it.season, it.allowed));
  for (const auto& it : records::overrun_lines(db))
    all.push_back(msg("the budget line {} has {}, and {} is committed or spent", it.line,
                      Money{it.allowed}, Money{it.used}));
}

}  // namespace

std::vector<Message> breaches(store::Database& db) {
  std::vector<Message> all;
  add_overruns(all, db);
  for (const auto& it : records::reservations(db, {}))
    for (auto& message : contradictions(it)) all.push_back(std::move(message));
  for (const auto& it : records::without_season(db))
    all.push_back(msg("{} is of {} in {}, which has no pool there", it.id, it.reward, it.season));
  for (const auto& it : records::live_of_withdrawn(db))
    all.push_back(msg("{} is still open, though {} is withdrawn", it.id, it.facility));
  for (const auto& it : records::waiting_for_archived(db))
    all.push_back(msg("{} waits for {}, which is archived", it.id, it.reward));
  for (auto& it : draw_breaches(db)) all.push_back(std::move(it));
  return all;
}

}  // namespace mk::rewards
