#include "lib/exchange/finding.hpp"

#include "lib/exchange/amount.hpp"
#include "lib/exchange/ending.hpp"
#include "lib/exchange/letters.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"

namespace mk::exchange {

namespace {

/// A day: who waits longer has forgotten it.
constexpr std::int64_t longest_search = 86'400;

// An amount that was agreed with a person stays.
void count(store::Database& db, Match& match) {
  for (auto& giver : match.members)
    for (const auto& receiver : match.members) {
      if (!giver.gives || giver.quantity || receiver.gets != giver.gives) continue;
      std::optional<Post> need;
      if (receiver.need) need = records::post(db, *receiver.need);
      giver.quantity = moved(records::post(db, *giver.gives), need ? &*need : nullptr);
    }
}

}  // namespace

std::set<std::vector<PostId>> refused_before(store::Database& db) {
  std::set<std::vector<PostId>> refused;
  for (const auto& match : records::matches(db))
    if (match.state == MatchState::dissolved || match.state == MatchState::failed)
      refused.insert(posts_of(match.members));
  return refused;
}

Findings search(const Context& context, const Depth& depth) {
  if (depth.ring < 2 || depth.ring > longest_ring)
    throw Error{Exit::usage, msg("--rings is a whole number from 2 to {}", longest_ring)};
  if (depth.seconds < 1 || depth.seconds > longest_search)
    throw Error{Exit::usage, msg("--seconds is a whole number from 1 to {}", longest_search)};
  auto& db = context.db;
  const Market market{records::market(db, context.today()), parents_of(records::categories(db)),
                      refused_before(db), records::refusals(db)};
  auto found = find_matches(market, depth);
  Findings findings{{}, found.served, found.bound};
  for (auto& proposal : found.proposals)
    findings.matches.push_back(fresh(context, std::move(proposal)));
  return findings;
}

Match fresh(const Context& context, std::vector<Member> members) {
  Match match;
  match.proposed_at = context.now;
  match.answer_by = context.today() + std::chrono::days{context.settings.exchange.answer_days};
  match.members = std::move(members);
  return match;
}

Match lay(const Context& context, const Match& found) {
  auto& db = context.db;
  auto match = found;
  count(db, match);
  const auto id = records::add_match(db, match);
  for (const auto& member : match.members) records::add_member(db, id, member);
  set_posts(db, match, PostState::matched);
  return records::match(db, id);
}

Match propose_one(const Context& context, const Match& found) {
  auto match = lay(context, found);
  tell_proposed(context, match);
  return match;
}

Findings find(const Context& context, const Depth& depth) { return search(context, depth); }

Findings propose(const Context& context, const Depth& depth) {
  return store::together(context.db, context.deed("exchange match"), [&](auto& /*db*/) {
    auto findings = search(context, depth);
    for (auto& match : findings.matches) match = propose_one(context, match);
    return findings;
  });
}

}  // namespace mk::exchange
