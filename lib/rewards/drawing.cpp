#include "lib/rewards/drawing.hpp"

#include "lib/base/secret.hpp"
#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/draw_records.hpp"
#include "lib/rewards/draw_rules.hpp"
#include "lib/rewards/letters.hpp"
#include "lib/rewards/records.hpp"
#include "lib/rewards/rules.hpp"
#include "lib/rewards/waiting.hpp"

#include <map>

namespace mk::rewards {

namespace {

using records::Draw;

/// The draw of `reward` in the season of its window, bound to a seed if it was not.
Draw bound(const Context& context, const Reward& reward) {
  auto& db = context.db;
  const auto season = season_for(reward, context.today());
  if (auto known = records::draw(db, reward.id, season)) return *known;
  const auto seed = secret::seed();
  Draw draw{reward.id, season, seed, commitment_of(seed), context.now, {}, 0};
  records::add(db, draw);
  return draw;
}

std::vector<std::string> tickets_of(const std::vector<Reservation>& all) {
  std::vector<std::string> tickets;
  tickets.reserve(all.size());
  for (const auto& it : all) tickets.push_back(it.ticket);
  return tickets;
}

Result result_of(const Reward& reward, const Draw& draw, std::vector<std::string> tickets) {
  return {reward.id,       reward.name, draw.season, draw.drawn_at.value_or(Instant{}),
          draw.commitment, draw.seed,   draw.places, std::move(tickets)};
}

Drawing told_again(store::Database& db, const Reward& reward, const Draw& draw) {
  const auto drawn = records::drawn(db, reward.id, draw.season);
  return {result_of(reward, draw, tickets_of(drawn)), true, {}, {}};
}

/// A draw that is being made.
class Making {
 public:
  Making(const Context& context, const Reward& reward, Draw draw)
      : context_{context},
        reward_{reward},
        draw_{std::move(draw)},
        funds_{records::funds(context.db, reward.budget, budget_year(context.today()))} {}

  Drawing make(const std::vector<Reservation>& wishes) {
    if (reward_.unit_cost > Money{} && !funds_)
      throw Error{Exit::refused,
                  msg("there is no budget line “{}” for {}; add it first: mk rewards budget add",
                      reward_.budget, budget_year(context_.today()))};
    const auto tickets = admit(wishes);
    const auto places = places_for(reward_, records::usage(context_.db, reward_, draw_.season),
                                   funds_, static_cast<std::int64_t>(tickets.size()));
    if (places.short_of_money) drawing_.short_of_money = funds_->line.text();
    draw_.drawn_at = context_.now;
    draw_.places = places.count;
    records::close(context_.db, draw_);
    drawing_.result = result_of(reward_, draw_, drawn_order(draw_.seed, tickets));
    allot();
    return std::move(drawing_);
  }

 private:
  /// The tickets that take part; the other wishes are cancelled.
  std::vector<std::string> admit(const std::vector<Reservation>& wishes) {
    std::vector<std::string> tickets;
    for (const auto& wish : wishes) {
      const auto facility = facility::records::facility(context_.db, wish.facility);
      const auto usage = records::usage(context_.db, reward_, draw_.season, wish.facility);
      if (const auto why = why_not_enter(reward_, applicant(context_, facility), usage)) {
        leave_out(wish, facility, *why);
      } else {
        tickets.push_back(wish.ticket);
        entrants_.emplace(wish.ticket, wish);
      }
    }
    return tickets;
  }

  void leave_out(Reservation wish, const facility::Facility& facility, const Message& why) {
    end_cancelled(context_, wish, spoken_in(context_.settings.language, why), Side::city);
    if (facility.account) mail::queue(context_, cancellation(context_, wish, reward_, facility));
    drawing_.warnings.push_back(
        msg("{} of {} was left out: {}", wish.id, wish.facility, spoken(why)));
  }

  /// Gives the places to those who were drawn first and tells everybody.
  void allot() {
    std::int64_t place = 0;
    for (const auto& ticket : drawing_.result.tickets) {
      auto it = entrants_.at(ticket);
      it.drawn = ++place;
      records::note_drawn(context_.db, it.id, place);
      const auto facility = facility::records::facility(context_.db, it.facility);
      if (place <= draw_.places)
        give(it, facility);
      else
        tell_lost(it, facility);
    }
  }

  void give(Reservation it, const facility::Facility& facility) {
    it.state = State::reserved;
    it.cost = it.committed = reward_.unit_cost * it.quantity;
    if (it.cost > Money{}) it.budget_line = funds_->line.id;
    it.expires_on = context_.today() + std::chrono::days{context_.settings.reminders.hold_days};
    records::give(context_.db, it);
    for (auto& warning : tell_of(context_, it, reward_, facility))
      drawing_.warnings.push_back(std::move(warning));
  }

