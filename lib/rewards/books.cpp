#include "lib/rewards/books.hpp"

#include "lib/rewards/records.hpp"
#include "lib/rewards/sound.hpp"
#include "lib/rewards/words.hpp"

#include <algorithm>

namespace mk::rewards {

namespace {

/// A number that the log keeps as text.
std::int64_t number(const std::optional<std::string>& text) { return text ? std::stoll(*text) : 0; }

/// The day that `text` spells, else `otherwise`.
Day day(const std::optional<std::string>& text, Day otherwise) {
  if (!text) return otherwise;
  return parse_day(*text).value_or(otherwise);
}

/// The thing of `all` whose row changed, as far as there is one: what was added goes.
template <class Item, class RowOf>
Item* changed(std::vector<Item>& all, RowOf row_of, const records::Undo& change, bool added) {
  const auto it =
      std::ranges::find_if(all, [&](const Item& item) { return row_of(item) == change.row; });
  if (it == all.end()) return nullptr;
  if (!added) return &*it;
  all.erase(it);
  return nullptr;
}

void undo_in(Reward& it, const records::Undo& change) {
  if (change.column == "pool") it.pool = number(change.before);
  if (change.column == "opens_on") it.opens_on = day(change.before, it.opens_on);
  if (change.column == "closes_on") it.closes_on = day(change.before, it.closes_on);
  if (change.column == "archived_at")
    it.archived_at = change.before ? parse_instant(*change.before) : std::nullopt;
}

void undo_in(records::Booked& it, const records::Undo& change) {
  if (change.column == "state") it.state = state_named(*change.before).value_or(it.state);
  if (change.column == "quantity") it.quantity = number(change.before);
  if (change.column == "cost") it.cost = {number(change.before)};
  if (change.column == "budget_line")
    it.budget_line = change.before ? std::optional{number(change.before)} : std::nullopt;
}

}  // namespace

Books::Books(store::Database& db)
    : changes_{records::book_changes(db)},
      rewards_{records::rewards(db)},
      seasons_{records::seasons(db)} {
  for (auto& it : records::all_funds(db, std::nullopt)) lines_.push_back(std::move(it.line));
  for (auto& it : records::booked(db)) reservations_.emplace(it.id.value, it);
}

void Books::back_to(Instant moment) {
  before_ = moment;
  for (; next_ < changes_.size() && changes_[next_].at >= moment; ++next_) undo(changes_[next_]);
}

void Books::undo(const records::Undo& change) {
  if (change.thing == "reservation") {
    const auto it = reservations_.find(change.row);
    if (it == reservations_.end()) return;
    if (change.column == "state" && !change.before)
      reservations_.erase(it);
    else
      undo_in(it->second, change);
  } else if (change.thing == "budget_line") {
    const auto row = [](const BudgetLine& it) { return it.id; };
    if (auto* const it = changed(lines_, row, change, !change.before))
      it->amount = {number(change.before)};
  } else if (change.thing == "reward_season") {
    const auto row = [](const records::Season& it) { return it.row; };
    if (auto* const it = changed(seasons_, row, change, !change.before))
      it->pool = number(change.before);
  } else {
    const auto row = [](const Reward& it) { return it.id.value; };
    const bool added = change.column == "name" && !change.before;
    if (auto* const it = changed(rewards_, row, change, added)) undo_in(*it, change);
  }
}

std::vector<Funds> Books::lines(std::int64_t year) const {
  std::map<std::int64_t, Funds> sums;
  for (const auto& it : reservations()) {
    if (!it.budget_line) continue;
    auto& line = sums[*it.budget_line];
    if (it.state == State::delivered || it.state == State::missed)
      line.spent = line.spent + it.cost;
    else if (still_to_come(it.state))
      line.committed = line.committed + it.cost;
  }
  std::vector<Funds> all;
  for (const auto& line : lines_)
    if (line.year == year) {
      all.push_back(sums[line.id]);
      all.back().line = line;
    }
  return all;
}

std::vector<records::Booked> Books::reservations() const {
  std::vector<records::Booked> all;
  for (const auto& [row, it] : reservations_)
    if (!before_ || it.made_at < *before_) all.push_back(it);
  return all;
}

std::optional<std::int64_t> Books::pool(RewardId reward, Term season) const {
  for (const auto& it : seasons_)
    if (it.reward == reward && it.season == season) return it.pool;
  return std::nullopt;
}

}  // namespace mk::rewards
