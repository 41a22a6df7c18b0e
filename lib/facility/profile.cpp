#include "lib/base/secret.hpp"
#include "lib/facility/actions.hpp"
#include "lib/facility/clean.hpp"
#include "lib/facility/letters.hpp"
#include "lib/facility/records.hpp"
#include "lib/facility/rules.hpp"
#include "lib/mail/actions.hpp"
#include "lib/mail/bounces.hpp"

namespace mk::facility {

namespace {

/// What the account says once `changes` are made.
Account changed(Account account, const Changes& changes, Day today) {
  account.manager = changes.manager.value_or(account.manager);
  account.email = changes.email.value_or(account.email);
  account.phone = changes.phone.value_or(account.phone);
  account.formal_name = changes.formal_name.value_or(account.formal_name);
  account.informal_name = changes.informal_name.value_or(account.informal_name);
  account.description = changes.description.value_or(account.description);
  if (changes.confirm) account.confirmed_on = today;
  return account;
}

void keep_logo(store::Database& db, FacilityId id, const std::string& bytes) {
  records::set_logo(db, id, picture_type(bytes).value(), bytes);
  records::note_logo(db, id, secret::digest(bytes));
}

/// A new address of an active account is a new head's: whoever had the former one is out, and told
/// so where letters still arrive.
void welcome_new_head(const Context& context, const Facility& before, const Facility& after,
                      bool notice_arrives) {
  records::forget_password(context.db, after.id);
  auto notice = letter_to(before, "address-changed",
                          before.id.text() + "/" + after.address() + " " + iso(context.now));
  if (notice_arrives) mail::queue(context, notice);
  if (after.state == State::active) send_link(context, after, "password-reset", Purpose::password);
}

/// What was sent to the former address is dead; the new one gets what it needs.
Message move(const Context& context, const Facility& before) {
  const auto id = before.id;
  records::end_tokens(context.db, id, context.now);
  const auto after = records::facility(context.db, id);
  const bool was_held = mail::is_held(context.db, before.address());
  mail::readdress(context, id, before.address(), after.address());
  const auto was = before.account->suspended_from.value_or(before.state);
  if (was == State::applied) mail::queue(context, application_received(context, after));
  if (before.state == State::approved) send_link(context, after, "activation", Purpose::activation);
  if (was == State::active) {
    welcome_new_head(context, before, after, !was_held);
    if (was_held)
      return msg(
          "{} has a new address, {}: a link to set a password goes there; {} was on hold and "
          "gets no notice",
          id, after.address(), before.address());
    return msg("{} has a new address, {}: a link to set a password goes there, and a notice to {}",
               id, after.address(), before.address());
  }
  return msg("letters for {} go to {} from now on; older links no longer work", id,
             after.address());
}

bool says_nothing(const Changes& it) {
  return !it.manager && !it.email && !it.phone && !it.formal_name && !it.informal_name &&
         !it.description && !it.logo && !it.confirm;
}

}  // namespace

Message edit(const Context& context, FacilityId id, const Changes& changes) {
  if (says_nothing(changes))
    throw Error{Exit::usage, msg("nothing to change: give an option such as --phone; see: "
                                 "mk facility edit --help")};
  const auto clean = cleaned(changes);
  return store::together(context.db, context.deed("facility edit"), [&](store::Database& db) {
    const auto before = records::facility(db, id);
    refuse_if(why_not_edit(before));
    if (clean.email)
      refuse_if(why_not_take(*clean.email, id, records::holder_of(db, *clean.email)));
    const auto account = changed(*before.account, clean, context.today());
    records::change_profile(db, id, account);
    if (clean.logo) keep_logo(db, id, *clean.logo);
    if (!same_address(account.email, before.account->email)) return move(context, before);
    return msg("the account of {} is changed", id);
  });
}

}  // namespace mk::facility
