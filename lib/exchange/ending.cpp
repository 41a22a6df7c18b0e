#include "lib/exchange/ending.hpp"

#include "lib/exchange/letters.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/facility/records.hpp"

namespace mk::exchange {

namespace {

Match end(const Context& context, MatchId id, MatchState state, const std::string& reason,
          const std::optional<Party>& leaver) {
  auto& db = context.db;
  records::end_match(db, id, state, reason, context.now);
  records::release_members(db, id);
  const auto match = records::match(db, id);
  for (const auto post : posts_of(match.members)) {
    const bool over = records::post(db, post).until < context.today();
    records::set_state(db, post, over ? PostState::expired : PostState::open);
  }
  tell_dissolved(context, match, leaver);
  return match;
}

}  // namespace

void set_posts(store::Database& db, const Match& match, PostState state) {
  for (const auto post : posts_of(match.members)) records::set_state(db, post, state);
}

Match dissolve(const Context& context, MatchId id, const std::string& reason,
               const std::optional<Party>& leaver) {
  return end(context, id, MatchState::dissolved, reason, leaver);
}

Match come_to_nothing(const Context& context, MatchId id, const std::string& reason,
                      const std::optional<Party>& leaver) {
  return end(context, id, MatchState::failed, reason, leaver);
}

std::optional<Message> why_not_take_part(store::Database& db, FacilityId facility) {
  return why_not_post(Standing{facility, facility::records::facility(db, facility).state, true});
}

}  // namespace mk::exchange
