#include "lib/rewards/records.hpp"

#include "lib/base/text.hpp"
#include "lib/rewards/words.hpp"
#include "lib/store/query.hpp"
#include "lib/survey/words.hpp"

namespace mk::rewards::records {

namespace {

using store::Row;

Reward read_reward(const Row& row) {
  Reward it;
  it.id = row.id<RewardId>("id");
  it.name = row.text("name");
  it.description = row.text("description");
  it.type = type_named(row.text("type")).value_or(Type::service);
  it.status = survey::status_of(row.text("status"));
  it.unit = unit_named(row.text("unit")).value_or(Unit::place);
  it.pool = row.number("pool");
  it.limit = row.number("facility_limit");
  it.unit_cost = row.money("unit_cost");
  it.budget = row.text("budget");
  it.opens_on = row.day("opens_on");
  it.closes_on = row.day("closes_on");
  it.delivery = row.text("delivery");
  it.allocation = allocation_named(row.text("allocation")).value_or(Allocation::order);
  it.visible_from = row.maybe_day("visible_from");
  it.visible_to = row.maybe_day("visible_to");
  it.archived_at = row.maybe_instant("archived_at");
  return it;
}

Funds read_funds(const Row& row) {
  Funds it;
  it.line.id = row.number("id");
  it.line.name = row.text("name");
  it.line.year = row.number("year");
  it.line.classification = row.text("classification");
  it.line.amount = row.money("amount");
  it.committed = row.money("committed");
  it.spent = row.money("spent");
  return it;
}

/// Budget lines and what has become of their money, those that `which` tells.
std::string select_funds(const char* which) {
  return std::string{
             "select l.*, "
             "coalesce((select sum(cost) from reservation where budget_line = l.id "
             "and state in ('offered', 'reserved', 'agreed')), 0) as committed, "
             "coalesce((select sum(cost) from reservation where budget_line = l.id "
             "and state in ('delivered', 'missed')), 0) as spent "
             "from budget_line l "} +
         which;
}

}  // namespace

Reward reward(store::Database& db, RewardId id) {
  const auto found = store::one(db, read_reward, "select * from reward where id = ?", id);
  if (!found) throw Error{Exit::refused, msg("there is no {}", id)};
  return *found;
}

std::optional<Reward> reward_named(store::Database& db, const std::string& name) {
  return store::one(db, read_reward, "select * from reward where name_key = ?", text::folded(name));
}

std::vector<Reward> rewards(store::Database& db) {
  return store::all(db, read_reward, "select * from reward order by sort_key, id");
}

RewardId add(store::Database& db, const Reward& reward) {
  return store::insert<RewardId>(
      db,
      "insert into reward (name, name_key, sort_key, description, type, status, unit, pool, "
      "facility_limit, unit_cost, budget, budget_key, opens_on, closes_on, delivery, "
      "allocation, visible_from, visible_to) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      reward.name, text::folded(reward.name), text::sort_key(reward.name), reward.description,
      code(reward.type).code, survey::code(reward.status), code(reward.unit).code, reward.pool,
      reward.limit, reward.unit_cost, reward.budget, text::folded(reward.budget), reward.opens_on,
      reward.closes_on, reward.delivery, code(reward.allocation).code, reward.visible_from,
      reward.visible_to);
}

void change(store::Database& db, const Reward& reward) {
  store::change(db,
                "update reward set name = ?, name_key = ?, sort_key = ?, description = ?, "
                "type = ?, status = ?, unit = ?, pool = ?, facility_limit = ?, unit_cost = ?, "
                "budget = ?, budget_key = ?, opens_on = ?, closes_on = ?, delivery = ?, "
                "allocation = ?, visible_from = ?, visible_to = ?, archived_at = ? where id = ?",
                reward.name, text::folded(reward.name), text::sort_key(reward.name),
                reward.description, code(reward.type).code, survey::code(reward.status),
                code(reward.unit).code, reward.pool, reward.limit, reward.unit_cost, reward.budget,
                text::folded(reward.budget), reward.opens_on, reward.closes_on, reward.delivery,
                code(reward.allocation).code, reward.visible_from, reward.visible_to,
                reward.archived_at, reward.id);
}

void remove(store::Database& db, RewardId id) {
  store::change(db, "delete from draw where reward = ?", id);
  store::change(db, "delete from reward_season where reward = ?", id);
  store::change(db, "delete from reward where id = ?", id);
}

Usage usage(store::Database& db, const Reward& reward, Term season,
            std::optional<FacilityId> facility) {
  Usage it{.season = season, .pool = reward.pool, .limit = reward.limit};
  store::all(
      db,
      [&](const Row& row) {
        it.pool = row.number("pool");
        it.limit = row.number("facility_limit");
        return 0;
      },
      "select pool, facility_limit from reward_season where reward = ? and season = ?", reward.id,
      season);
  it.taken = store::count(db,
                          "select coalesce(sum(quantity), 0) as n from holding "
                          "where reward = ? and season = ?",
                          reward.id, season);
  it.gone = store::count(db,
                         "select coalesce(sum(quantity), 0) as n from reservation "
                         "where reward = ? and season = ? and state in ('delivered', 'missed')",
                         reward.id, season);
  if (facility)
    it.own = store::count(db,
                          "select coalesce(sum(quantity), 0) as n from holding "
                          "where reward = ? and season = ? and facility = ?",
                          reward.id, season, *facility);
  return it;
}

void open_season(store::Database& db, const Reward& reward, Term season) {
  store::change(db,
                "insert into reward_season (reward, season, pool, facility_limit) "
                "values (?, ?, ?, ?) on conflict do nothing",
                reward.id, season, reward.pool, reward.limit);
}

void change_seasons(store::Database& db, const Reward& reward, Term from) {
  store::change(db,
                "update reward_season set pool = ?, facility_limit = ? "
                "where reward = ? and season >= ?",
                reward.pool, reward.limit, reward.id, from);
}

std::optional<Funds> funds(store::Database& db, const std::string& name, std::int64_t year) {
  static const auto sql = select_funds("where l.name_key = ? and l.year = ?");
  return store::one(db, read_funds, sql.c_str(), text::folded(name), year);
}

std::optional<Funds> funds(store::Database& db, std::int64_t id) {
  static const auto sql = select_funds("where l.id = ?");
  return store::one(db, read_funds, sql.c_str(), id);
}

std::vector<Funds> all_funds(store::Database& db, std::optional<std::int64_t> year) {
  static const auto sql =
      select_funds("where ?1 is null or l.year = ?1 order by l.year, l.sort_key, l.id");
  return store::all(db, read_funds, sql.c_str(), year);
}

std::int64_t add(store::Database& db, const BudgetLine& line) {
  store::change(db,
                "insert into budget_line (name, name_key, sort_key, year, classification, amount) "
                "values (?, ?, ?, ?, ?, ?)",
                line.name, text::folded(line.name), text::sort_key(line.name), line.year,
                line.classification, line.amount);
  return store::last_id(db);
}

void change(store::Database& db, const BudgetLine& line) {
  store::change(db, "update budget_line set classification = ?, amount = ? where id = ?",
                line.classification, line.amount, line.id);
}

}  // namespace mk::rewards::records
