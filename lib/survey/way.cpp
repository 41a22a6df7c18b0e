#include "lib/survey/way.hpp"

#include "lib/survey/rules.hpp"

#include <algorithm>

namespace mk::survey {

namespace {

bool met(const Answers& answers, const std::string& code) {
  const auto found = answers.criteria.find(code);
  return found != answers.criteria.end() && found->second.met.value_or(false);
}

std::optional<Term> latest(const std::vector<Past>& past, const std::string& code) {
  std::optional<Term> latest;
  for (const auto& it : past)
    if (it.met.contains(code) && (!latest || *latest < it.term)) latest = it.term;
  return latest;
}

Demand demand(const Card& card, const Answers& answers, const std::vector<Past>& past, Level level,
              const Reached& reached) {
  Demand demand{level, reached, reached.needed - reached.met, {}};
  for (const auto& category : card.categories)
    for (const auto& criterion : category.criteria)
      if (criterion.level == level && !met(answers, criterion.code()))
        demand.steps.push_back(
            {criterion, category.title, category.tags, latest(past, criterion.code())});
  std::ranges::stable_partition(demand.steps, [](const Step& it) { return it.met_in.has_value(); });
  return demand;
}

}  // namespace

Way way_up(const Card& card, const Answers& answers, const std::vector<Past>& past, Status now) {
  Way way{now, next_level(now), score(card, answers), {}};
  if (!way.next) return way;
  for (const auto level : all_levels) {
    if (level != *way.next && !card.cumulative) continue;
    const auto& reached = way.score.levels.at(static_cast<std::size_t>(level));
    if (level <= *way.next && !reached.enough())
      way.demands.push_back(demand(card, answers, past, level, reached));
  }
  return way;
}

}  // namespace mk::survey
