#include "lib/programme/rehearse.hpp"

#include "lib/report/hide.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/survey/actions.hpp"
#include "lib/survey/words.hpp"

#include <algorithm>
#include <map>

namespace mk::programme {

namespace {

using print::Code;
using print::List;
using print::Thing;
using print::Value;
using report::Shown;
using survey::Status;

/// How many cards of a term go from one status to another, as far as it may be told.
struct Movement {
  Status from = Status::growing;
  Status to = Status::growing;
  std::int64_t count = 0;
  Shown shown;
};

struct Movements {
  std::vector<Movement> each;  ///< From the lowest status up; only where there are any.
  Shown total;

  /// How many `fits` holds for. It is told when it takes in all that is hidden or nothing of it, so
  /// that it says nothing new.
  template <class Fits>
  Shown sum(Fits fits) const {
    std::int64_t sum = 0;
    bool in = false;
    bool out = false;
    for (const auto& it : each) {
      if (fits(it)) sum += it.count;
      if (!it.shown) (fits(it) ? in : out) = true;
    }
    if (!total || (in && out)) return std::nullopt;
    return sum;
  }
};

Movements movements(const std::map<std::pair<Status, Status>, std::int64_t>& counts) {
  Movements all;
  std::vector<std::int64_t> parts;
  for (const auto& [way, count] : counts) {
    all.each.push_back({way.first, way.second, count, {}});
    parts.push_back(count);
  }
  const auto shown = report::protect_parts(parts);
  for (std::size_t i = 0; i < parts.size(); ++i) all.each[i].shown = shown.parts[i];
  all.total = shown.total;
  return all;
}

std::map<Term, Movements> by_term(const std::vector<survey::Rehearsed>& surveys) {
  std::map<Term, std::map<std::pair<Status, Status>, std::int64_t>> counts;
  for (const auto& it : surveys) ++counts[it.term][{it.before, it.after}];
  std::map<Term, Movements> terms;
  for (const auto& [term, ways] : counts) terms.emplace(term, movements(ways));
  return terms;
}

Code word_of(Status status) { return {survey::code(status), survey::title(status)}; }

/// Counts as they are told, and how many were not.
class Telling {
 public:
  explicit Telling(bool plain) : plain_{plain} {}

  Value operator()(const Shown& count) {
    if (count) return *count;
    ++hidden_;
    if (plain_) return Code{"hidden", tr_later("hidden")};
    return {};
  }
  std::int64_t hidden() const { return hidden_; }

 private:
  bool plain_;
  std::int64_t hidden_ = 0;
};

List told_movements(const std::map<Term, Movements>& terms, Telling& tell) {
  List rows;
  for (const auto& [term, movements] : terms) {
    for (const auto& it : movements.each)
      rows.emplace_back(Thing{{"term", tr("Term"), term},
                              {"from", tr("Status now"), word_of(it.from)},
                              {"to", tr("By the new card"), word_of(it.to)},
                              {"cards", tr("Cards"), tell(it.shown)}});
    const Code all{"all", tr_later("all together")};
    rows.emplace_back(Thing{{"term", tr("Term"), term},
                            {"from", tr("Status now"), all},
                            {"to", tr("By the new card"), all},
                            {"cards", tr("Cards"), tell(movements.total)}});
  }
  return rows;
}

/// The names of the rewards that a level opens.
std::string rewards_of(const std::vector<rewards::Offer>& offers, Status status) {
  std::string names;
  for (const auto& it : offers)
    if (it.reward.status == status) names += (names.empty() ? "" : ", ") + it.reward.name;
  return names;
}

List told_rewards(const Context& context, const std::map<Term, Movements>& terms, Telling& tell) {
  const auto offers = rewards::offers(context);
  List rows;
  for (const auto& [term, movements] : terms)
    for (const auto level : survey::all_levels) {
      const auto least = static_cast<Status>(static_cast<int>(level) + 1);
      const auto had = [&](const Movement& it) { return it.from >= least; };
      const auto has = [&](const Movement& it) { return it.to >= least; };
      rows.emplace_back(
          Thing{{"term", tr("Term"), term},
                {"status", tr("From the status"), word_of(least)},
                {"before", tr("Entitled now"), tell(movements.sum(had))},
                {"after", tr("By the new card"), tell(movements.sum(has))},
                {"gain", tr("Would gain"),
                 tell(movements.sum([&](const auto& it) { return has(it) && !had(it); }))},
                {"lose", tr("Would lose"),
                 tell(movements.sum([&](const auto& it) { return had(it) && !has(it); }))},
                {"rewards", tr("Rewards"), rewards_of(offers, least)}});
    }
  return rows;
}

}  // namespace

Thing rehearse(const Context& context, const survey::Card& card, bool plain) {
  const auto terms = by_term(survey::rehearse(context.db, card));
  Telling tell{plain};
  List unasked;
  for (const auto& code : survey::unasked(context.db, card)) unasked.emplace_back(code);
  const auto moves = told_movements(terms, tell);
  const auto rewards = told_rewards(context, terms, tell);
  return {{"card", tr("New card"), card.title},
          {"unasked", tr("Not asked until now, so counted as not met"), unasked},
          {"movements", tr("How the cards of past terms would move"), moves},
          {"entitlements", tr("What that does to rewards"), rewards},
          {"hidden", tr("Hidden numbers"), tell.hidden()},
          {"changed", tr("Something was changed"), false},
          {"note", tr("Note"),
           msg("This was a rehearsal: nothing was changed. Numbers that would tell of a group "
               "smaller than {} are hidden.",
               report::smallest_group)}};
}

}  // namespace mk::programme
