#include "lib/rewards/draw_rules.hpp"

#include "lib/survey/words.hpp"

#include <algorithm>
#include <string>

namespace mk::rewards {

bool is_wish(const Reservation& reservation) {
  return reservation.state == State::waiting && !reservation.ticket.empty() && !reservation.drawn;
}

std::optional<Message> why_not_wish(const Reward& reward, const Applicant& applicant,
                                    const Usage& usage, bool drawn, Day today) {
  if (reward.allocation == Allocation::order)
    return msg("{} is given in order of asking; reserve it instead: mk rewards reserve {} {}",
               reward.id, reward.id, applicant.id);
  auto asked = reward;
  asked.allocation = Allocation::order;
  asked.unit_cost = {};
  const auto found = obstacle(asked, {reward.id, applicant.id, 1}, applicant,
                              {.season = usage.season,
                               .pool = most_units,
                               .limit = usage.limit,
                               .taken = 0,
                               .own = usage.own},
                              std::nullopt, today);
  if (found && found->kind == Obstacle::Kind::window)
    return msg("wishes for {} are taken from {} to {}", reward.id, reward.opens_on,
               reward.closes_on);
  if (found) return found->why;
  if (drawn)
    return msg("the draw of {} for the season {} is made; wishes came too late", reward.id,
               usage.season);
  return std::nullopt;
}

std::optional<Message> why_not_draw(const Reward& reward, std::size_t wishes, Day today) {
  if (reward.allocation == Allocation::order)
    return msg("{} is given in order of asking, so nothing is drawn", reward.id);
  if (reward.archived_at) return msg("{} is archived, so nothing is drawn", reward.id);
  if (today <= reward.closes_on)
    return msg("wishes for {} are taken until {}; the draw can be made from {}", reward.id,
               reward.closes_on, reward.closes_on + std::chrono::days{1});
  if (wishes == 0)
    return msg("nobody has wished for {}; give more time: mk rewards edit {} --to DATE", reward.id,
               reward.id);
  return std::nullopt;
}

std::optional<Message> why_not_enter(const Reward& reward, const Applicant& applicant,
                                     const Usage& usage) {
  const auto& standing = applicant.standing;
  if (applicant.state == facility::State::suspended) return msg("the facility is suspended");
  if (applicant.state != facility::State::active)
    return msg("the facility does not take part in the programme");
  if (!standing.open) return msg("the facility has no accepted card");
  if (standing.status < reward.status)
    return msg("the reward opens at the status {}, and the facility has the status {}",
               phrase(survey::title(reward.status)), phrase(survey::title(standing.status)));
  if (usage.own + 1 > usage.limit) return msg("the facility has used up its limit");
  return std::nullopt;
}

Places places_for(const Reward& reward, const Usage& usage, const std::optional<Funds>& funds,
                  std::int64_t tickets) {
  const auto fits = std::min(usage.left(), tickets);
  if (reward.unit_cost == Money{}) return {fits, false};
  const auto free = funds ? std::max<std::int64_t>(0, funds->free().grosze) : 0;
  const auto paid = free / reward.unit_cost.grosze;
  return {std::min(fits, paid), paid < fits};
}

std::optional<Message> why_not_reallot(const Reward& before, const Reward& after,
                                       std::span<const Reservation> all, Day today) {
  using enum State;
  const auto season = season_for(after, today);
  const bool otherwise = before.allocation != after.allocation;
  const auto stands = [&](const Reservation& it) {
    if (is_wish(it)) return otherwise || it.season != season;
    if (!otherwise) return false;
    if (it.state == waiting || it.state == offered) return true;
    return it.season == season && it.state != cancelled && it.state != expired;
  };
  std::string ids;
  for (const auto& it : all)
    if (stands(it)) ids += (ids.empty() ? "" : ", ") + it.id.text();
  if (ids.empty()) return std::nullopt;
  if (otherwise)
    return msg("{} was wished for or reserved, so the way in which it is given stays ({})",
               before.id, ids);
  return msg("{} was wished for, so its draw cannot move to the season {} ({})", before.id, season,
             ids);
}

}  // namespace mk::rewards
