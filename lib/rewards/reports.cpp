#include "lib/rewards/reports.hpp"

#include "lib/rewards/books.hpp"
#include "lib/rewards/words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace mk::rewards {

namespace {

using report::Ask;
using report::Chart;
using report::Report;
using report::Shown;

/// What somebody has had for a reward in a season, by what became of it.
struct Outcomes {
  report::Part reserved;  ///< Held now: offered, reserved, or a day agreed.
  report::Part delivered;
  report::Part missed;
  report::Part cancelled;
  report::Part expired;
  report::Part waiting;

  report::Part& of(State state) {
    switch (state) {
      case State::waiting:
        return waiting;
      case State::delivered:
        return delivered;
      case State::missed:
        return missed;
      case State::cancelled:
        return cancelled;
      case State::expired:
        return expired;
      default:
        return reserved;
    }
  }
};

Outcomes outcomes(const std::vector<records::Booked>& all, RewardId reward, Term season) {
  Outcomes outcomes;
  for (const auto& it : all) {
    if (it.reward != reward || it.season != season) continue;
    auto& part = outcomes.of(it.state);
    part.count += it.quantity;
    part.members.insert(it.facility.value);
  }
  return outcomes;
}

/// What may be told of `it`, in the order in which the members stand there. What is reserved,
/// delivered and missed are parts of what is used of the pool, which is known where it is used up;
/// that somebody waits would tell it.
std::vector<Shown> shown(const Outcomes& it) {
  const auto alone = [](const report::Part& part) {
    return report::protect_parts(std::vector{part}).parts.front();
  };
  const auto used = report::protect_parts(std::vector{it.reserved, it.delivered, it.missed});
  auto all = used.parts;
  all.push_back(alone(it.cancelled));
  all.push_back(alone(it.expired));
  all.push_back(used.total ? alone(it.waiting) : Shown{});
  return all;
}

/// A reward that the report tells of in a season.
struct Told {
  const Reward* reward;
  std::int64_t pool;
  std::vector<Shown> counts;
};

Day last_day(Term season) { return season.next().first_day() - std::chrono::days{1}; }

bool meets(const Reward& reward, Term season) {
  return !reward.archived_at && reward.opens_on <= last_day(season) &&
         season.first_day() <= reward.closes_on;
}

/// The catalogue as it stood when `season` ended, or stands where `books` do.
std::map<RewardId, Reward> catalogue(Books books, Term season, Day day) {
  books.back_to(report::after(std::min(last_day(season), day)));
  std::map<RewardId, Reward> all;
  for (const auto& it : books.rewards()) all.emplace(it.id, it);
  return all;
}

/// The rewards that could be reserved in `season` or were, by name.
std::vector<Told> told(const Books& books, Term season, Day day) {
  const auto reservations = books.reservations();
  const auto then = catalogue(books, season, day);
  std::vector<Told> all;
  for (const auto& reward : books.rewards()) {
    const bool used = std::ranges::any_of(reservations, [&](const auto& it) {
      return it.reward == reward.id && it.season == season;
    });
    const auto stood = then.find(reward.id);
    if (!used && (stood == then.end() || !meets(stood->second, season))) continue;
    const auto pool = stood == then.end() ? reward.pool : stood->second.pool;
    all.push_back({&reward, books.pool(reward.id, season).value_or(pool),
                   shown(outcomes(reservations, reward.id, season))});
  }
  return all;
}

/// The seasons asked for, else that of the day and those that something was reserved in.
std::set<Term> seasons(const Ask& ask, const Books& books, Day day) {
  if (!ask.terms.empty()) return {ask.terms.begin(), ask.terms.end()};
  std::set<Term> seasons{season_of(day)};
  for (const auto& it : books.reservations()) seasons.insert(it.season);
  return seasons;
}

std::string name_of(const Reward& reward) {
  return reward.archived_at ? spoken(msg("{} (archived)", reward.name)) : reward.name;
}

struct Measure {
  Unit unit;
  const char* title;  ///< English, marked.
};
constexpr std::array measures{
    Measure{Unit::place, tr_later("places")}, Measure{Unit::hour, tr_later("hours")},
    Measure{Unit::visit, tr_later("visits")}, Measure{Unit::set, tr_later("sets")}};

/// The pictures of one season: only what is counted in the same unit can be drawn side by side.
void add_pictures(Report& report, Term season, const std::vector<Told>& all) {
  for (const auto& it : measures) {
    const auto title = [&](const char* what) {
      return spoken(msg("Season from {} to {}: {} ({})", season.first_day(), last_day(season),
                        phrase(what), phrase(it.title)));
    };
    Chart used{title(tr_later("how the pool is used")),
               tr("Reward"),
               "",
               {tr("Pool"), tr("Reserved"), tr("Delivered"), tr("Missed")},
               {}};
    Chart others{title(tr_later("given back, and waited for")),
                 tr("Reward"),
                 "",
                 {tr("Cancelled"), tr("Expired"), tr("Waiting")},
                 {}};
    for (const auto& [reward, pool, counts] : all) {
      if (reward->unit != it.unit) continue;
      used.groups.push_back({name_of(*reward), "", {pool, counts[0], counts[1], counts[2]}});
      others.groups.push_back({name_of(*reward), "", {counts[3], counts[4], counts[5]}});
    }
    if (used.groups.empty()) continue;
    report.charts.push_back(std::move(used));
    report.charts.push_back(std::move(others));
  }
}

}  // namespace

Report rewards_report(const Context& context, const Ask& ask) {
  Report report;
  report.key = "rewards";
  report.title = tr("Rewards");
  report.as_of = ask.as_of.value_or(context.today());
  report.table.columns = {{"season", tr("Season")},     {"reward", tr("Id")},
                          {"name", tr("Reward")},       {"archived", tr("Archived"), true},
                          {"unit", tr("Unit")},         {"pool", tr("Pool")},
                          {"reserved", tr("Reserved")}, {"delivered", tr("Delivered")},
                          {"missed", tr("Missed")},     {"cancelled", tr("Cancelled")},
                          {"expired", tr("Expired")},   {"waiting", tr("Waiting")}};
  Books books{context.db};
  books.back_to(report::after(report.as_of));
  for (const auto season : seasons(ask, books, report.as_of)) {
    const auto all = told(books, season, report.as_of);
    for (const auto& [reward, pool, counts] : all) {
      auto& row = report.table.rows.emplace_back();
      row = {season, reward->id, reward->name, reward->archived_at.has_value(), code(reward->unit),
             pool};
      row.insert(row.end(), counts.begin(), counts.end());
      report.hidden += std::ranges::count(counts, Shown{});
    }
    add_pictures(report, season, all);
    if (all.empty())
      report.notes.push_back(spoken(msg("The basket had nothing in the season {}.", season)));
  }
  report.notes.push_back(
      tr("All numbers are units of the pool. Reserved is what is held for somebody and still to "
         "come; the wishes for a draw wait until it is made. A number is hidden when fewer than 5 "
         "facilities have a part in it, however many units they have."));
  return report;
}

}  // namespace mk::rewards
