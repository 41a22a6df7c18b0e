#include "lib/base/secret.hpp"
#include "lib/facility/actions.hpp"
#include "lib/facility/letters.hpp"
#include "lib/facility/records.hpp"
#include "lib/facility/rules.hpp"
#include "lib/mail/actions.hpp"
#include "lib/store/calendar_days.hpp"

namespace mk::facility {

namespace {

std::optional<Facility> facility_of(store::Database& db, const std::optional<Token>& token) {
  if (!token) return std::nullopt;
  return records::facility(db, token->facility);
}

Done opened(const Context& context, const Token& token) {
  const auto id = token.facility;
  if (token.purpose == Purpose::password) return {id, msg("the new address of {} works", id)};
  records::note_activation(context.db, id, context.now);
  records::set_state(context.db, id, State::active);
  return {id, msg("{} is active; next comes its profile, then its first card", id)};
}

/// The secret in what a person typed: a code, or a link that ends in one.
std::string secret_in(const std::string& text) {
  constexpr std::string_view before = "token=";
  const auto at = text.find(before);
  return secret::typed(at == std::string::npos ? text : text.substr(at + before.size()));
}

void lapse(const Context& context, const Facility& facility) {
  auto& db = context.db;
  records::end_tokens(db, facility.id, context.now);
  mail::cancel_for(context, facility.id);
  mail::queue(context, letter_to(facility, "application-lapsed", application_of(facility)));
  records::drop_account(db, facility.id);
  records::set_state(db, facility.id, State::listed);
}

}  // namespace

Done activate(const Context& context, const std::string& secret) {
  return store::together(context.db, context.deed("facility activate"), [&](store::Database& db) {
    const auto token = records::token(db, secret::digest(secret_in(secret)));
    refuse_if(why_not_use(token, facility_of(db, token), context.now));
    records::use_token(db, token->id, context.now);
    return opened(context, *token);
  });
}

Message resend(const Context& context, FacilityId id) {
  return store::together(context.db, context.deed("facility resend"), [&](store::Database& db) {
    const auto facility = records::facility(db, id);
    refuse_if(why_not_send_link(facility));
    const bool active = facility.state == State::active;
    send_link(context, facility, active ? "password-reset" : "new-link",
              active ? Purpose::password : Purpose::activation);
    return msg("a fresh link for {} goes to {}; older ones no longer work", id, facility.address());
  });
}

std::uint64_t remind_activation(const Context& context) {
  const auto& settings = context.settings.reminders;
  return store::together(context.db, context.deed("remind"), [&](store::Database& db) {
    std::uint64_t done = 0;
    for (const auto& facility : records::in_state(db, State::approved)) {
      if (!reminder_due(facility, settings, context.today())) continue;
      const auto day = lapse_day(*facility.account->approved_at, settings.activation_days);
      if (store::falls_away(context, settings.missed.activation_reminders, day)) continue;
      send_link(context, facility, "activation-reminder", Purpose::activation);
      records::note_reminder(db, facility.id, context.now);
      ++done;
    }
    return done;
  });
}

std::uint64_t lapse_applications(const Context& context) {
  return store::together(context.db, context.deed("remind"), [&](store::Database& db) {
    std::uint64_t done = 0;
    for (const auto& facility : records::in_state(db, State::approved)) {
      if (!lapsed(facility, context.settings.reminders.lapse_days, context.today())) continue;
      lapse(context, facility);
      ++done;
    }
    return done;
  });
}

}  // namespace mk::facility
