#include "lib/exchange/finding.hpp"

#include "lib/exchange/actions.hpp"
#include "lib/exchange/ending.hpp"
#include "lib/exchange/letters.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"

namespace mk::exchange {

namespace {

// What came to nothing once is not proposed to the same people again.
std::set<std::vector<PostId>> refused_before(const std::vector<Match>& matches) {
  std::set<std::vector<PostId>> refused;
  for (const auto& match : matches)
    if (match.state == MatchState::dissolved || match.state == MatchState::failed)
      refused.insert(posts_of(match.members));
  return refused;
}

Findings search(const Context& context, std::int64_t rings, std::int64_t seed) {
  if (rings < 2 || rings > longest_ring)
    throw Error{Exit::usage, msg("--rings is a whole number from 2 to {}", longest_ring)};
  auto& db = context.db;
  const Market market{records::market(db, context.today()), parents_of(records::categories(db)),
                      refused_before(records::matches(db))};
  auto found =
      find_matches(market, static_cast<std::size_t>(rings), static_cast<std::uint64_t>(seed));
  const auto answer_by = context.today() + std::chrono::days{context.settings.exchange.answer_days};
  Findings findings{{}, found.served, found.proven};
  for (auto& proposal : found.proposals) {
    Match match;
    match.proposed_at = context.now;
    match.answer_by = answer_by;
    match.members = std::move(proposal);
    findings.matches.push_back(std::move(match));
  }
  return findings;
}

}  // namespace

Match propose_one(const Context& context, const Match& found) {
  auto& db = context.db;
  const auto id = records::add_match(db, found);
  for (const auto& member : found.members) records::add_member(db, id, member);
  set_posts(db, found, PostState::matched);
  auto match = records::match(db, id);
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
