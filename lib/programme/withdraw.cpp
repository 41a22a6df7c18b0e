#include "lib/programme/withdraw.hpp"

#include "lib/exchange/actions.hpp"
#include "lib/facility/actions.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/survey/actions.hpp"

namespace mk::programme {

namespace {

constexpr const char* verb = "facility withdraw";

/// The account goes first: that cancels what was queued for its head, and what the other rooms
/// write while they end theirs is about the withdrawal and is to go.
Withdrawal withdraw_each(const Context& context, std::span<const FacilityId> ids,
                         const std::string& reason) {
  Withdrawal all;
  for (const auto id : ids) {
    all.letters += facility::withdraw(context, id, reason);
    all.drafts += survey::drop_drafts(context, id);
    all.reservations += rewards::cancel_all(context, id, reason);
    all.exchange += exchange::withdraw_all(context, id);
  }
  return all;
}

}  // namespace

Message withdraw(const Context& context, std::span<const FacilityId> ids,
                 const std::string& reason) {
  return store::together(context.db, context.deed(verb, reason), [&](store::Database& /*db*/) {
    withdraw_each(context, ids, reason);
    return counted(ids.size(), "{} facility is withdrawn", "{} facilities are withdrawn");
  });
}

Withdrawal preview_withdrawal(const Context& context, std::span<const FacilityId> ids,
                              const std::string& reason) {
  const store::Transaction never_committed{context.db, context.deed(verb, reason)};
  return withdraw_each(context, ids, reason);
}

std::vector<Message> sentences(const Withdrawal& it) {
  std::vector<Message> said;
  const auto say = [&](std::uint64_t count, Message message) {
    if (count > 0) said.push_back(std::move(message));
  };
  say(it.drafts,
      counted(it.drafts, "{} draft of a card is deleted", "{} drafts of cards are deleted"));
  say(it.reservations,
      counted(it.reservations, "{} reservation is cancelled", "{} reservations are cancelled"));
  say(it.exchange, counted(it.exchange, "{} post of the exchange is closed",
                           "{} posts of the exchange are closed"));
  say(it.letters,
      counted(it.letters, "{} queued letter is cancelled", "{} queued letters are cancelled"));
  return said;
}

}  // namespace mk::programme
