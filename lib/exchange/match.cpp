#include "lib/base/text.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/ending.hpp"
#include "lib/exchange/letters.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/refusing.hpp"
#include "lib/exchange/remaking.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/exchange/words.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

// The city always may; a facility that was suspended or withdrawn meanwhile may not.
void need_active(const Context& context, const Party& party) {
  if (party.facility) mk::refuse_if(why_not_take_part(context.db, *party.facility));
}

}  // namespace

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
    part_posts(db, match);
    match = records::match(db, id);
    tell_agreed(context, match);
    return match;
  });
}

std::vector<Post> rests(const Context& context, const Match& match) {
  const auto parted = posts_of(match.members);
  std::vector<Post> found;
  for (const auto& member : match.members)
    for (auto& post : records::posts_of(context.db, member.party))
      if (post.rest_of && stands(post, context.today()) &&
          std::find(parted.begin(), parted.end(), *post.rest_of) != parted.end())
        found.push_back(std::move(post));
  std::sort(found.begin(), found.end(), [](const Post& a, const Post& b) { return a.id < b.id; });
  return found;
}

Match decline(const Context& context, MatchId id, const Party& party) {
  return store::together(context.db, context.deed("exchange decline"), [&](auto& db) {
    const auto match = records::match(db, id);
    refuse_if(why_not_decline(match, party));
    records::set_answer(db, id, party, Answer::declined, context.now);
    if (auto refusal = declining(match, party)) {
      refusal->since = context.now;
      records::add_refusal(db, *refusal);
    }
    dissolve(context, id, declined);
    remake(context, {id});
    return records::match(db, id);
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
    auto match = come_to_nothing(context, id, text::tidy(reason));
    tell_dissolved(context, match);
    return match;
  });
}

}  // namespace mk::exchange
