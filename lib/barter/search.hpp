#pragma once

#include "lib/barter/choose.hpp"
#include "lib/barter/packing.hpp"
#include "lib/barter/pricing.hpp"

#include <optional>
#include <set>
#include <span>
#include <vector>

namespace mk::barter {

/// Branch and price for one goal, while the goals before it keep what was reached of them: a linear
/// program chooses among the rings and chains found so far, its prices tell whether others would
/// be better, and where it takes a ring in part, an arc of it is ruled in and out in turn.
class Search {
 public:
  /// Looks for most of the goal after as many as there are `demands`; so much must be reached of
  /// those. `pool` has the rings and chains found by earlier searches, and gets those of this one.
  Search(const Net& net, const std::vector<Goal>& goals, std::vector<std::int64_t> demands,
         std::vector<Trail>& pool, Deadline deadline);

  using Chosen = std::vector<std::size_t>;  ///< Places in the pool.

  /// Begins with `best`, which meets the demands, and for the first goal with `prices` of the rows
  /// that may prove something already; none are known when there are none.
  void run(const Chosen& best, const std::vector<double>& prices);

  const Chosen& best() const { return best_; }
  std::int64_t reached() const { return reached_; }
  std::int64_t bound() const { return bound_; }
  /// Of the bound, for the first goal.
  const Certificate& certificate() const { return certificate_; }

 private:
  struct Ruling {
    ArcId arc;
    bool in;
  };

  std::int64_t settle(const std::vector<double>& prices);
  bool generate();
  double add_bargains();
  void add(std::vector<Trail>&& trails);
  void enter(std::size_t first);
  Packing::Column column_of(const Trail& trail) const;
  void price();
  void rule(const Ruling& ruling, bool undo);
  void close(ArcId arc, bool undo);
  std::optional<Ruling> next_ruling();
  std::vector<ArcId> split_arcs() const;
  double most_after(const Ruling& ruling);
  void round();
  void dive();
  void settle_core();
  void take_all_free(Chosen& chosen) const;
  void offer(const Chosen& chosen);
  std::int64_t rule_on(const Ruling& ruling, const std::vector<double>& prices);
  std::int64_t leaf(const std::vector<double>& prices);
  bool late() const { return std::chrono::steady_clock::now() >= deadline_; }

  const Net& net_;
  const std::vector<Goal>& goals_;
  std::vector<std::int64_t> demands_;
  std::vector<Trail>& pool_;
  std::set<Trail> known_;  // Those of the pool.
  Deadline deadline_;
  Packing packing_;
  Pricing pricing_;
  Tariff tariff_;
  std::vector<int> closings_;                      // How many rulings close each arc.
  std::vector<int> blocked_;                       // How many closed arcs each trail has.
  std::vector<std::vector<std::uint32_t>> users_;  // The trails that have an arc.
  std::vector<std::int64_t> gains_;                // Of each trail, for this goal.
  std::vector<Ruling> rulings_;
  double least_gain_ = 1e-6;  // What a ring or chain must gain to be added.
  double most_ = 0;           // What the linear program says can be reached under the rulings.
  Chosen best_;
  std::int64_t reached_ = 0;
  bool settled_ = false;  // Nothing better than the best is there; only its proof is looked for.
  std::int64_t bound_ = 0;
  Certificate certificate_;
};

}  // namespace mk::barter
