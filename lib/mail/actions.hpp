#pragma once

#include "lib/mail/mail.hpp"
#include "lib/store/context.hpp"

namespace mk::mail {

/// Queues `letter` in the running transaction: its subject, text and Message-ID are fixed now, from
/// the template `letters/LANGUAGE/EVENT.txt` (mustache; its first line is the subject).
/// Gives its id, or nothing when the same letter was queued before.
std::optional<LetterId> queue(const Context& context, const Letter& letter);

/// Cancels what is still queued for `facility` (and, when given, only to `address`).
void cancel_for(const Context& context, FacilityId facility, const std::string& address = {});

}  // namespace mk::mail
