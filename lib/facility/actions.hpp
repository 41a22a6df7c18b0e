#pragma once

#include "lib/facility/application.hpp"
#include "lib/facility/facility.hpp"
#include "lib/store/context.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mk::facility {

/// What was done, and to which facility.
struct Done {
  FacilityId id;
  Message message;
};

/// What the head, or the administrator for the head, changes; what is absent stays, "" takes out.
struct Changes {
  std::optional<std::string> manager;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::optional<std::string> formal_name;
  std::optional<std::string> informal_name;
  std::optional<std::string> description;  ///< Markdown.
  std::optional<std::string> logo;         ///< The bytes of a PNG or a JPEG.
  bool confirm = false;                    ///< The profile is right as of today.
};

/// Which facilities a list has: those that everything given is true of.
struct Filter {
  std::optional<State> state;
  std::string district;       ///< Whole, in any case, with or without Polish letters.
  std::string operator_name;  ///< A part of it, likewise.
  std::string
      search;  ///< A part of a name, the operator, the street, a head or an address, likewise.
  bool delisted = false;  ///< Missing from the register.
};

/// One entry of the change log about a facility.
struct Event {
  Instant at;
  std::string who;
  std::string verb;
  std::string reason;
};

/// The facility `id`. Throws `Error` (refused): there is none.
MK_API Facility show(store::Database& db, FacilityId id);
/// What was done to it and its account, the oldest first.
MK_API std::vector<Event> history(store::Database& db, FacilityId id);
/// The facilities that `filter` lets through, by id: the order of the register.
/// Throws `Error` (usage): no such district.
MK_API std::vector<Facility> list(store::Database& db, const Filter& filter);

/// Registers the facility `id`: it waits for approval, and the first letter carries the notice of
/// art. 13 RODO (published). Throws `Error`: refused (it has an account, the address has one, it
/// left the register), usage (a value that cannot be).
MK_API Message apply(const Context& context, FacilityId id, const Application& application);

/// Adds a facility that the register does not have, and registers it when there is an application;
/// an import keeps it and reports it until the register has it (default of ours).
/// Throws `Error`: usage (a value that cannot be), refused (there is such a facility already).
MK_API Done add_by_hand(const Context& context, const ByHand& row,
                        const std::optional<Application>& application);

/// Accepts applications, all of them or none, and sends each head an activation link.
MK_API Message approve(const Context& context, std::span<const FacilityId> ids);

/// Turns an application down: the facility is free again, its head gets the `reason`.
MK_API Message reject(const Context& context, FacilityId id, const std::string& reason);

/// No new reservations or posts until `resume`; links that were sent are dead.
MK_API Message suspend(const Context& context, std::span<const FacilityId> ids,
                       const std::string& reason);

/// Back to what it was; one that was never activated gets a fresh link and its full time.
MK_API Message resume(const Context& context, std::span<const FacilityId> ids);

/// Uses a link or code (in any case, with blanks and hyphens or without). Throws `Error` (refused),
/// in the same words for an unknown, a used and an expired one.
MK_API Done activate(const Context& context, const std::string& secret);

/// Sends a fresh link: to activate, or, to an active facility, to set a password. Older ones die.
MK_API Message resend(const Context& context, FacilityId id);

/// Lets a facility that left the register stay a member; the next register that has it ends that.
/// Throws `Error` (refused): it did not leave.
MK_API Message keep(const Context& context, FacilityId id, const std::string& reason);

/// Lets the account of `former`, which left the register, continue as `heir`, a row of the register
/// without one, with everything that hangs on it: surveys, statuses, reservations, posts, letters.
/// `former` stays as a row that left. Throws `Error` (refused).
MK_API Message merge(const Context& context, FacilityId heir, FacilityId former);

/// Changes the account. Another address ends links; on an active account it means a new head: the
/// password ends too, a link to set one goes to the new address and a notice to the old one.
/// Throws `Error`: usage (a value that cannot be, nothing to change), data (a logo or description
/// that cannot be), refused.
MK_API Message edit(const Context& context, FacilityId id, const Changes& changes);

/// Ends the account: links die, what was queued for it is cancelled, its head gets the `reason`.
/// What other rooms keep of the facility is theirs to end; `programme::withdraw` does it all.
/// Tells how many letters it cancelled.
MK_API std::uint64_t withdraw(const Context& context, FacilityId id, const std::string& reason);

/// Reminds heads who did not activate in 15 days (default of ours), once, with a fresh link.
/// Tells how many.
MK_API std::uint64_t remind_activation(const Context& context);

/// Ends applications that were not activated in 30 days (default of ours); their facilities are
/// free again. Tells how many.
MK_API std::uint64_t lapse_applications(const Context& context);

/// The information notice of art. 13 RODO that the first letter carries.
/// Throws `Error` (missing): the configured file is not there.
MK_API std::string privacy_notice(const Settings& settings);

/// What should hold of facilities, accounts and links and does not.
MK_API std::vector<Message> breaches(store::Database& db);

}  // namespace mk::facility
