#include "lib/facility/actions.hpp"
#include "lib/facility/clean.hpp"
#include "lib/facility/letters.hpp"
#include "lib/facility/records.hpp"
#include "lib/facility/rules.hpp"
#include "lib/mail/actions.hpp"

namespace mk::facility {

Message suspend(const Context& context, std::span<const FacilityId> ids,
                const std::string& reason) {
  const auto why = cleaned_reason(reason);
  return store::together(
      context.db, context.deed("facility suspend", why), [&](store::Database& db) {
        for (const auto id : ids) {
          const auto facility = records::facility(db, id);
          refuse_if(why_not_suspend(facility));
          records::end_tokens(db, id, context.now);
          records::note_suspension(db, id, facility.state, why);
          records::set_state(db, id, State::suspended);
        }
        return counted(ids.size(), "{} facility is suspended", "{} facilities are suspended");
      });
}

Message resume(const Context& context, std::span<const FacilityId> ids) {
  return store::together(context.db, context.deed("facility resume"), [&](store::Database& db) {
    for (const auto id : ids) {
      const auto facility = records::facility(db, id);
      refuse_if(why_not_resume(facility));
      const auto before = facility.account->suspended_from.value_or(State::active);
      records::forget_suspension(db, id);
      records::set_state(db, id, before);
      if (before == State::active) continue;
      records::note_approval(db, id, context.now);
      send_link(context, records::facility(db, id), "new-link", Purpose::activation);
    }
    return counted(ids.size(), "{} facility is a member again", "{} facilities are members again");
  });
}

Message keep(const Context& context, FacilityId id, const std::string& reason) {
  const auto why = cleaned_reason(reason);
  return store::together(context.db, context.deed("facility keep", why), [&](store::Database& db) {
    refuse_if(why_not_keep(records::facility(db, id)));
    records::set_kept(db, id, why);
    return msg("{} stays although the register lacks it", id);
  });
}

std::uint64_t withdraw(const Context& context, FacilityId id, const std::string& reason) {
  const auto why = cleaned_reason(reason);
  const auto deed = context.deed("facility withdraw", why);
  return store::together(context.db, deed, [&](store::Database& db) {
    const auto facility = records::facility(db, id);
    refuse_if(why_not_withdraw(facility));
    records::end_tokens(db, id, context.now);
    const auto cancelled = mail::cancel_for(context, id);
    if (facility.account) {
      auto letter = letter_to(facility, "withdrawn", application_of(facility));
      letter.words["reason"] = just(why);
      mail::queue(context, letter);
      records::end_account(db, id, why, context.now);
    }
    records::set_state(db, id, State::withdrawn);
    return cancelled;
  });
}

}  // namespace mk::facility
