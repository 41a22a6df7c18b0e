#include "lib/exchange/actions.hpp"
#include "lib/exchange/ending.hpp"
#include "lib/exchange/letters.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/remaking.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/exchange/words.hpp"
#include "lib/store/calendar_days.hpp"

namespace mk::exchange {

namespace {

bool notice_due(const Context& context, const Post& post) {
  const auto day = notice_day(post, context.settings.exchange.notice_days);
  return day && context.today() >= *day &&
         !store::falls_away(context, context.settings.reminders.missed.post_notices, *day);
}

template <class Ids>
void name(std::vector<Message>& breaches, const Ids& ids, const char* sentence) {
  for (const auto id : ids) breaches.push_back({sentence, {}, 1, {word(id)}});
}

}  // namespace

std::uint64_t expire(const Context& context) {
  return store::together(context.db, context.deed("exchange expire"), [&](auto& db) {
    const auto overdue = records::overdue(db, context.today());
    for (const auto id : overdue) records::set_state(db, id, PostState::expired);
    return std::uint64_t{overdue.size()};
  });
}

std::uint64_t notice_expiring(const Context& context) {
  return store::together(context.db, context.deed("exchange notice"), [&](auto& db) {
    std::uint64_t told = 0;
    for (const auto& post : records::market(db, context.today()))
      if (notice_due(context, post) && tell_expiring(context, post)) ++told;
    return told;
  });
}

std::uint64_t dissolve_overdue(const Context& context) {
  return store::together(context.db, context.deed("exchange dissolve"), [&](auto& db) {
    const auto overdue = records::unanswered(db, context.today());
    for (const auto id : overdue) dissolve(context, id, no_answer);
    remake(context, overdue);
    return std::uint64_t{overdue.size()};
  });
}

std::uint64_t withdraw_all(const Context& context, FacilityId facility) {
  return store::together(context.db, context.deed("exchange withdraw"), [&](auto& db) {
    const Party leaver{facility};
    std::uint64_t closed = 0;
    const auto ended = records::live_matches_of(db, leaver);
    for (const auto id : ended) {
      const bool proposed = records::match(db, id).state == MatchState::proposed;
      (proposed ? dissolve : come_to_nothing)(context, id, withdrawn);
    }
    for (const auto& post : records::posts_of(db, leaver)) {
      if (post.state != PostState::open) continue;
      records::set_state(db, post.id, PostState::closed);
      ++closed;
    }
    remake(context, ended, leaver);
    return closed;
  });
}

std::vector<Message> breaches(store::Database& db) {
  std::vector<Message> found;
  name(found, records::posts_without_match(db),
       tr_later("{} is said to be in a match and is in none"));
  name(found, records::posts_in_match_but_free(db),
       tr_later("{} is in a live match and its state does not say so"));
  name(found, records::posts_of_nobody(db),
       tr_later("{} stands although its facility is not active"));
  name(found, records::needs_with_return(db),
       tr_later("{} is a need that asks something in return"));
  name(found, records::posts_without_words(db),
       tr_later("the words of {} are not kept for searching; the next post keeps them too: "
                "mk exchange post"));
  name(found, records::matches_live_wrongly(db),
       tr_later("{} holds posts although it has ended, or does not although it has not"));
  name(found, records::matches_too_small(db),
       tr_later("{} has fewer than two members or more than five"));
  name(found, records::matches_without_ends(db),
       tr_later("{} has something that nobody gives or that nobody gets"));
  name(found, records::matches_of_wrong_posts(db),
       tr_later("{} holds a post of another owner, or an offer as a need"));
  name(found, records::matches_of_wrong_amounts(db),
       tr_later("{} moves another amount than its posts tell"));
  name(found, records::matches_asked_wrongly(db),
       tr_later("{} was asked for, and is not between two of whom one has said yes"));
  name(found, records::matches_remade_too_soon(db),
       tr_later("{} is in the place of a match that did not come to nothing"));
  name(found, records::rests_of_others(db),
       tr_later("{} is said to be left of a post of another owner or type"));
  return found;
}

Counts counts(store::Database& db) {
  return {records::count_posts(db, PostState::open),
          records::count_matches(db, MatchState::proposed),
          records::count_matches(db, MatchState::agreed)};
}

}  // namespace mk::exchange
