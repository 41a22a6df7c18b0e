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

Message phrase_of(survey::Status status) { return phrase(survey::title(status)); }

std::optional<Message> why_facility_not(const Applicant& applicant) {
  const auto id = applicant.id;
  if (applicant.state == facility::State::suspended)
    return msg("{} is suspended and cannot reserve; resume it first: mk facility resume {}", id,
               id);
  if (applicant.state == facility::State::withdrawn)
    return msg("{} is withdrawn from the programme and cannot reserve", id);
  if (applicant.state != facility::State::active)
    return msg("{} is not active yet; only active facilities can reserve", id);
  if (!applicant.standing.open)
    return msg("{} has no accepted card yet; the rewards open when its first card is accepted", id);
  return std::nullopt;
}

std::optional<Message> why_status_not(const Reward& reward, const Applicant& applicant) {
  if (applicant.standing.status >= reward.status) return std::nullopt;
  return msg("{} opens at the status {}; {} has the status {}", reward.id, phrase_of(reward.status),
             applicant.id, phrase_of(applicant.standing.status));
}

std::optional<Message> why_catalogue_not(const Reward& reward) {
  if (!reward.archived_at) return std::nullopt;
  return msg("{} is archived; nobody can reserve it any more", reward.id);
}

std::optional<Message> why_window_not(const Reward& reward, Day today) {
  if (today < reward.opens_on)
    return msg("{} can be reserved from {} to {}", reward.id, reward.opens_on, reward.closes_on);
  if (today > reward.closes_on)
    return msg("{} could be reserved until {}", reward.id, reward.closes_on);
  return std::nullopt;
}

std::optional<Message> why_draw_not(const Reward& reward, const Applicant& applicant) {
  if (reward.allocation == Allocation::order) return std::nullopt;
  return msg("{} is given by a draw; note the wish instead: mk rewards wish {} {}", reward.id,
             reward.id, applicant.id);
}

std::optional<Message> why_pool_not(const Reward& reward, const Claim& claim, const Usage& usage) {
  if (claim.quantity <= usage.left()) return std::nullopt;
  if (usage.left() == 0)
    return msg("nothing is left of {} this season; the whole pool of {} is reserved", reward.id,
               usage.pool);
  return msg("{} has {} left this season; {} is too much", reward.id, usage.left(), claim.quantity);
}

std::optional<Message> why_limit_not(const Claim& claim, const Usage& usage) {
  if (usage.own + claim.quantity <= usage.limit) return std::nullopt;
  return msg("the limit of {} is {} for a facility in a season; {} has reserved {} already",
             claim.reward, usage.limit, claim.facility, usage.own);
}

std::optional<Message> why_line_not(const Reward& reward, const Claim& claim, const Usage& usage) {
  if (!usage.ahead) return std::nullopt;
  return msg("others wait for {}; join the line: mk rewards reserve {} {} --wait", reward.id,
             reward.id, claim.facility);
}

