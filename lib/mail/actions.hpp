#pragma once

#include "lib/mail/mail.hpp"
#include "lib/store/context.hpp"

namespace mk::mail {

/// Queues `letter` in the running transaction: its subject, text, page and Message-ID are fixed
/// now, from the templates `letters/LANGUAGE/EVENT.txt` (mustache; its first line is the subject)
/// and `EVENT.html`. Gives its id, or nothing when the same letter was queued before.
/// Throws `Error`: refused (not an address), missing (no template), data (a template with a fault
/// or with a tag that `letter.words` lacks).
MK_API std::optional<LetterId> queue(const Context& context, const Letter& letter);

/// The same for one of many letters: one to what is no address is given up at once, so that it is
/// seen and stops no other.
MK_API std::optional<LetterId> queue_or_give_up(const Context& context, const Letter& letter);

/// The letter as `queue` would keep it, kept nowhere. Throws as `queue` does.
MK_API Outgoing draft(const Context& context, const Letter& letter);

/// Cancels the letters of `event` about `facility` that still wait: they are overtaken.
MK_API void cancel_about(const Context& context, FacilityId facility, const std::string& event);

/// Cancels what still waits for `facility` (and, when given, only to `address`), in the running
/// transaction; what is on its way at this moment may still go, and then says so. Tells how many
/// letters.
MK_API std::uint64_t cancel_for(const Context& context, FacilityId facility,
                                const std::string& address = {});

/// When the address of `facility` changes: cancels what still waits for it at `from` and queues the
/// same texts to `to`, but for letters with a secret, whose links died. A hold of `from` ends
/// unless letters of others wait there. Tells how many went over.
MK_API std::uint64_t readdress(const Context& context, FacilityId facility, const std::string& from,
                               const std::string& to);

/// Puts letters that failed, or wait for another try, first in the queue; all of them or none.
/// Throws `Error` (refused).
MK_API Message retry(const Context& context, const std::vector<LetterId>& ids);

/// Cancels letters that did not go yet; all of them or none. Throws `Error` (refused).
MK_API Message cancel(const Context& context, const std::vector<LetterId>& ids);

/// The letter `id`, or all of them (in `state`, when one is given) by id; what is secret in them is
/// masked. Throws `Error` (refused): there is no M-9.
MK_API Outgoing show(const Context& context, LetterId id);
MK_API std::vector<Outgoing> list(const Context& context, std::optional<State> state);

/// How many letters are in each state.
MK_API Counts counts(const Context& context);

/// What a letter looks like before anyone gets it.
struct Sample {
  std::string subject;
  std::string body;
  std::string html;
};

/// The letter about `event`; tags that `words` lacks are shown as "[tag]".
/// Throws `Error`: refused (no such letter, naming those there are), data (a template with a
/// fault).
MK_API Sample preview(const Context& context, const std::string& event, const Words& words);

/// What should hold of the outbox and does not.
MK_API std::vector<Message> breaches(store::Database& db);

}  // namespace mk::mail
