#include "lib/programme/advise.hpp"

#include "lib/exchange/actions.hpp"
#include "lib/facility/records.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/words.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace mk::programme {

namespace {

using print::Code;
using print::List;
using print::Thing;
using print::Value;
using survey::Demand;
using survey::Step;

/// Everything there is to say, found out once.
struct Found {
  facility::Facility facility;
  survey::Advice advice;
  std::vector<rewards::Reward> rewards;                       ///< Those it may reserve today.
  std::map<std::string, std::vector<exchange::Post>> offers;  ///< By the tags that they help with.
};

/// What helps to meet a criterion.
struct Help {
  std::vector<rewards::Reward> rewards;
  std::vector<exchange::Post> offers;
};

Found find_out(const Context& context, FacilityId id) {
  Found found{facility::records::facility(context.db, id), {}, {}, {}};
  const auto state = found.facility.state;
  if (state != facility::State::active && state != facility::State::suspended)
    throw Error{Exit::refused,
                msg("{} is not an active member; its state: mk facility show {}", id, id)};
  found.advice = survey::advice(context, id);
  if (found.advice.way.demands.empty()) return found;
  for (const auto& offer : rewards::offers(context, id))
    if (!offer.why_not) found.rewards.push_back(offer.reward);
  std::set<std::string> tags;
  for (const auto& demand : found.advice.way.demands)
    for (const auto& step : demand.steps) tags.insert(step.tags.begin(), step.tags.end());
  found.offers = exchange::offers_about(context, id, tags);
  return found;
}

Help help(const Found& found, const Step& step) {
  Help help;
  for (const auto& reward : found.rewards)
    if (std::ranges::any_of(step.tags,
                            [&](const auto& tag) { return rewards::means(tag, reward.type); }))
      help.rewards.push_back(reward);
  std::map<PostId, exchange::Post> offers;  // An offer that several tags name is told once.
  for (const auto& tag : step.tags)
    if (const auto it = found.offers.find(tag); it != found.offers.end())
      for (const auto& post : it->second) offers.emplace(post.id, post);
  for (const auto& [id, post] : offers) help.offers.push_back(post);
  return help;
}

std::string title_of(const Demand& demand) {
  const auto level = phrase(survey::title(demand.level));
  if (demand.each())
    return spoken(counted(demand.steps.size(), "{} criterion of the level {} must be met",
                          "Each of these {} criteria of the level {} must be met", level));
  return spoken(
      msg("On the level {}, any {} of these {}", level, demand.choose, demand.steps.size()));
}

std::vector<std::string> lines_of(const Step& step, const Help& help) {
  std::vector<std::string> lines;
  const auto& criterion = step.criterion;
  if (!criterion.evidence.empty())
    lines.push_back(spoken(msg("Shown by: {}.", criterion.evidence)));
  if (!criterion.unit.empty()) lines.push_back(spoken(msg("Number: {}.", criterion.unit)));
  if (step.met_in) lines.push_back(spoken(msg("Met before: {}.", month_of(*step.met_in))));
  for (const auto& it : help.rewards)
    lines.push_back(spoken(msg("A reward that helps: {}, {}.", it.id, it.name)));
  for (const auto& it : help.offers)
    lines.push_back(spoken(msg("An offer that may help: {}, {}.", it.id, it.title)));
  return lines;
}

Value plain_demand(const Found& found, const Demand& demand) {
  std::string text;
  for (const auto& step : demand.steps) {
    text += step.criterion.code() + "  " + step.criterion.text + "\n";
    for (const auto& line : lines_of(step, help(found, step))) text += "    " + line + "\n";
  }
  return text;
}

Thing told_step(const Found& found, const Step& step) {
  const auto helps = help(found, step);
  List rewards;
  List offers;
  for (const auto& it : helps.rewards)
    rewards.emplace_back(Thing{{"id", "", it.id}, {"name", "", it.name}});
  for (const auto& it : helps.offers)
    offers.emplace_back(Thing{{"id", "", it.id}, {"title", "", it.title}});
  const auto& criterion = step.criterion;
  return {{"criterion", "", criterion.code()},
          {"category", "", step.category},
          {"text", "", criterion.text},
          {"evidence", "", criterion.evidence},
          {"number", "", criterion.unit.empty() ? Value{} : Value{criterion.unit}},
          {"met_in", "", step.met_in},
          {"rewards", "", rewards},
          {"offers", "", offers}};
}

List told_demands(const Found& found) {
  List list;
  for (const auto& demand : found.advice.way.demands) {
    List criteria;
    for (const auto& step : demand.steps) criteria.emplace_back(told_step(found, step));
    list.emplace_back(Thing{{"level", "", survey::code(demand.level)},
                            {"met", "", demand.reached.met},
                            {"of", "", demand.reached.of},
                            {"needed", "", demand.reached.needed},
                            {"choose", "", demand.choose},
                            {"each", "", demand.each()},
                            {"criteria", "", criteria}});
  }
  return list;
}

/// What there is to do, in a sentence.
Message sentence(const survey::Advice& advice) {
  const auto& way = advice.way;
  const auto term = month_of(advice.next_term);
  if (!advice.basis)
    return msg("There is no card yet; the first one belongs to the term: {}.", term);
  if (!way.next)
    return msg("There is no higher status. The next card keeps it, if the answers stay: {}.", term);
  if (!way.demands.empty())
    return msg("The next card can bring the status {}: {}.", phrase(survey::title(*way.next)),
               term);
  return msg(
      "The last answers are enough for the status {}. What is missing is an accepted card: {}.",
      phrase(survey::title(*way.next)), term);
}

Value basis_of(const survey::Advice& advice, bool plain) {
  if (!advice.basis) return {};
  if (!plain) return advice.basis->id;
  return spoken(msg("{}, {}, {}", advice.basis->id, month_of(advice.basis->term),
                    phrase(survey::title(advice.basis->state))));
}

Value under_way_of(const survey::Advice& advice, bool plain) {
  if (!advice.under_way) return {};
  if (!plain) return advice.under_way->id;
  return spoken(msg("{}, {}, {}", advice.under_way->id, month_of(advice.under_way->term),
                    phrase(survey::title(advice.under_way->state))));
}

Value levels_of(const survey::Score& score, bool plain) {
  Thing levels;
  for (const auto level : survey::all_levels) {
    const auto& it = score.levels.at(static_cast<std::size_t>(level));
    Value value = Thing{{"met", "", it.met}, {"of", "", it.of}, {"needed", "", it.needed}};
    if (plain) value = msg("{} of {}, {} needed", it.met, it.of, it.needed);
    levels.push_back({survey::code(level), tr(survey::title(level)), value});
  }
  return levels;
}

}  // namespace

