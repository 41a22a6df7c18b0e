#include "lib/base/text.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/asking.hpp"
#include "lib/exchange/draft.hpp"
#include "lib/exchange/ending.hpp"
#include "lib/exchange/finding.hpp"
#include "lib/exchange/letters.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/refusing.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/exchange/words.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

/// What goes from one to the other, and back.
struct Swap {
  Post wanted;
  std::optional<Post> given;
  std::string words;
};

// "P-4" or "p4" is a post; "4" may well be words.
std::optional<PostId> post_named(const std::string& text) {
  if (text.empty() || (text[0] != 'P' && text[0] != 'p')) return std::nullopt;
  return PostId::parse(text);
}

Swap swap(const Context& context, const Asking& asking) {
  auto& db = context.db;
  Swap it;
  it.wanted = records::post(db, asking.post);
  mk::refuse_if(why_not_ask(it.wanted, asking.party, context.today()));
  const auto given = post_named(asking.giving);
  if (given) {
    it.given = records::post(db, *given);
    mk::refuse_if(why_not_give(*it.given, asking.party, context.today()));
  } else if (it.wanted.type == Type::need) {
    throw Error{Exit::refused,
                msg("{} is a need; name the offer that meets it: --giving P-4", it.wanted.id)};
  } else if (!asking.giving.empty()) {
    mk::refuse_if(why_not_words(asking.giving));
    it.words = text::tidy(asking.giving);
  }
  const auto& counted = it.wanted.type == Type::need ? *it.given : it.wanted;
  if (asking.quantity) mk::refuse_if(why_not_part(counted, *asking.quantity));
  return it;
}

// A need of `party` that stands and is met by `offer`, so that it is not met twice.
std::optional<PostId> need_met(const Context& context, const Party& party, const Post& offer) {
  const auto tree = parents_of(records::categories(context.db));
  for (const auto& need : records::posts_of(context.db, party))
    if (need.type == Type::need && stands(need, context.today()) && meets(tree, offer, need))
      return need.id;
  return std::nullopt;
}

// From the owner of `offer` to the other one, who has `need` for it or may have one.
void give(const Context& context, Post offer, std::optional<std::int64_t> quantity, Member& from,
          Member& to, std::optional<PostId> need) {
  if (quantity) offer.quantity = quantity;
  from.gives = offer.id;
  from.quantity = quantity;
  to.gets = offer.id;
  to.need = need ? need : need_met(context, to.party, offer);
}

std::vector<Member> members_of(const Context& context, const Swap& it, const Asking& asking) {
  Member owner;
  Member asker;
  owner.party = it.wanted.party;
  asker.party = asking.party;
  if (it.wanted.type == Type::need) {
    give(context, *it.given, asking.quantity, asker, owner, it.wanted.id);
    return {asker, owner};
  }
  give(context, it.wanted, asking.quantity, owner, asker, std::nullopt);
  if (it.given) give(context, *it.given, std::nullopt, asker, owner, std::nullopt);
  return {owner, asker};
}

void refuse_if_refused(store::Database& db, const Match& match) {
  const auto all = records::refusals(db);
  if (const auto* const refusal = forbidding(all, match.members))
    throw Error{Exit::refused, because_of(*refusal)};
  for (const auto& before : records::matches(db))
    if (before.id != match.id && before.reason == declined && same_asking(before, match))
      throw Error{Exit::refused, msg("the same was asked in {} and declined; ask for less, or give "
                                     "something else",
                                     before.id)};
}

}  // namespace

Match ask(const Context& context, const Asking& asking) {
  return store::together(context.db, context.deed("exchange ask"), [&](auto& db) {
    mk::refuse_if(why_not_post(context, asking.party));
    const auto it = swap(context, asking);
    if (it.wanted.party.facility) mk::refuse_if(why_not_take_part(db, *it.wanted.party.facility));
    auto match = fresh(context, members_of(context, it, asking));
    match.asked = true;
    match.in_return = it.words;
    match = lay(context, match);
    refuse_if_refused(db, match);
    records::set_answer(db, match.id, asking.party, Answer::accepted, context.now);
    match = records::match(db, match.id);
    tell_asked(context, match, asking.party);
    return match;
  });
}

}  // namespace mk::exchange
