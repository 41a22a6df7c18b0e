#include "lib/exchange/direct_matches.hpp"

#include "lib/exchange/ending.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/rules.hpp"

namespace mk::exchange {

namespace {

void need_some(std::int64_t most) {
  if (most < 1 || most > widest_choice)
    throw Error{Exit::usage, msg("--most is a whole number from 1 to {}", widest_choice)};
}

std::vector<const Lot*> all_of(const Lots& lots, Type type) {
  std::vector<const Lot*> all;
  for (const auto& lot : lots.lots)
    if (lot.type == type) all.push_back(&lot);
  return all;
}

Type opposite(Type type) { return type == Type::offer ? Type::need : Type::offer; }

void add_pairs(Direct& direct, const Lot& own, const std::vector<const Lot*>& others) {
  const auto place = [&](const Lot& lot) {
    return static_cast<std::uint32_t>(&lot - direct.lots.lots.data());
  };
  for (const auto* const other : others)
    direct.pairs.push_back(own.type == Type::need ? Pair{place(own), place(*other)}
                                                  : Pair{place(*other), place(own)});
}

void fill_returns(store::Database& db, Direct& direct) {
  std::vector<bool> filled(direct.lots.lots.size());
  for (const auto& pair : direct.pairs) {
    if (filled[pair.offer]) continue;
    filled[pair.offer] = true;
    records::fill_return(db, direct.lots, direct.lots.lots[pair.offer]);
  }
}

/// Those of its own category come first whatever else they are, so that the others are read only
/// when there are too few of them.
void find_for(const Context& context, std::size_t most, Direct& direct) {
  auto& lots = direct.lots;
  const auto own = lots.lots.front();
  const auto add_in = [&](std::uint32_t category) {
    records::add_lots_in(context.db, context.today(), opposite(own.type), category, own.district,
                         lots);
  };
  const auto best = [&] {
    return Counterparts{all_of(lots, opposite(own.type)), lots.tree, lots.refusals}.best(own, most);
  };
  add_in(own.category);
  auto found = best();
  if (found.size() < most) {
    for (const auto category : categories_beside(lots.tree, own)) add_in(category);
    found = best();
  }
  add_pairs(direct, lots.lots.front(), found);
}

}  // namespace

Direct direct_matches(const Context& context, PostId id, std::int64_t most) {
  need_some(most);
  auto& db = context.db;
  const auto post = records::post(db, id);
  refuse_if(why_not_match(post, context.today()));
  if (post.party.facility) refuse_if(why_not_take_part(db, *post.party.facility));
  Direct direct{records::no_lots(db), {}};
  records::add_lot(db, id, direct.lots);
  find_for(context, static_cast<std::size_t>(most), direct);
  fill_returns(db, direct);
  return direct;
}

Direct direct_matches(const Context& context, std::int64_t most) {
  need_some(most);
  Direct direct{records::no_lots(context.db), {}};
  records::add_lots(context.db, context.today(), direct.lots);
  Counterparts offers{all_of(direct.lots, Type::offer), direct.lots.tree, direct.lots.refusals};
  for (const auto* const need : all_of(direct.lots, Type::need))
    add_pairs(direct, *need, offers.best(*need, static_cast<std::size_t>(most)));
  fill_returns(context.db, direct);
  return direct;
}

}  // namespace mk::exchange
