#pragma once

#include "lib/base/message.hpp"
#include "lib/config/settings.hpp"
#include "lib/facility/batches.hpp"
#include "lib/facility/facility.hpp"
#include "lib/facility/token.hpp"

#include <optional>
#include <string>
#include <vector>

/// What may happen to a facility, and why not: each gives the reason, or nothing when it may.
namespace mk::facility {

/// Only a facility in the register, or added by hand, may join, and has one account at most
/// (published). A withdrawn one may apply again.
std::optional<Message> why_not_apply(const Facility& facility);
std::optional<Message> why_not_approve(const Facility& facility);
std::optional<Message> why_not_reject(const Facility& facility);
/// From approved or active.
std::optional<Message> why_not_suspend(const Facility& facility);
std::optional<Message> why_not_resume(const Facility& facility);
/// From approved, active or suspended; a delisted facility without an account too.
std::optional<Message> why_not_withdraw(const Facility& facility);
/// Only one that left the register is kept; the others stay anyway.
std::optional<Message> why_not_keep(const Facility& facility);
/// The account of `former` continues as `heir`: only a row of the register without an account may
/// take it, and only from a facility that left the register or was added by hand.
std::optional<Message> why_not_merge(const Facility& heir, const Facility& former);
/// An import is taken back once.
std::optional<Message> why_not_undo(const Batch& batch);
std::optional<Message> why_not_send_link(const Facility& facility);
std::optional<Message> why_not_edit(const Facility& facility);

/// An address belongs to one live account (default of ours); `holder` is the facility that has it.
std::optional<Message> why_not_take(const std::string& address, FacilityId id,
                                    const std::optional<Facility>& holder);

/// Whether two addresses are one: their case means nothing.
bool same_address(const std::string& one, const std::string& other);

/// Why `token` opens nothing. The same words whether it is unknown, used, replaced, expired or
/// bound to another address, so that nobody learns which.
std::optional<Message> why_not_use(const std::optional<Token>& token,
                                   const std::optional<Facility>& facility, Instant now);

/// What a full profile still lacks, in the words of programs: "phone", "description", "logo".
std::vector<std::string> missing_in_profile(const Account& account);

/// Why `text` cannot be a line of the account, such as a name; `what` names it.
std::optional<Message> why_not_line(const char* what, const std::string& text);
/// Why `text` cannot be the description: Markdown in UTF-8, at most 20 000 characters.
std::optional<Message> why_not_description(const std::string& text);

/// The type of a picture by its first bytes: "image/png", "image/jpeg", or nothing for any other.
std::optional<std::string> picture_type(const std::string& bytes);
/// A logo is a PNG or a JPEG of at most 1 MiB (default of ours).
std::optional<Message> why_not_logo(const std::string& bytes);

/// Whether the activation of an approved facility is to be reminded of on `today`: once, from the
/// day of the reminder to the day on which the application lapses.
bool reminder_due(const Facility& facility, const Settings::Reminders& days, Day today);
/// Whether an approved application has lapsed on `today`: not activated in `days`.
bool lapsed(const Facility& facility, std::int64_t days, Day today);
/// The day on which an application approved at `approved` lapses, `days` later.
Day lapse_day(Instant approved, std::int64_t days);

/// What is wrong with a facility as the database has it: its state and its account disagree.
std::optional<Message> why_not_sound(const Facility& facility);

}  // namespace mk::facility