  /// They wait from now on; after the end of the season there is nothing to wait for.
  void tell_lost(Reservation it, const facility::Facility& facility) {
    if (context_.today() > line_ends(reward_, draw_.season)) {
      it.state = State::expired;
      it.ended_at = context_.now;
      records::end(context_.db, it);
    }
    mail::queue(context_, draw_lost(it, reward_, facility, drawing_.result));
  }

  const Context& context_;
  const Reward& reward_;
  Draw draw_;
  std::optional<Funds> funds_;
  std::map<std::string, Reservation> entrants_;  ///< By their ticket.
  Drawing drawing_;
};

/// What is wrong with a draw that was made. What became of a ticket later is free; that those drawn
/// first got a place stays seen by the day until which it was held.
void add_breaches(store::Database& db, const Draw& draw, std::vector<Message>& all) {
  const auto drawn = records::drawn(db, draw.reward, draw.season);
  const auto tickets = tickets_of(drawn);
  if (tickets != drawn_order(draw.seed, tickets))
    all.push_back(
        msg("the draw of {} for {} is not in the order of its rule", draw.reward, draw.season));
  std::int64_t place = 0;
  for (const auto& it : drawn)
    if (++place != it.drawn || (place <= draw.places && !it.expires_on))
      all.push_back(msg("{} was drawn as number {} of {} for {}, and was not treated so", it.id,
                        *it.drawn, draw.reward, draw.season));
  if (place < draw.places)
    all.push_back(msg("the draw of {} for {} gave {} places to {} tickets", draw.reward,
                      draw.season, draw.places, place));
}

}  // namespace

void bind_draws(const Context& context) {
  for (const auto& reward : records::rewards(context.db))
    if (reward.allocation == Allocation::draw && !reward.archived_at) bound(context, reward);
}

Outcome wish(const Context& context, RewardId id, FacilityId who) {
  return store::together(context.db, context.deed("rewards wish"), [&](store::Database& db) {
    const auto reward = records::reward(db, id);
    const auto facility = facility::records::facility(db, who);
    const auto season = season_for(reward, context.today());
    const auto known = records::draw(db, id, season);
    refuse_if(why_not_wish(reward, applicant(context, facility),
                           records::usage(db, reward, season, who), known && known->drawn_at,
                           context.today()));
    if (const auto live = records::in_line(db, id, season, who))
      throw Error{Exit::refused, msg("{} has wished for {} already ({})", who, id, live->id)};
    const auto draw = bound(context, reward);
    records::open_season(db, reward, season);
    Reservation wanted;
    wanted.reward = id;
    wanted.season = season;
    wanted.facility = who;
    wanted.state = State::waiting;
    wanted.made_at = context.now;
    wanted.ticket = secret::ticket();
    Outcome outcome{records::reservation(db, records::add(db, wanted)), {}};
    mail::queue(context, wish_made(outcome.reservation, reward, facility, draw.commitment));
    return outcome;
  });
}

Drawing draw(const Context& context, RewardId id, std::optional<Term> season) {
  return store::together(context.db, context.deed("rewards draw"), [&](store::Database& db) {
    const auto reward = records::reward(db, id);
    const auto coming = season_for(reward, context.today());
    if (const auto known = records::draw(db, id, season.value_or(coming)); known && known->drawn_at)
      return told_again(db, reward, *known);
    if (season && *season != coming)
      throw Error{Exit::refused, msg("{} was not drawn for the season {}", id, *season)};
    const auto wishes = records::wishes(db, id, coming);
    refuse_if(why_not_draw(reward, wishes.size(), context.today()));
    auto draw = bound(context, reward);
    if (db.rehearses()) {
      draw.seed = secret::seed();
      draw.commitment = commitment_of(draw.seed);
    }
    return Making{context, reward, std::move(draw)}.make(wishes);
  });
}

std::vector<Message> draw_breaches(store::Database& db) {
  std::vector<Message> all;
  for (const auto& draw : records::draws(db)) {
    if (commitment_of(draw.seed) != draw.commitment)
      all.push_back(msg("the seed of the draw of {} for {} is not the one that was bound",
                        draw.reward, draw.season));
    if (draw.drawn_at) add_breaches(db, draw, all);
  }
  for (const auto& it : records::astray(db))
    all.push_back(
        msg("the wish {} does not fit the draw of {} for {}", it.id, it.reward, it.season));
  return all;
}

}  // namespace mk::rewards
