#include "lib/facility/application.hpp"

#include "lib/facility/actions.hpp"
#include "lib/facility/clean.hpp"
#include "lib/facility/letters.hpp"
#include "lib/facility/records.hpp"
#include "lib/facility/rules.hpp"
#include "lib/mail/actions.hpp"

namespace mk::facility {

Message apply(const Context& context, FacilityId id, const Application& application) {
  const auto clean = cleaned(application);
  return store::together(context.db, context.deed("facility add"), [&](store::Database& db) {
    refuse_if(why_not_apply(records::facility(db, id)));
    refuse_if(why_not_take(clean.email, id, records::holder_of(db, clean.email)));
    records::drop_account(db, id);  // Of the time before it was withdrawn.
    records::add_account(db, id, clean, context.now);
    records::count_application(db, id);
    records::set_state(db, id, State::applied);
    mail::queue(context, application_received(context, records::facility(db, id)));
    return msg("{} has applied and waits for approval; approve it with: mk facility approve {}", id,
               id);
  });
}

Message approve(const Context& context, std::span<const FacilityId> ids) {
  return store::together(context.db, context.deed("facility approve"), [&](store::Database& db) {
    for (const auto id : ids) {
      refuse_if(why_not_approve(records::facility(db, id)));
      records::note_approval(db, id, context.now);
      records::set_state(db, id, State::approved);
      send_link(context, records::facility(db, id), "activation", Purpose::activation);
    }
    return counted(ids.size(), "{} facility is approved; the activation link is on its way",
                   "{} facilities are approved; the activation links are on their way");
  });
}

Message reject(const Context& context, FacilityId id, const std::string& reason) {
  const auto why = cleaned_reason(reason);
  return store::together(
      context.db, context.deed("facility reject", why), [&](store::Database& db) {
        const auto facility = records::facility(db, id);
        refuse_if(why_not_reject(facility));
        auto letter = letter_to(facility, "application-rejected", application_of(facility));
        letter.words["reason"] = just(why);
        mail::queue(context, letter);
        records::drop_account(db, id);
        records::set_state(db, id, State::listed);
        return msg(
            "the application of {} is rejected; the facility may apply "
            "again",
            id);
      });
}

}  // namespace mk::facility
