#include "lib/rewards/rules.hpp"
#include "lib/rewards/words.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>
#include <utility>

namespace mk::rewards {

namespace {

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

}  // namespace

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

}  // namespace mk::rewards
