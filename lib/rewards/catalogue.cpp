#include "lib/rewards/catalogue.hpp"

#include "lib/base/text.hpp"
#include "lib/facility/records.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/flaws.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/rules.hpp"
#include "lib/survey/actions.hpp"

#include <algorithm>

namespace mk::rewards {

namespace {

Offer offer_of(store::Database& db, const Reward& reward, Day today,
               const std::optional<Applicant>& applicant) {
  Offer it;
  it.reward = reward;
  it.usage = records::usage(db, reward, first_season(reward, today),
                            applicant ? std::optional{applicant->id} : std::nullopt);
  it.state = state(reward, it.usage, today);
  if (applicant)
    it.why_not = why_not_reserve(reward, {reward.id, applicant->id, 1}, *applicant, it.usage,
                                 records::funds(db, reward.budget, budget_year(today)), today);
  return it;
}

/// The answer to a change of `reward`.
Offer changed(store::Database& db, const Reward& reward, Day today) {
  auto it = offer_of(db, reward, today, std::nullopt);
  it.warnings = doubts_of(db, reward, today);
  return it;
}

void refuse_flawed(const Reward& reward) {
  if (auto found = flaw(reward)) throw Error{Exit::refused, std::move(found->message)};
}

void refuse_namesake(store::Database& db, const Reward& reward) {
  const auto namesake = records::reward_named(db, reward.name);
  if (namesake && namesake->id != reward.id)
    throw Error{Exit::refused, msg("{} has the name “{}” already", namesake->id, reward.name)};
}

Reward with(Reward reward, const Changes& changes) {
  const auto set = [](auto& value, const auto& change) {
    if (change) value = *change;
  };
  set(reward.name, changes.name);
  set(reward.description, changes.description);
  set(reward.type, changes.type);
  set(reward.status, changes.status);
  set(reward.unit, changes.unit);
  set(reward.pool, changes.pool);
  set(reward.limit, changes.limit);
  set(reward.unit_cost, changes.unit_cost);
  set(reward.budget, changes.budget);
  set(reward.opens_on, changes.opens_on);
  set(reward.closes_on, changes.closes_on);
  set(reward.delivery, changes.delivery);
  return reward;
}

}  // namespace

std::optional<Message> why_not_replace(store::Database& db, const Reward& before,
                                       const Reward& after, Day today) {
  const bool reserved = !records::reservations(db, {.reward = before.id}).empty();
  if (auto why = why_not_recount(before, after, reserved)) return why;
  return why_not_lower(after, records::held_from(db, after.id, first_season(after, today)));
}

void replace(store::Database& db, const Reward& after, Day today) {
  records::change(db, after);
  records::change_seasons(db, after, first_season(after, today));
}

std::vector<Message> doubts_of(store::Database& db, const Reward& reward, Day today) {
  const auto year = budget_year(std::max(today, reward.opens_on));
  return doubts(reward, records::funds(db, reward.budget, year).has_value(), year);
}

Reward tidied(Reward reward) {
  reward.name = text::tidy(reward.name);
  reward.budget = text::tidy(reward.budget);
  reward.description = text::nfc(reward.description);
  reward.delivery = text::nfc(reward.delivery);
  return reward;
}

Offer add(const Context& context, const Reward& wanted) {
  return store::together(context.db, context.deed("rewards add"), [&](store::Database& db) {
    auto reward = tidied(wanted);
    reward.id = {};
    refuse_flawed(reward);
    refuse_namesake(db, reward);
    reward.id = records::add(db, reward);
    return changed(db, reward, context.today());
  });
}

Offer edit(const Context& context, RewardId id, const Changes& changes) {
  return store::together(context.db, context.deed("rewards edit"), [&](store::Database& db) {
    const auto before = records::reward(db, id);
    const auto after = tidied(with(before, changes));
    refuse_flawed(after);
    refuse_namesake(db, after);
    refuse_if(why_not_replace(db, before, after, context.today()));
    if (after != before) replace(db, after, context.today());
    return changed(db, after, context.today());
  });
}

std::vector<Offer> offers(const Context& context, std::optional<FacilityId> facility) {
  auto& db = context.db;
  std::optional<Applicant> applicant;
  if (facility)
    applicant = Applicant{*facility, facility::records::facility(db, *facility).state,
                          survey::standing(db, *facility, context.today())};
  std::vector<Offer> all;
  for (const auto& it : records::rewards(db))
    all.push_back(offer_of(db, it, context.today(), applicant));
  return all;
}

Offer offer(const Context& context, RewardId id) {
  return offer_of(context.db, records::reward(context.db, id), context.today(), std::nullopt);
}

}  // namespace mk::rewards
