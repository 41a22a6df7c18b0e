#pragma once

#include "lib/rewards/report_records.hpp"
#include "lib/store/database.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

/// The books as they stood, by the rows as they are and the change log.
namespace mk::rewards {

/// The budget lines, the reservations and the catalogue, walked back in time: first as they are
/// now, then as they were and were known before ever earlier moments.
class Books {
 public:
  explicit Books(store::Database& db);

  /// Walks back to before `moment`; what is later than where it stands changes nothing.
  void back_to(Instant moment);

  /// The lines of `year` that there were, by name.
  std::vector<Funds> lines(std::int64_t year) const;
  /// The rewards that there were, by name.
  const std::vector<Reward>& rewards() const { return rewards_; }
  /// The reservations that there were, by id.
  std::vector<records::Booked> reservations() const;
  /// The pool of `reward` in `season`, where that season has its own.
  std::optional<std::int64_t> pool(RewardId reward, Term season) const;

 private:
  void undo(const records::Undo& change);

  std::vector<records::Undo> changes_;  ///< The latest first.
  std::size_t next_ = 0;                ///< The first that is not undone.
  std::optional<Instant> before_;
  std::vector<BudgetLine> lines_;
  std::vector<Reward> rewards_;
  std::vector<records::Season> seasons_;
  std::map<std::int64_t, records::Booked> reservations_;  ///< By their row: there may be many.
};

}  // namespace mk::rewards
