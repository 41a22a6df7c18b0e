#include "lib/base/text.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/ending.hpp"
#include "lib/exchange/letters.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/exchange/words.hpp"

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

Match propose_one(const Context& context, const Match& found) {
  auto& db = context.db;
  const auto id = records::add_match(db, context.now, found.answer_by);
  for (const auto& member : found.members) records::add_member(db, id, member);
  set_posts(db, found, PostState::matched);
  auto match = records::match(db, id);
  tell_proposed(context, match);
  return match;
}

// The city always may; a facility that was suspended or withdrawn meanwhile may not.
void need_active(const Context& context, const Party& party) {
  if (party.facility) mk::refuse_if(why_not_take_part(context.db, *party.facility));
}

}  // namespace

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

std::vector<Match> matches(const Context& context, std::optional<MatchState> state) {
  auto found = records::matches(context.db);
  if (state) std::erase_if(found, [&](const Match& match) { return match.state != *state; });
  return found;
}

Match show(const Context& context, MatchId id) { return records::match(context.db, id); }

Match accept(const Context& context, MatchId id, const Party& party) {
  return store::together(context.db, context.deed("exchange accept"), [&](auto& db) {
    refuse_if(why_not_answer(records::match(db, id), party, context.today()));
    need_active(context, party);
    records::set_answer(db, id, party, Answer::accepted, context.now);
    auto match = records::match(db, id);
    if (!all_accept(match)) return match;
    records::agree(db, id, context.now);
    set_posts(db, match, PostState::agreed);
    match = records::match(db, id);
    tell_agreed(context, match);
    return match;
  });
}

Match decline(const Context& context, MatchId id, const Party& party) {
  return store::together(context.db, context.deed("exchange decline"), [&](auto& db) {
    refuse_if(why_not_decline(records::match(db, id), party));
    records::set_answer(db, id, party, Answer::declined, context.now);
    return dissolve(context, id, declined);
  });
}

Match done(const Context& context, MatchId id) {
  return store::together(context.db, context.deed("exchange done"), [&](auto& db) {
    const auto match = records::match(db, id);
    refuse_if(why_not_end(match));
    records::end_match(db, id, MatchState::done, "", context.now);
    records::release_members(db, id);
    set_posts(db, match, PostState::done);
    return records::match(db, id);
  });
}

Match fail(const Context& context, MatchId id, const std::string& reason) {
  return store::together(context.db, context.deed("exchange fail", reason), [&](auto& db) {
    refuse_if(why_not_end(records::match(db, id)));
    refuse_if(why_not_reason(reason));
    return come_to_nothing(context, id, text::tidy(reason));
  });
}

}  // namespace mk::exchange
