#include "lib/exchange/ending.hpp"

#include "lib/exchange/amount.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/facility/records.hpp"

namespace mk::exchange {

namespace {

Match end(const Context& context, MatchId id, MatchState state, const std::string& reason) {
  auto& db = context.db;
  records::end_match(db, id, state, reason, context.now);
  records::release_members(db, id);
  auto match = records::match(db, id);
  for (const auto post : posts_of(match.members)) {
    const bool over = records::post(db, post).until < context.today();
    records::set_state(db, post, over ? PostState::expired : PostState::open);
  }
  return match;
}

// Who asks for a post in return, or refused it, does so of what is left of it too.
void part_post(store::Database& db, PostId id, const std::optional<std::int64_t>& taken) {
  auto post = records::post(db, id);
  const auto left = rest(post, taken);
  if (!left) return;
  post.quantity = taken;
  records::change_post(db, post);
  const auto stands = records::add_post(db, *left);
  records::copy_wishes(db, id, stands);
  records::copy_refusals(db, id, stands);
}

}  // namespace

void set_posts(store::Database& db, const Match& match, PostState state) {
  for (const auto post : posts_of(match.members)) records::set_state(db, post, state);
}

Match dissolve(const Context& context, MatchId id, const std::string& reason) {
  return end(context, id, MatchState::dissolved, reason);
}

Match come_to_nothing(const Context& context, MatchId id, const std::string& reason) {
  return end(context, id, MatchState::failed, reason);
}

void part_posts(store::Database& db, const Match& match) {
  for (const auto& giver : match.members)
    for (const auto& receiver : match.members) {
      if (!giver.gives || receiver.gets != giver.gives) continue;
      const auto offer = records::post(db, *giver.gives);
      if (receiver.need && comparable(offer, records::post(db, *receiver.need)))
        part_post(db, *receiver.need, giver.quantity);
      part_post(db, offer.id, giver.quantity);
    }
}

std::optional<Message> why_not_take_part(store::Database& db, FacilityId facility) {
  return why_not_post(Standing{facility, facility::records::facility(db, facility).state, true});
}

}  // namespace mk::exchange
