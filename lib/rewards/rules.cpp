#include "lib/rewards/rules.hpp"

#include "lib/base/text.hpp"
#include "lib/rewards/words.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace mk::rewards {

namespace {

/// "V-1, V-3".
std::string ids(std::span<const Reservation> reservations) {
  std::string all;
  for (const auto& it : reservations) all += (all.empty() ? "" : ", ") + it.id.text();
  return all;
}

std::optional<Message> why_cost_not(const Reservation& reservation, Money cost,
                                    const std::optional<Funds>& budget) {
  if (cost < Money{} || cost > most_money) return msg("{} is no sensible cost", cost);
  if (cost == Money{}) return std::nullopt;
  if (!budget)
    return msg("{} draws on no budget line, so it cannot have cost {}", reservation.id, cost);
  if (const auto room = budget->free() + reservation.cost; cost > room)
    return msg("the budget line {} has {} for {}; raise it first: mk rewards budget edit",
               budget->line.text(), room, reservation.id);
  return std::nullopt;
}

Message wrong_state(const Reservation& reservation) {
  const auto id = reservation.id;
  switch (reservation.state) {
    case State::delivered:
      return msg("the reservation {} was delivered", id);
    case State::missed:
      return msg("the reservation {} was missed", id);
    case State::cancelled:
      return msg("the reservation {} was cancelled", id);
    case State::expired:
      return msg("the reservation {} has expired", id);
    case State::offered:
      return msg("a place is offered to {}; take it first: mk rewards accept {}", id, id);
    default:
      return msg("the reservation {} still waits for a place", id);
  }
}

}  // namespace

std::optional<Message> why_no_reason(const std::string& reason) {
  if (text::tidy(reason).empty()) return msg("the reason is empty; say why");
  return why_no_note(reason);
}

std::optional<Message> why_no_note(const std::string& note) {
  if (text::has_dangerous(note))
    return msg("“{}” has a control or invisible character; take it out", note);
  return std::nullopt;
}

RewardState state(const Reward& reward, const Usage& usage, Day today) {
  if (reward.archived_at) return RewardState::archived;
  if (today < reward.opens_on) return RewardState::planned;
  if (today > reward.closes_on) return RewardState::closed;
  return usage.left() == 0 ? RewardState::full : RewardState::open;
}

bool cancellable(State state) {
  return state == State::waiting || state == State::offered || state == State::reserved ||
         state == State::agreed;
}

Term season_for(const Reward& reward, Day today) {
  if (reward.allocation == Allocation::draw)
    return season_of(reward.closes_on + std::chrono::days{1});
  return season_of(std::max(today, reward.opens_on));
}

bool visible(const Reward& reward, Day today) {
  if (reward.archived_at || (reward.visible_from && today < *reward.visible_from)) return false;
  return today <= reward.visible_to.value_or(reward.closes_on);
}

Day line_ends(const Reward& reward, Term season) {
  const auto last = season.next().first_day() - std::chrono::days{1};
  return reward.allocation == Allocation::draw ? last : std::min(last, reward.closes_on);
}

std::int64_t budget_year(Day day) { return int{std::chrono::year_month_day{day}.year()}; }

std::optional<Message> why_not_agree(const Reservation& reservation, Day day) {
  if (reservation.state != State::reserved && reservation.state != State::agreed)
    return wrong_state(reservation);
  if (reservation.state == State::agreed && reservation.agreed_on == day)
    return msg("{} is agreed for {} already", reservation.id, day);
  if (const auto made_on = day_of(reservation.made_at); day < made_on)
    return msg("{} was made on {}; {} is before that", reservation.id, made_on, day);
  return std::nullopt;
}

std::optional<Message> why_not_finish(const Reservation& reservation, Money cost,
                                      const std::optional<Funds>& budget) {
  if (reservation.state == State::reserved)
    return msg("no date is agreed for {} yet; agree one first: mk rewards agree {} --date DATE",
               reservation.id, reservation.id);
  if (reservation.state != State::agreed) return wrong_state(reservation);
  return why_cost_not(reservation, cost, budget);
}

std::optional<Message> why_not_cancel(const Reservation& reservation) {
  if (cancellable(reservation.state)) return std::nullopt;
  return wrong_state(reservation);
}

std::optional<Message> why_not_accept(const Reservation& reservation, facility::State facility,
                                      Day today) {
  if (reservation.state == State::reserved || reservation.state == State::agreed)
    return msg("the place of {} is taken already", reservation.id);
  if (reservation.state != State::offered) return wrong_state(reservation);
  if (facility != facility::State::active)
    return msg("{} is not active now; resume it first: mk facility resume {}", reservation.facility,
               reservation.facility);
  if (today > *reservation.offer_ends_on)
    return msg("the place of {} could be taken until {}", reservation.id,
               *reservation.offer_ends_on);
  return std::nullopt;
}

std::optional<Message> why_not_on(const Reservation& reservation, Day day, Day today) {
  if (day > today) return msg("{} is still to come", day);
  if (const auto made_on = day_of(reservation.made_at); day < made_on)
    return msg("{} was made on {}; {} is before that", reservation.id, made_on, day);
  return std::nullopt;
}

std::optional<Message> why_not_move(const Reservation& reservation, const Funds& budget) {
  if (reservation.cost <= budget.free()) return std::nullopt;
  return msg("the budget line {} has {} left; this would cost {}", budget.line.text(),
             budget.free(), reservation.cost);
}

std::optional<Message> why_not_recount(const Reward& before, const Reward& after, bool reserved) {
  if (before.unit == after.unit || !reserved) return std::nullopt;
  return msg("{} has been reserved, so its unit stays; add another reward: mk rewards add",
             before.id);
}

std::optional<Message> why_not_lower(const Reward& reward, std::span<const Reservation> held) {
  std::map<Term, std::vector<Reservation>> seasons;
  std::map<std::pair<Term, FacilityId>, std::vector<Reservation>> facilities;
  for (const auto& it : held) {
    if (!it.exceed_reason.empty()) continue;
    seasons[it.season].push_back(it);
    facilities[{it.season, it.facility}].push_back(it);
  }
  const auto used = [](const std::vector<Reservation>& some) {
    std::int64_t sum = 0;
    for (const auto& it : some) sum += it.quantity;
    return sum;
  };
  for (const auto& [season, some] : seasons)
    if (used(some) > reward.pool)
      return msg("the pool of {} cannot be {}: in {} it has {} reserved ({})", reward.id,
                 reward.pool, season, used(some), ids(some));
  for (const auto& [key, some] : facilities)
    if (used(some) > reward.limit)
      return msg("the limit of {} cannot be {}: {} has reserved {} ({})", reward.id, reward.limit,
                 key.second, used(some), ids(some));
  return std::nullopt;
}

std::optional<Message> why_not_lower(const BudgetLine& line, const Funds& funds,
                                     std::span<const Reservation> held) {
  const auto used = funds.committed + funds.spent;
  if (line.amount >= used) return std::nullopt;
  return msg("the budget line {} cannot be {}: {} is committed or spent ({})", line.text(),
             line.amount, used, ids(held));
}

}  // namespace mk::rewards
