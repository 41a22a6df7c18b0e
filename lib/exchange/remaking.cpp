#include "lib/exchange/remaking.hpp"

#include "lib/exchange/actions.hpp"
#include "lib/exchange/finding.hpp"
#include "lib/exchange/keeping.hpp"
#include "lib/exchange/letters.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/words.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

bool uses(const Match& match, const std::set<PostId>& posts) {
  const auto used = posts_of(match.members);
  return std::any_of(used.begin(), used.end(), [&](PostId post) { return posts.contains(post); });
}

std::set<PostId> posts_in(const Match& match) {
  const auto posts = posts_of(match.members);
  return {posts.begin(), posts.end()};
}

// Where somebody declined, who has not answered yet may still want to; where the time ran out, only
// those who did.
bool left(const Match& match, const Member& member) {
  return member.answer == Answer::declined ||
         (match.reason == no_answer && member.answer == Answer::waiting);
}

Match without_leavers(Match match) {
  for (auto& member : match.members) {
    if (!left(match, member)) continue;
    member.gives.reset();
    member.need.reset();
  }
  return match;
}

std::optional<Match> keep(const Context& context, const Match& ended) {
  auto& db = context.db;
  const Remains remains{records::market(db, context.today()), parents_of(records::categories(db)),
                        records::refusals(db), refused_before(db)};
  auto members = kept(remains, without_leavers(ended));
  if (members.empty()) return std::nullopt;
  auto match = fresh(context, std::move(members));
  match.remade_from = ended.id;
  return lay(context, match);
}

}  // namespace

std::vector<Match> rematch(const Context& context, const std::vector<Match>& ended) {
  std::set<PostId> freed;
  for (const auto& match : ended) freed.merge(posts_in(match));
  auto found = search(context, usual_ring, 0).matches;
  std::erase_if(found, [&](const Match& match) { return !uses(match, freed); });
  for (auto& match : found) {
    const auto cause = std::find_if(ended.begin(), ended.end(),
                                    [&](const Match& it) { return uses(match, posts_in(it)); });
    match.remade_from = cause->id;
    match = lay(context, match);
  }
  return found;
}

void remake(const Context& context, const std::vector<MatchId>& ids,
            const std::optional<Party>& leaver) {
  if (ids.empty()) return;
  std::vector<Match> ended;
  for (const auto id : ids) ended.push_back(records::match(context.db, id));
  std::vector<Match> proposed;
  for (const auto& match : ended)
    if (auto remade = keep(context, match)) proposed.push_back(std::move(*remade));
  for (auto& match : rematch(context, ended)) proposed.push_back(std::move(match));
  for (const auto id : ids) tell_dissolved(context, records::match(context.db, id), leaver);
  for (const auto& match : proposed) tell_proposed(context, match);
}

}  // namespace mk::exchange
