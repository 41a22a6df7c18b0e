#include "lib/rewards/catalogue.hpp"

#include "lib/base/text.hpp"
#include "lib/facility/records.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/draw_records.hpp"
#include "lib/rewards/draw_rules.hpp"
#include "lib/rewards/drawing.hpp"
#include "lib/rewards/flaws.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/rules.hpp"
#include "lib/rewards/waiting.hpp"
#include "lib/survey/actions.hpp"

#include <algorithm>

namespace mk::rewards {

namespace {

/// What binds the city to the draw of `reward` in `season`, or empty.
std::string commitment(store::Database& db, const Reward& reward, Term season) {
  if (reward.allocation == Allocation::order) return {};
  const auto draw = records::draw(db, reward.id, season);
  return draw ? draw->commitment : std::string{};
}

Offer offer_of(store::Database& db, const Reward& reward, Day today) {
  Offer it;
  it.reward = reward;
  it.usage = records::usage(db, reward, season_for(reward, today));
  it.state = state(reward, it.usage, today);
  it.commitment = commitment(db, reward, it.usage.season);
  return it;
}

/// The answer to a facility whose wish for `reward` is noted already.
void answer_wish(const Context& context, const Reward& reward, FacilityId facility, Offer& it) {
  const auto wish = records::in_line(context.db, reward.id, it.usage.season, facility);
  if (!wish) return;
  it.why_not = msg("{} has wished for {} already ({})", facility, reward.id, wish->id);
  it.way = msg("the wish is noted ({}); the draw is after {}", wish->id, reward.closes_on);
}

/// `reward` as it stands for one facility.
Offer offer_to(const Context& context, const Reward& reward, const Applicant& applicant) {
  const auto today = context.today();
  const Claim claim{reward.id, applicant.id, 1};
  Offer it;
  it.reward = reward;
  it.usage = usage_with_line(context, reward, season_for(reward, today), applicant.id);
  it.state = state(reward, it.usage, today);
  it.commitment = commitment(context.db, reward, it.usage.season);
  const auto funds = records::funds(context.db, reward.budget, budget_year(today));
  if (const auto why = obstacle(reward, claim, applicant, it.usage, funds, today)) {
    it.why_not = why->why;
    it.way = way_round(*why, reward, claim, applicant, it.usage, funds, today);
    if (why->kind == Obstacle::Kind::draw) answer_wish(context, reward, applicant.id, it);
  }
  return it;
}

/// The answer to a change of `reward`.
Offer changed(store::Database& db, const Reward& reward, Day today) {
  auto it = offer_of(db, reward, today);
  it.warnings = doubts_of(db, reward, today);
  return it;
}

void refuse_flawed(const Reward& reward) {
  if (auto found = flaw(reward)) throw Error{Exit::refused, std::move(found->message)};
}

void refuse_namesake(store::Database& db, const Reward& reward) {
  const auto namesake = records::reward_named(db, reward.name);
  if (namesake && namesake->id != reward.id)
    throw Error{Exit::refused,
                namesake->archived_at
                    ? msg("{} has the name “{}” and is archived; import brings it back",
                          namesake->id, reward.name)
                    : msg("{} has the name “{}” already", namesake->id, reward.name)};
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
  set(reward.allocation, changes.allocation);
  set(reward.visible_from, changes.visible_from);
  set(reward.visible_to, changes.visible_to);
  return reward;
}

}  // namespace

std::optional<Message> why_not_replace(store::Database& db, const Reward& before,
                                       const Reward& after, Day today) {
  const auto all = records::reservations(db, {.reward = before.id});
  if (auto why = why_not_recount(before, after, !all.empty())) return why;
  if (auto why = why_not_reallot(before, after, all, today)) return why;
  return why_not_lower(after, records::held_from(db, after.id, season_for(after, today)));
}

void replace(store::Database& db, const Reward& after, Day today) {
  records::change(db, after);
  records::change_seasons(db, after, season_for(after, today));
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
    bind_draws(context);
    return changed(db, reward, context.today());
  });
}

Offer edit(const Context& context, RewardId id, const Changes& changes) {
  return store::together(context.db, context.deed("rewards edit"), [&](store::Database& db) {
    const auto before = records::reward(db, id);
    if (before.archived_at) throw Error{Exit::refused, msg("{} is archived", id)};
    const auto after = tidied(with(before, changes));
    refuse_flawed(after);
    refuse_namesake(db, after);
    refuse_if(why_not_replace(db, before, after, context.today()));
    if (after != before) replace(db, after, context.today());
    bind_draws(context);
    serve_lines(context);
    return changed(db, after, context.today());
  });
}

std::vector<Offer> offers(const Context& context) {
  std::vector<Offer> all;
  for (const auto& it : records::rewards(context.db))
    all.push_back(offer_of(context.db, it, context.today()));
  return all;
}

std::vector<Offer> offers(const Context& context, FacilityId facility) {
  auto who = applicant(context, facility::records::facility(context.db, facility));
  if (who.standing.open) who.score = survey::advice(context, facility).way.score;
  std::vector<Offer> all;
  for (const auto& it : records::rewards(context.db))
    if (visible(it, context.today())) all.push_back(offer_to(context, it, who));
  return all;
}

Offer offer(const Context& context, RewardId id) {
  return offer_of(context.db, records::reward(context.db, id), context.today());
}

Removal remove(const Context& context, RewardId id) {
  return store::together(context.db, context.deed("rewards delete"), [&](store::Database& db) {
    auto reward = records::reward(db, id);
    if (reward.archived_at) throw Error{Exit::refused, msg("{} is archived already", id)};
    reward.archived_at = context.now;
    Removal removal{offer_of(db, reward, context.today()),
                    records::reservations(db, {.reward = id})};
    if (removal.kept_for.empty()) {
      records::remove(db, id);
    } else {
      records::change(db, reward);
      end_line(context, reward);
    }
    return removal;
  });
}

}  // namespace mk::rewards
