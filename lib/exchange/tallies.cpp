#include "lib/exchange/tallies.hpp"

#include "lib/base/message.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

struct OutcomeName {
  Outcome outcome;
  const char* code;
  const char* title;  ///< English, marked.
};

/// The rounds for which `holds`, and who takes part in them.
template <class Holds>
report::Part part_of(const std::vector<Round>& rounds, Holds holds) {
  report::Part part;
  for (const auto& round : rounds) {
    if (!holds(round)) continue;
    ++part.count;
    part.members.insert(round.members.begin(), round.members.end());
  }
  return part;
}

std::vector<Line> ends(const std::vector<Round>& rounds, const std::vector<OutcomeName>& names) {
  std::vector<report::Part> parts;
  parts.reserve(names.size());
  for (const auto& name : names)
    parts.push_back(part_of(rounds, [&](const Round& it) { return it.outcome == name.outcome; }));
  const auto shown = report::protect_parts(parts);
  std::vector<Line> lines;
  for (std::size_t i = 0; i < names.size(); ++i)
    lines.push_back({names[i].code, tr(names[i].title), {shown.parts[i]}});
  return lines;
}

}  // namespace

const std::array<FormName, 5> forms{
    FormName{Form::gift, "gift", tr_later("Gifts"), 0},
    FormName{Form::pair, "ring-2", tr_later("Swaps of two"), 2},
    FormName{Form::three, "ring-3", tr_later("Rings of three"), 3},
    FormName{Form::four, "ring-4", tr_later("Rings of four"), 4},
    FormName{Form::chain, "chain", tr_later("Chains"), 0},
};

bool any_hidden(const std::vector<Line>& lines) {
  return std::ranges::any_of(lines, [](const Line& it) { return !it.counts.front(); });
}

std::vector<Line> agreed_by_form(const std::vector<Round>& rounds) {
  std::vector<report::Part> things;
  std::vector<Line> lines;
  for (const auto& name : forms) {
    const auto holds = [&](const Round& it) { return it.was_agreed() && it.form == name.form; };
    auto& part = things.emplace_back(part_of(rounds, holds));
    lines.push_back({name.code, tr(name.title), {part.count}});
    part.count = 0;
    for (const auto& it : rounds)
      if (holds(it)) part.count += static_cast<std::int64_t>(it.given.size());
  }
  const auto shown = report::protect_parts(things);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (!shown.parts[i]) lines[i].counts.front().reset();
  return lines;
}

std::vector<Line> ends_of_agreed(const std::vector<Round>& rounds,
                                 const std::vector<Line>& by_form) {
  auto lines = ends(rounds, {{Outcome::done, "done", tr_later("carried out")},
                             {Outcome::failed, "failed", tr_later("agreed, but came to nothing")},
                             {Outcome::agreed, "agreed", tr_later("agreed, still to come")}});
  if (any_hidden(by_form)) lines.front().counts.front().reset();
  return lines;
}

std::vector<Line> ends_of_others(const std::vector<Round>& rounds) {
  return ends(rounds,
              {{Outcome::declined, "declined", tr_later("dissolved: somebody declined")},
               {Outcome::no_answer, "no_answer", tr_later("dissolved: somebody kept silent")},
               {Outcome::withdrawn, "withdrawn", tr_later("dissolved: somebody left")},
               {Outcome::otherwise, "otherwise", tr_later("dissolved for another reason")},
               {Outcome::proposed, "proposed", tr_later("still waiting for answers")}});
}

std::vector<Line> facilities_by_part(const std::vector<Round>& rounds) {
  std::set<std::int64_t> givers;
  std::set<std::int64_t> receivers;
  for (const auto& it : rounds) {
    if (it.outcome != Outcome::done) continue;
    givers.insert(it.givers.begin(), it.givers.end());
    receivers.insert(it.receivers.begin(), it.receivers.end());
  }
  const auto both =
      std::ranges::count_if(givers, [&](auto giver) { return receivers.contains(giver); });
  const auto count = [](const auto& members) { return static_cast<std::int64_t>(members.size()); };
  const auto shown = report::protect_parts({count(givers) - both, count(receivers) - both, both});
  return {{"gave", tr("only gave"), {shown.parts[0]}},
          {"got", tr("only got"), {shown.parts[1]}},
          {"both", tr("gave and got"), {shown.parts[2]}},
          {"all", tr("all together"), {shown.total}, true}};
}

}  // namespace mk::exchange
