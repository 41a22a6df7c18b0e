#include "lib/rewards/waiting.hpp"

#include "lib/base/working_days.hpp"
#include "lib/facility/records.hpp"
#include "lib/mail/actions.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/draw_records.hpp"
#include "lib/rewards/letters.hpp"
#include "lib/rewards/records.hpp"
#include "lib/survey/actions.hpp"

#include <algorithm>
#include <deque>

namespace mk::rewards {

namespace {

/// How somebody in a line stands today.
enum class Turn {
  come,  ///< Its place is free.
  next,  ///< It is to be served before those behind it, and what there is does not do yet.
  out    ///< It keeps its place in the line and holds nobody up.
};

Turn turn_of(const Context& context, const Reward& reward, const Reservation& waiting) {
  auto& db = context.db;
  const auto facility = facility::records::facility(db, waiting.facility);
  const auto today = context.today();
  auto asked = reward;  // Who stands in the line asked in time, or wished and was drawn.
  asked.allocation = Allocation::order;
  asked.opens_on = std::min(reward.opens_on, today);  // Its window may be another one by now.
  asked.closes_on = line_ends(reward, waiting.season);
  const Claim claim{reward.id, waiting.facility, waiting.quantity};
  const auto usage = records::usage(db, reward, waiting.season, waiting.facility);
  const auto funds = records::funds(db, reward.budget, budget_year(today));
  const auto it = obstacle(asked, claim, applicant(context, facility), usage, funds, today);
  if (!it) return Turn::come;
  const bool full = it->kind == Obstacle::Kind::pool || it->kind == Obstacle::Kind::budget;
  const auto cost = reward.unit_cost * waiting.quantity;
  return full && may_become_free(claim, cost, usage, funds) ? Turn::next : Turn::out;
}

/// The next of all who wait, in the order of asking, whatever they wait for: rewards may draw on
/// one budget line. Each line keeps its own order. Takes it out of `lines`.
std::optional<Reservation> take_next(std::vector<std::deque<Reservation>>& lines) {
  std::erase_if(lines, [](const auto& line) { return line.empty(); });
  const auto first =
      std::ranges::min_element(lines, {}, [](const auto& line) { return line.front().id.value; });
  if (first == lines.end()) return std::nullopt;
  auto next = std::move(first->front());
  first->pop_front();
  return next;
}

void offer(const Context& context, const Reward& reward, Reservation it) {
  auto& db = context.db;
  it.state = State::offered;
  it.cost = it.committed = reward.unit_cost * it.quantity;
  if (it.cost > Money{})
    it.budget_line = records::funds(db, reward.budget, budget_year(context.today()))->line.id;
  it.offer_ends_on = after_working_days(context.today(), offer_days);
  records::open_season(db, reward, it.season);
  records::give(db, it);
  const auto facility = facility::records::facility(db, it.facility);
  mail::queue(context, place_offered(it, reward, facility));
}

/// Ends `it` as expired and tells the facility by `letter`.
template <class Letter>
void expire(const Context& context, Reservation it, Letter letter) {
  it.state = State::expired;
  it.cost = {};
  it.ended_at = context.now;
  records::end(context.db, it);
  const auto facility = facility::records::facility(context.db, it.facility);
  if (facility.account)
    mail::queue(context, letter(it, records::reward(context.db, it.reward), facility));
}

}  // namespace

Applicant applicant(const Context& context, const facility::Facility& facility) {
  return {facility.id, facility.state, survey::standing(context.db, facility.id, context.today())};
}

Usage usage_with_line(const Context& context, const Reward& reward, Term season,
                      FacilityId facility) {
  auto usage = records::usage(context.db, reward, season, facility);
  for (const auto& it : records::line(context.db, reward, season))
    if (it.facility != facility && turn_of(context, reward, it) != Turn::out) {
      usage.ahead = it.id;
      break;
    }
  return usage;
}

std::uint64_t serve_lines(const Context& context) {
  std::vector<std::deque<Reservation>> lines;
  for (const auto& it : records::lines(context.db)) {
    const auto reward = records::reward(context.db, it.reward);
    const auto line = records::line(context.db, reward, it.season);
    lines.emplace_back(line.begin(), line.end());
  }
  std::uint64_t offers = 0;
  while (const auto it = take_next(lines)) {
    const auto reward = records::reward(context.db, it->reward);
    const auto turn = turn_of(context, reward, *it);
    if (turn == Turn::next)
      std::erase_if(lines, [&](const auto& line) {
        return !line.empty() && line.front().reward == it->reward &&
               line.front().season == it->season;
      });
    if (turn != Turn::come) continue;
    offer(context, reward, *it);
    ++offers;
  }
  return offers;
}

std::vector<Message> tell_of(const Context& context, const Reservation& made, const Reward& reward,
                             const facility::Facility& facility) {
  mail::queue(context, confirmation(made, reward, facility));
  if (!context.settings.programme.coordinator_email.empty()) {
    mail::queue(context, notice(context, made, reward, facility));
    return {};
  }
  return {msg("nobody is told to phone {}: set coordinator_email under [programme] in mk.toml",
              made.facility)};
}

Outcome accept(const Context& context, ReservationId id) {
  return store::together(context.db, context.deed("rewards accept"), [&](store::Database& db) {
    auto it = records::reservation(db, id);
    const auto facility = facility::records::facility(db, it.facility);
    refuse_if(why_not_accept(it, facility.state, context.today()));
    it.state = State::reserved;
    it.expires_on = context.today() + std::chrono::days{context.settings.reminders.hold_days};
    records::give(db, it);
    Outcome outcome{records::reservation(db, id), {}};
    outcome.warnings =
        tell_of(context, outcome.reservation, records::reward(db, it.reward), facility);
    return outcome;
  });
}

std::vector<Reservation> waiting(const Context& context, RewardId id) {
  const auto reward = records::reward(context.db, id);
  std::vector<Reservation> all;
  for (auto& it : records::reservations(context.db, {.reward = id, .state = State::offered}))
    all.push_back(std::move(it));
  for (const auto& line : records::lines(context.db)) {
    if (line.reward != id) continue;
    for (auto& it : records::line(context.db, reward, line.season)) all.push_back(std::move(it));
    for (auto& it : records::wishes(context.db, id, line.season)) all.push_back(std::move(it));
  }
  return all;
}

std::uint64_t serve(const Context& context) {
  return store::together(context.db, context.deed("rewards offer"),
                         [&](store::Database& /*db*/) { return serve_lines(context); });
}

std::uint64_t expire_offers(const Context& context) {
  return store::together(context.db, context.deed("rewards expire"), [&](store::Database& db) {
    const auto ended = records::overdue_offers(db, context.today());
    for (const auto& it : ended) expire(context, it, offer_expiry);
    serve_lines(context);
    return std::uint64_t{ended.size()};
  });
}

std::uint64_t end_line(const Context& context, const Reward& reward) {
  const auto all =
      records::reservations(context.db, {.reward = reward.id, .state = State::waiting});
  for (const auto& it : all) expire(context, it, line_end);
  return all.size();
}

std::uint64_t end_lines(const Context& context) {
  return store::together(context.db, context.deed("rewards expire"), [&](store::Database& db) {
    std::uint64_t ended = 0;
    for (const auto& line : records::lines(db)) {
      const auto reward = records::reward(db, line.reward);
      if (context.today() <= line_ends(reward, line.season)) continue;
      for (const auto& it : records::line(db, reward, line.season)) {
        expire(context, it, line_end);
        ++ended;
      }
    }
    return ended;
  });
}

}  // namespace mk::rewards
