#include "lib/rewards/actions.hpp"

#include "lib/base/text.hpp"
#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/rewards/letters.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/rules.hpp"
#include "lib/survey/actions.hpp"

namespace mk::rewards {

namespace {

std::optional<Funds> line_of(store::Database& db, const Reservation& reservation) {
  if (!reservation.budget_line) return std::nullopt;
  return records::funds(db, *reservation.budget_line);
}

/// The row that grants `claim`.
Reservation granted(const Context& context, const Reward& reward, const Claim& claim,
                    const Usage& usage, const std::optional<Funds>& funds) {
  Reservation it;
  it.reward = reward.id;
  it.season = usage.season;
  it.facility = claim.facility;
  it.quantity = claim.quantity;
  it.cost = reward.unit_cost * claim.quantity;
  if (funds && it.cost > Money{}) it.budget_line = funds->line.id;
  it.made_at = context.now;
  it.expires_on = context.today() + std::chrono::days{context.settings.reminders.hold_days};
  if (exceeds(claim, usage)) it.exceed_reason = text::tidy(claim.exceed_reason.value_or(""));
  return it;
}

/// Moves the commitment to the budget of the year of `day`, should that year have the line.
void move_commitment(store::Database& db, Outcome& outcome, Day day) {
  auto& it = outcome.reservation;
  const auto now = line_of(db, it);
  if (!now || now->line.year == budget_year(day)) return;
  const auto then = records::funds(db, now->line.name, budget_year(day));
  if (!then) {
    outcome.warnings.push_back(
        msg("there is no budget line “{}” for {} yet; the cost of {} stays "
            "in the budget line {}",
            now->line.name, budget_year(day), it.id, now->line.text()));
    return;
  }
  refuse_if(why_not_move(it, *then));
  it.budget_line = then->line.id;
}

/// The end of `id` as `state`, which really cost `cost`.
Outcome finish(const Context& context, ReservationId id, State state, std::optional<Money> cost) {
  const auto* const verb = state == State::delivered ? "rewards deliver" : "rewards miss";
  return store::together(context.db, context.deed(verb), [&](store::Database& db) {
    auto it = records::reservation(db, id);
    const auto real = cost.value_or(it.cost);
    refuse_if(why_not_finish(it, real, line_of(db, it)));
    it.state = state;
    it.cost = real;
    it.ended_at = context.now;
    records::end(db, it);
    return Outcome{records::reservation(db, id), {}};
  });
}

}  // namespace

Outcome reserve(const Context& context, const Claim& claim) {
  const auto deed = context.deed("rewards reserve", text::tidy(claim.exceed_reason.value_or("")));
  return store::together(context.db, deed, [&](store::Database& db) {
    const auto today = context.today();
    const auto reward = records::reward(db, claim.reward);
    const auto facility = facility::records::facility(db, claim.facility);
    const Applicant applicant{claim.facility, facility.state,
                              survey::standing(db, claim.facility, today)};
    const auto usage = records::usage(db, reward, season_of(today), claim.facility);
    const auto funds = records::funds(db, reward.budget, budget_year(today));
    refuse_if(why_not_reserve(reward, claim, applicant, usage, funds, today));
    records::open_season(db, reward, usage.season);
    const auto id = records::add(db, granted(context, reward, claim, usage, funds));
    Outcome outcome{records::reservation(db, id), {}};
    const auto& made = outcome.reservation;
    mail::queue(context, confirmation(made, reward, facility));
    if (context.settings.programme.coordinator_email.empty())
      outcome.warnings.push_back(
          msg("nobody is told to phone {}: set coordinator_email under "
              "[programme] in mk.toml",
              claim.facility));
    else
      mail::queue(context, notice(context, made, reward, facility));
    return outcome;
  });
}

Outcome agree(const Context& context, ReservationId id, Day day) {
  return store::together(context.db, context.deed("rewards agree"), [&](store::Database& db) {
    Outcome outcome{records::reservation(db, id), {}};
    auto& it = outcome.reservation;
    refuse_if(why_not_agree(it, day));
    move_commitment(db, outcome, day);
    it.agreed_on = day;
    records::agree(db, it);
    it = records::reservation(db, id);
    const auto facility = facility::records::facility(db, it.facility);
    if (facility.account)
      mail::queue(context, agreement(context, it, records::reward(db, it.reward), facility));
    return outcome;
  });
}

Outcome deliver(const Context& context, ReservationId id, std::optional<Money> cost) {
  return finish(context, id, State::delivered, cost);
}

Outcome miss(const Context& context, ReservationId id, std::optional<Money> cost) {
  return finish(context, id, State::missed, cost);
}

Outcome cancel(const Context& context, ReservationId id, const std::string& reason) {
  const auto why = text::tidy(reason);
  return store::together(context.db, context.deed("rewards cancel", why), [&](store::Database& db) {
    auto it = records::reservation(db, id);
    refuse_if(why_not_cancel(it));
    refuse_if(why_no_reason(reason));
    it.state = State::cancelled;
    it.ended_at = context.now;
    it.end_reason = why;
    it.cost = {};
    records::end(db, it);
    const auto facility = facility::records::facility(db, it.facility);
    if (facility.account)
      mail::queue(context, cancellation(context, it, records::reward(db, it.reward), facility));
    return Outcome{records::reservation(db, id), {}};
  });
}

std::vector<Reservation> reservations(const Context& context, const Filter& filter) {
  if (filter.facility) facility::records::facility(context.db, *filter.facility);
  if (filter.reward) records::reward(context.db, *filter.reward);
  return records::reservations(context.db, filter);
}

Reservation reservation(const Context& context, ReservationId id) {
  return records::reservation(context.db, id);
}

std::uint64_t how_many(store::Database& db, State state) {
  return static_cast<std::uint64_t>(records::count(db, state));
}

}  // namespace mk::rewards
