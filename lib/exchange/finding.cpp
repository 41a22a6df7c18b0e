#include "lib/exchange/finding.hpp"

#include "lib/exchange/amount.hpp"
#include "lib/exchange/ending.hpp"
#include "lib/exchange/letters.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"

namespace mk::exchange {

namespace {

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

Findings search(const Context& context, std::int64_t rings, std::int64_t seed) {
  if (rings < 2 || rings > longest_ring)
    throw Error{Exit::usage, msg("--rings is a whole number from 2 to {}", longest_ring)};
  auto& db = context.db;
  const Market market{records::market(db, context.today()), parents_of(records::categories(db)),
                      refused_before(db), records::refusals(db)};
  auto found =
      find_matches(market, static_cast<std::size_t>(rings), static_cast<std::uint64_t>(seed));
  Findings findings{{}, found.served, found.proven};
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

Findings find(const Context& context, std::int64_t rings, std::int64_t seed) {
  return search(context, rings, seed);
}

Findings propose(const Context& context, std::int64_t rings, std::int64_t seed) {
  return store::together(context.db, context.deed("exchange match"), [&](auto& /*db*/) {
    auto findings = search(context, rings, seed);
    for (auto& match : findings.matches) match = propose_one(context, match);
    return findings;
  });
}

}  // namespace mk::exchange