Thing advise(const Context& context, FacilityId facility, bool plain) {
  const auto found = find_out(context, facility);
  const auto& advice = found.advice;
  const auto status = advice.standing.status;
  Value next;
  if (advice.way.next) next = Code{survey::code(*advice.way.next), survey::title(*advice.way.next)};
  Thing thing{{"id", tr("Id"), facility},
              {"state", tr("State"),
               Code{facility::code(found.facility.state),
                    found.facility.state == facility::State::active ? tr_later("active")
                                                                    : tr_later("suspended")}},
              {"name", tr("Name"), found.facility.listing.name},
              {"status", tr("Status"), Code{survey::code(status), survey::title(status)}},
              {"status_until", tr("Status until"), advice.standing.until},
              {"next", tr("Next status"), next},
              {"card", tr("By the card of version"), advice.card},
              {"survey", tr("By the answers of"), basis_of(advice, plain)},
              {"under_way", tr("Under way"), under_way_of(advice, plain)},
              {"term", tr("Next card"), advice.next_term},
              {"levels", tr("Criteria met"), levels_of(advice.way.score, plain)},
              {"advice", tr("What to do"), sentence(advice)}};
  if (!plain) {
    thing.push_back({"demands", "", told_demands(found)});
    return thing;
  }
  for (const auto& demand : advice.way.demands)
    thing.push_back({"", title_of(demand), plain_demand(found, demand)});
  return thing;
}

report::Report advice_report(const Context& context, FacilityId id) {
  const auto found = find_out(context, id);
  const auto& advice = found.advice;
  report::Report report;
  report.key = "advice";
  report.title = spoken(msg("{}: the way up", found.facility.listing.name));
  report.as_of = context.today();
  report.cards = {advice.card};
  const auto status = phrase(survey::title(advice.standing.status));
  const bool lasts = advice.standing.status != survey::Status::growing && advice.standing.until;
  std::vector<std::string> lines{
      spoken(lasts ? msg("Status: {}, until {}.", status, *advice.standing.until)
                   : msg("Status: {}.", status))};
  lines.push_back(spoken(sentence(advice)));
  report.sections.push_back({tr("Where you are"), lines, false});
  for (const auto& demand : advice.way.demands) {
    std::vector<std::string> points;
    for (const auto& step : demand.steps) {
      auto point = step.criterion.code() + " – " + step.criterion.text;
      for (const auto& line : lines_of(step, help(found, step))) point += " " + line;
      points.push_back(std::move(point));
    }
    report.sections.push_back({title_of(demand), points, true});
  }
  report::Chart chart{tr("Criteria met over the terms"), tr("Term"), "", {}, {}};
  for (const auto level : survey::all_levels) chart.series.push_back(tr(survey::title(level)));
  for (const auto& it : survey::growth(context.db, id)) {
    auto& group = chart.groups.emplace_back();
    group.name = spoken(just(month_of(it.term)));
    for (const auto& level : it.score.levels) {
      group.counts.emplace_back(level.met);
      group.of.emplace_back(level.of);
    }
  }
  if (!chart.groups.empty()) report.charts.push_back(std::move(chart));
  report.notes.push_back(tr("Only your own cards were read. Nobody is compared with anybody."));
  return report;
}

}  // namespace mk::programme
