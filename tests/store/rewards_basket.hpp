#pragma once

#include "tests/store/rewards_city.hpp"

#include <string>
#include <vector>

/// A city with a basket: members of the status standard, who may reserve.
class Basket {
 public:
  mk::store::Database& db() { return db_; }
  mk::Context on(const std::string& when) {
    return {db_, *mk::parse_instant(when), {"ola", ""}, settings_};
  }

  std::vector<mk::FacilityId> members(int count) {
    std::vector<mk::FacilityId> all;
    for (int i = 0; i < count; ++i)
      all.push_back(mk::rewards::add_member(db_, "klub" + std::to_string(i)));
    return all;
  }

  mk::RewardId reward(const std::string& name, std::int64_t pool, std::int64_t limit,
                      mk::Money cost = {}) {
    mk::rewards::Reward it;
    it.name = name;
    it.pool = pool;
    it.limit = limit;
    it.unit_cost = cost;
    it.budget = cost == mk::Money{} ? "" : "superwizje";
    it.opens_on = *mk::parse_day("2026-09-01");
    it.closes_on = *mk::parse_day("2027-08-31");
    return mk::rewards::add(on("2026-09-01"), it).reward.id;
  }

  mk::ReservationId reserve(const std::string& when, mk::RewardId reward, mk::FacilityId facility,
                            std::int64_t quantity = 1, bool wait = false) {
    return mk::rewards::reserve(on(when), {reward, facility, quantity, {}, wait}).reservation.id;
  }

  /// Changes rows past every rule, as another program might.
  void force(const std::string& sql) {
    change([&] { mk::store::change(db_, sql.c_str()); });
  }

  template <class Work>
  void change(Work work) {
    mk::store::together(db_, {mk::Instant{}, {"ola", ""}, "test", ""},
                        [&](mk::store::Database& /*db*/) { work(); });
  }

 private:
  Scratch scratch_;
  mk::store::Database db_ = scratch_.database();
  mk::Settings settings_;
};
