#include "lib/exchange/why.hpp"

#include "lib/exchange/ending.hpp"
#include "lib/exchange/finding.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/exchange/unmatched.hpp"
#include "lib/exchange/words.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

using Facts = std::vector<Fact>;

Fact posted(const Post& post) {
  const auto day = day_of(post.posted_at);
  if (post.type == Type::offer)
    return {"posted", msg("{} is an offer of {}, posted on {}, and stands until {}", post.id,
                          post.party, day, post.until)};
  return {"posted", msg("{} is a need of {}, posted on {}, and stands until {}", post.id,
                        post.party, day, post.until)};
}

bool holds(const Match& match, PostId id) {
  const auto posts = posts_of(match.members);
  return std::ranges::find(posts, id) != posts.end();
}

Message came_to_nothing(const Match& match, Day day) {
  if (match.state == MatchState::failed)
    return msg("{} came to nothing on {}: {}", match.id, day, match.reason);
  if (match.reason == declined)
    return msg("{} was dissolved on {}: one party declined", match.id, day);
  if (match.reason == no_answer)
    return msg("{} was dissolved on {}: not everyone answered in time", match.id, day);
  return msg("{} was dissolved on {}: one party left the programme", match.id, day);
}

void add_past(const Context& context, Facts& facts, PostId id) {
  for (const auto& match : records::matches(context.db)) {
    const bool past = match.state == MatchState::dissolved || match.state == MatchState::failed;
    if (past && holds(match, id))
      facts.push_back({"past_match", came_to_nothing(match, day_of(*match.ended_at))});
  }
}

std::string answers(const Match& match, Answer answer) {
  std::string parties;
  for (const auto& member : match.members)
    if (member.answer == answer) parties += (parties.empty() ? "" : ", ") + member.party.text();
  return parties;
}

void add_answers(Facts& facts, const Match& match) {
  if (const auto parties = answers(match, Answer::accepted); !parties.empty())
    facts.push_back({"accepted", msg("accepted by: {}", parties)});
  if (const auto parties = answers(match, Answer::declined); !parties.empty())
    facts.push_back({"declined", msg("declined by: {}", parties)});
  if (const auto parties = answers(match, Answer::waiting); !parties.empty())
    facts.push_back({"waiting", msg("no answer from: {}", parties)});
}

void add_end(Facts& facts, const Match& match) {
  switch (match.state) {
    case MatchState::proposed:
      facts.push_back({"answer_by", msg("answers are due by {}", match.answer_by)});
      return;
    case MatchState::agreed:
      facts.push_back(
          {"to_end", msg("it waits to be told done or failed: mk exchange done {}", match.id)});
      return;
    case MatchState::done:
      facts.push_back({"done", msg("it was carried out; told on {}", day_of(*match.ended_at))});
      return;
    default:
      facts.push_back({"ended", came_to_nothing(match, day_of(*match.ended_at))});
  }
}

std::map<std::string, std::string> names_of(const std::vector<Category>& categories) {
  std::map<std::string, std::string> names;
  for (const auto& category : categories) names[category.code] = category.name;
  return names;
}

void add_market(const Context& context, const Post& post, WhyPost& why) {
  auto& db = context.db;
  const auto categories = records::categories(db);
  const Market market{records::market(db, context.today()), parents_of(categories),
                      refused_before(db), records::refusals(db)};
  why.link = missing_link(market, post);
  if (why.link && why.link->steps.empty()) {
    why.facts.push_back(
        {"waiting", msg("it can be matched: {}; propose it: mk exchange match --propose",
                        sentence(*why.link, post, {}))});
    why.link.reset();
    return;
  }
  for (auto& fact : obstacles(market, post)) why.facts.push_back(std::move(fact));
  if (why.link) why.change = sentence(*why.link, post, names_of(categories));
}

}  // namespace

WhyPost why(const Context& context, PostId id) {
  auto& db = context.db;
  const auto post = records::post(db, id);
  WhyPost why{post.state, {posted(post)}, {}, {}};
  add_past(context, why.facts, id);
  if (const auto reason = why_not_match(post, context.today())) {
    why.facts.push_back({"not_standing", *reason});
    if (post.match) add_answers(why.facts, records::match(db, *post.match));
    return why;
  }
  if (post.party.facility) {
    if (const auto reason = why_not_take_part(db, *post.party.facility)) {
      why.facts.push_back({"owner", *reason});
      return why;
    }
  }
  add_market(context, post, why);
  return why;
}

WhyMatch why(const Context& context, MatchId id) {
  const auto match = records::match(context.db, id);
  WhyMatch why{match.state, {}};
  if (match.remade_from)
    why.facts.push_back({"remade", msg("it takes the place of {}", *match.remade_from)});
  why.facts.push_back({"proposed", msg("it was proposed on {}, to be answered by {}",
                                       day_of(match.proposed_at), match.answer_by)});
  add_answers(why.facts, match);
  if (match.agreed_at)
    why.facts.push_back({"agreed", msg("all had accepted on {}", day_of(*match.agreed_at))});
  add_end(why.facts, match);
  for (const auto next : match.successors)
    why.facts.push_back({"successor", msg("{} was proposed in its place", next)});
  return why;
}

}  // namespace mk::exchange
