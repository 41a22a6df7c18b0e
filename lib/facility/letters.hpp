#pragma once

#include "lib/facility/facility.hpp"
#include "lib/facility/token.hpp"
#include "lib/mail/mail.hpp"
#include "lib/store/context.hpp"

#include <string>

/// What this room writes to heads. Each letter goes to the account's address.
namespace mk::facility {

/// A letter about `event` to the head of `facility`, with the words that all of ours have.
mail::Letter letter_to(const Facility& facility, const std::string& event,
                       const std::string& occurrence);

/// The n-th application of `facility`, as an occurrence.
std::string application_of(const Facility& facility);

/// Tells that the application has come, with the information notice.
mail::Letter application_received(const Context& context, const Facility& facility);

/// A letter of `event` with a link or, without a `base_url`, a code.
mail::Letter link_letter(const Context& context, const Facility& facility, const std::string& event,
                         const Token& token, const std::string& secret);

/// Makes a new link for `purpose` in place of the former one and queues the letter of `event` that
/// carries it, in the running transaction.
void send_link(const Context& context, const Facility& facility, const std::string& event,
               Purpose purpose);

}  // namespace mk::facility