std::optional<Message> why_budget_not(const Reward& reward, Money cost,
                                      const std::optional<Funds>& budget, Day today) {
  if (cost == Money{}) return std::nullopt;
  if (!budget)
    return msg("there is no budget line “{}” for {}; add it first: mk rewards budget add",
               reward.budget, budget_year(today));
  if (cost > budget->free())
    return msg("the budget line {} has {} left; this would cost {}", budget->line.text(),
               budget->free(), cost);
  return std::nullopt;
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

/// How many criteria `score` lacks up to `status`.
std::uint64_t missing(const survey::Score& score, survey::Status status) {
  std::int64_t sum = 0;
  for (std::size_t level = 0; level < static_cast<std::size_t>(status); ++level)
    sum += std::max<std::int64_t>(0, score.levels[level].needed - score.levels[level].met);
  return static_cast<std::uint64_t>(sum);
}

Message way_to(survey::Status status, const Applicant& applicant) {
  const auto lacks = applicant.score ? missing(*applicant.score, status) : 0;
  if (lacks == 0)
    return msg("from the status {}; how to get there: mk survey advise {}", phrase_of(status),
               applicant.id);
  return counted(lacks, "{} criterion is missing to the status {}; which: mk survey advise {}",
                 "{} criteria are missing to the status {}; which: mk survey advise {}",
                 phrase_of(status), applicant.id);
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

bool exceeds(const Claim& claim, const Usage& usage) {
  return claim.quantity > usage.left() || usage.own + claim.quantity > usage.limit ||
         usage.ahead.has_value();
}

std::optional<Obstacle> obstacle(const Reward& reward, const Claim& claim,
                                 const Applicant& applicant, const Usage& usage,
                                 const std::optional<Funds>& funds, Day today) {
  using enum Obstacle::Kind;
  const auto when = [](Obstacle::Kind kind, std::optional<Message> why) {
    return why ? std::optional{Obstacle{kind, std::move(*why)}} : std::nullopt;
  };
  if (claim.quantity < 1 || claim.quantity > most_units)
    return Obstacle{quantity,
                    msg("a quantity is from {} to {}, not {}", 1, most_units, claim.quantity)};
  if (auto it = when(facility, why_facility_not(applicant))) return it;
  if (auto it = when(catalogue, why_catalogue_not(reward))) return it;
  if (auto it = when(status, why_status_not(reward, applicant))) return it;
  if (auto it = when(window, why_window_not(reward, today))) return it;
  if (auto it = when(draw, why_draw_not(reward, applicant))) return it;
  if (claim.exceed_reason) {
    if (auto it = when(quantity, why_no_reason(*claim.exceed_reason))) return it;
  } else {
    if (auto it = when(pool, why_pool_not(reward, claim, usage))) return it;
    if (auto it = when(limit, why_limit_not(claim, usage))) return it;
    if (auto it = when(line, why_line_not(reward, claim, usage))) return it;
  }
  return when(Obstacle::Kind::budget,
              why_budget_not(reward, reward.unit_cost * claim.quantity, funds, today));
}

std::optional<Message> why_not_wait(const Obstacle& obstacle, const Claim& claim,
                                    const Usage& usage, const std::optional<Funds>& funds) {
  using enum Obstacle::Kind;
  const bool full = obstacle.kind == pool || obstacle.kind == line;
  if (!full && (obstacle.kind != Obstacle::Kind::budget || !funds)) return obstacle.why;
  if (claim.quantity > usage.pool)
    return msg("the whole pool of {} is {}; {} will never be free", claim.reward, usage.pool,
               claim.quantity);
  return why_limit_not(claim, usage);
}

bool may_become_free(const Claim& claim, Money cost, const Usage& usage,
                     const std::optional<Funds>& funds) {
  return claim.quantity <= usage.pool - usage.gone && usage.own + claim.quantity <= usage.limit &&
         (!funds || cost <= funds->line.amount - funds->spent);
}

Message way_round(const Obstacle& obstacle, const Reward& reward, const Claim& claim,
                  const Applicant& applicant, const Usage& usage, const std::optional<Funds>& funds,
                  Day today) {
  using enum Obstacle::Kind;
  if (!why_not_wait(obstacle, claim, usage, funds) && today <= line_ends(reward, usage.season))
    return msg("all of it is taken now; join the line: mk rewards reserve {} {} --wait", reward.id,
               applicant.id);
  switch (obstacle.kind) {
    case status:
      return way_to(reward.status, applicant);
    case window:
      if (today < reward.opens_on) return msg("from {}", reward.opens_on);
      return msg("the reservations ended on {}", reward.closes_on);
    case draw:
      return msg("wishes until {}: mk rewards wish {} {}", reward.closes_on, reward.id,
                 applicant.id);
    case limit:
      if (const auto next = usage.season.next().first_day(); next <= reward.closes_on)
        return msg("the limit of {} is used up; again from {}", usage.limit, next);
      return msg("the limit of {} is used up this season", usage.limit);
    default:
      return obstacle.why;
  }
}

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
