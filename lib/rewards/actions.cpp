#include "lib/rewards/actions.hpp"

#include "lib/base/text.hpp"
#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/rewards/letters.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/rules.hpp"
#include "lib/rewards/waiting.hpp"

namespace mk::rewards {

namespace {

std::optional<Funds> line_of(store::Database& db, const Reservation& reservation) {
  if (!reservation.budget_line) return std::nullopt;
  return records::funds(db, *reservation.budget_line);
}

/// What `claim` asks for, as it waits.
Reservation asked(const Context& context, const Claim& claim, Term season) {
  Reservation it;
  it.reward = claim.reward;
  it.season = season;
  it.facility = claim.facility;
  it.quantity = claim.quantity;
  it.state = State::waiting;
  it.made_at = context.now;
  return it;
}

/// What `claim` is granted.
Reservation granted(const Context& context, const Reward& reward, const Claim& claim,
                    const Usage& usage, const std::optional<Funds>& funds) {
  auto it = asked(context, claim, usage.season);
  it.state = State::reserved;
  it.cost = it.committed = reward.unit_cost * claim.quantity;
  if (funds && it.cost > Money{}) it.budget_line = funds->line.id;
  it.expires_on = context.today() + std::chrono::days{context.settings.reminders.hold_days};
  if (exceeds(claim, usage)) it.exceed_reason = text::tidy(claim.exceed_reason.value_or(""));
  return it;
}

/// What is granted or, where that is asked for and helps, waits; refused otherwise.
Reservation decided(const Context& context, const Reward& reward, const Claim& claim,
                    const facility::Facility& facility) {
  const auto today = context.today();
  const auto usage = usage_with_line(context, reward, season_for(reward, today), claim.facility);
  const auto funds = records::funds(context.db, reward.budget, budget_year(today));
  const auto why_not = obstacle(reward, claim, applicant(context, facility), usage, funds, today);
  if (!why_not) return granted(context, reward, claim, usage, funds);
  if (!claim.wait || claim.exceed_reason) throw Error{Exit::refused, why_not->why};
  refuse_if(why_not_wait(*why_not, claim, usage, funds));
  return asked(context, claim, usage.season);
}

void refuse_in_line(const Reservation& it, const Claim& claim) {
  if (it.state == State::waiting)
    throw Error{Exit::refused,
                msg("{} waits for {} already ({})", claim.facility, claim.reward, it.id)};
  if (it.quantity != claim.quantity)
    throw Error{Exit::refused, msg("{} was offered to {}; take it or cancel it first: mk rewards "
                                   "accept {}",
                                   it.id, claim.facility, it.id)};
}

/// Moves the commitment to the budget of the year of `day`, should that year have the line. Tells
/// whether it moved.
bool move_commitment(store::Database& db, Outcome& outcome, Day day) {
  auto& it = outcome.reservation;
  const auto now = line_of(db, it);
  if (!now || now->line.year == budget_year(day)) return false;
  const auto then = records::funds(db, now->line.name, budget_year(day));
  if (!then) {
    outcome.warnings.push_back(
        msg("there is no budget line “{}” for {} yet; the cost of {} stays "
            "in the budget line {}",
            now->line.name, budget_year(day), it.id, now->line.text()));
    return false;
  }
  refuse_if(why_not_move(it, *then));
  it.budget_line = then->line.id;
  return true;
}

void tell_missed(const Context& context, const Reservation& it) {
  const auto facility = facility::records::facility(context.db, it.facility);
  if (facility.account)
    mail::queue(context, missed(it, records::reward(context.db, it.reward), facility));
}

/// The end of `id` as `state`.
Outcome finish(const Context& context, ReservationId id, State state, const Finish& how) {
  const auto* const verb = state == State::delivered ? "rewards deliver" : "rewards miss";
  return store::together(context.db, context.deed(verb), [&](store::Database& db) {
    auto it = records::reservation(db, id);
    const auto real = how.cost.value_or(it.cost);
    refuse_if(why_not_finish(it, real, line_of(db, it)));
    refuse_if(why_no_note(how.note));
    it.state = state;
    it.cost = real;
    it.note = text::tidy(how.note);
    it.ended_at = context.now;
    if (state == State::delivered) {
      it.delivered_on = how.on.value_or(std::min(*it.agreed_on, context.today()));
      refuse_if(why_not_on(it, *it.delivered_on, context.today()));
    }
    records::end(db, it);
    if (state == State::missed) tell_missed(context, it);
    if (real < it.committed) serve_lines(context);
    return Outcome{records::reservation(db, id), {}};
  });
}

}  // namespace

Outcome reserve(const Context& context, const Claim& claim) {
  const auto deed = context.deed("rewards reserve", text::tidy(claim.exceed_reason.value_or("")));
  return store::together(context.db, deed, [&](store::Database& db) {
    const auto reward = records::reward(db, claim.reward);
    const auto facility = facility::records::facility(db, claim.facility);
    const auto season = season_for(reward, context.today());
    if (const auto live = records::in_line(db, reward.id, season, claim.facility)) {
      refuse_in_line(*live, claim);
      return accept(context, live->id);
    }
    const auto wanted = decided(context, reward, claim, facility);
    records::open_season(db, reward, wanted.season);
    Outcome outcome{records::reservation(db, records::add(db, wanted)), {}};
    if (wanted.state == State::waiting)
      mail::queue(context, waiting_made(outcome.reservation, reward, facility));
    else
      outcome.warnings = tell_of(context, outcome.reservation, reward, facility);
    return outcome;
  });
}

Outcome agree(const Context& context, ReservationId id, Day day) {
  return store::together(context.db, context.deed("rewards agree"), [&](store::Database& db) {
    Outcome outcome{records::reservation(db, id), {}};
    auto& it = outcome.reservation;
    refuse_if(why_not_agree(it, day));
    const bool moved = move_commitment(db, outcome, day);
    it.agreed_on = day;
    records::agree(db, it);
    it = records::reservation(db, id);
    const auto facility = facility::records::facility(db, it.facility);
    if (facility.account)
      mail::queue(context, agreement(context, it, records::reward(db, it.reward), facility));
    if (moved) serve_lines(context);  // The other year's line has its money back.
    return outcome;
  });
}

Outcome deliver(const Context& context, ReservationId id, const Finish& how) {
  return finish(context, id, State::delivered, how);
}

Outcome miss(const Context& context, ReservationId id, const Finish& how) {
  return finish(context, id, State::missed, how);
}

Outcome cancel(const Context& context, ReservationId id, const std::string& reason, Side side) {
  const auto why = text::tidy(reason);
  return store::together(context.db, context.deed("rewards cancel", why), [&](store::Database& db) {
    auto it = records::reservation(db, id);
    refuse_if(why_not_cancel(it));
    refuse_if(why_no_reason(reason));
    end_cancelled(context, it, why, side);
    const auto facility = facility::records::facility(db, it.facility);
    if (facility.account)
      mail::queue(context, cancellation(context, it, records::reward(db, it.reward), facility));
    serve_lines(context);
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
