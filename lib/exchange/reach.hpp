#pragma once

#include "lib/exchange/matching.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// Who could be reached by giving what to whom, from one post on. Pure.
namespace mk::exchange {

/// The market as seen from one post. Counts everything that one gift or ring needs, but not whether
/// two of them get in each other's way: that is the engine's part.
class Reach {
 public:
  /// `market` outlives this.
  explicit Reach(const Market& market);

  /// Whether `offer` can be given for `need`: it fits, and neither side refuses it.
  bool fits(const Post& offer, const Post& need) const;
  /// The same as a gift on its own, which was not tried before.
  bool can_be_given(const Post& offer, const Post& need) const;

  /// The offers whose owner would take `given` in exchange for them: they ask it in return, or are
  /// free and a need of the same owner is met.
  std::vector<const Post*> takers(const Post& given) const;

  /// The offers that can come round to the owner of `first`, which gives it, in a ring of up to
  /// `longest_ring`; whether it wants them is not asked.
  std::vector<const Post*> coming_round(const Post& first) const;

  std::vector<const Post*> posts_of(const Party& party, Type type) const;
  const std::vector<const Post*>& offers() const { return offers_; }
  const std::vector<const Post*>& needs() const { return needs_; }
  const Parents& tree() const { return market_.tree; }
  /// What offers ask in return, by code.
  std::set<std::string> asked() const;

 private:
  bool refused(const Post& offer, const Party& getter, const Post* need) const;
  std::vector<std::string> with_those_above(const std::string& category) const;
  const std::vector<std::uint32_t>& taken_from(std::uint32_t offer) const;
  std::vector<std::uint32_t> places_of(const std::vector<const Post*>& offers) const;

  const Market& market_;
  std::vector<const Post*> offers_;
  std::vector<const Post*> needs_;
  std::map<PostId, std::uint32_t> place_;  ///< Of an offer.
  std::map<std::string, std::vector<const Post*>> asking_;
  std::map<PostId, std::vector<const Post*>> asking_post_;
  std::map<std::string, std::vector<const Post*>> needing_;
  std::map<std::pair<Party, Type>, std::vector<const Post*>> owned_;
  std::set<std::pair<Party, Party>> refused_partners_;
  std::set<std::pair<Party, PostId>> refused_posts_;
  /// By offer, as they are asked for.
  mutable std::vector<std::optional<std::vector<std::uint32_t>>> taken_from_;
};

}  // namespace mk::exchange
