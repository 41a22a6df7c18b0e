#include "lib/base/text.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/refusing.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/facility/records.hpp"

namespace mk::exchange {

namespace {

void need_facility(store::Database& db, const std::optional<Party>& party) {
  if (party && party->facility) facility::records::facility(db, *party->facility);
}

void need_one_thing(const Refusal& refusal) {
  if (refusal.partner.has_value() == refusal.post.has_value())
    throw Error{Exit::usage, msg("say either --partner or --post")};
}

std::optional<MatchId> proposed_all_the_same(store::Database& db, const Refusal& refusal) {
  for (const auto id : records::live_matches_of(db, refusal.party)) {
    const auto match = records::match(db, id);
    if (match.state == MatchState::proposed && forbidding({refusal}, match.members) != nullptr)
      return id;
  }
  return std::nullopt;
}

Refusal kept(store::Database& db, const Refusal& refusal) {
  for (auto& it : records::refusals(db))
    if (it.party == refusal.party && it.partner == refusal.partner && it.post == refusal.post)
      return it;
  return refusal;
}

}  // namespace

Refused refuse(const Context& context, const Refusal& refusal, const std::string& why) {
  need_one_thing(refusal);
  return store::together(context.db, context.deed("exchange refuse", why), [&](auto& db) {
    need_facility(db, refusal.party);
    need_facility(db, refusal.partner);
    std::optional<Post> post;
    if (refusal.post) post = records::post(db, *refusal.post);
    refuse_if(why_not_refuse(refusal, post));
    if (!text::tidy(why).empty()) refuse_if(why_not_reason(why));
    auto dated = refusal;
    dated.since = context.now;
    records::add_refusal(db, dated);
    return Refused{kept(db, dated), proposed_all_the_same(db, dated)};
  });
}

Refusal allow(const Context& context, const Refusal& refusal) {
  need_one_thing(refusal);
  return store::together(context.db, context.deed("exchange allow"), [&](auto& db) {
    need_facility(db, refusal.party);
    auto it = kept(db, refusal);
    if (records::drop_refusal(db, refusal)) return it;
    const auto what = refusal.partner ? refusal.partner->text() : refusal.post->text();
    throw Error{Exit::refused, msg("{} has not refused {}; see: mk exchange refusals {}",
                                   refusal.party, what, refusal.party)};
  });
}

std::vector<Refusal> refusals(const Context& context, const std::optional<Party>& party) {
  need_facility(context.db, party);
  auto found = records::refusals(context.db);
  if (party) std::erase_if(found, [&](const Refusal& it) { return it.party != *party; });
  return found;
}

}  // namespace mk::exchange
