#pragma once

#include "lib/base/address.hpp"
#include "lib/config/settings.hpp"
#include "lib/mail/mail.hpp"

namespace mk::mail {

/// A try that goes wrong is repeated after this long, then after twice as long, and so on …
constexpr std::chrono::minutes first_wait{5};
/// … but at least this often (defaults of ours) …
constexpr std::chrono::hours longest_wait{4};
/// … until this long after the first try, as mail servers do (RFC 5321, 4.5.4.1, published).
constexpr std::chrono::days patience{5};

/// How long a run has the letters that it took, before another may take them (default of ours).
constexpr std::chrono::minutes lease{10};

/// No run has letters for longer: what says so was taken by a clock that was ahead.
constexpr std::chrono::days longest_lease{1};

/// How many letters a run takes at once.
constexpr std::int64_t batch = 100;

/// A letter that as many runs had and never came back from is held (default of ours).
constexpr std::int64_t most_crashes = 3;

/// A connection that is lost as often in a row gets no more letters in this run (default of ours).
constexpr int most_lost = 3;

/// When a letter that was tried `attempts` times is tried again.
Instant next_try(std::int64_t attempts, Instant now);

/// Whether a letter first tried at `first` is given up when a try goes wrong at `now`.
bool is_given_up(Instant first, Instant now);

/// Why `letter` may not be put first in the queue, or nothing when it may.
std::optional<Message> why_not_retry(const Outgoing& letter, Instant now);

/// Why `letter` may not be cancelled, or nothing when it may.
std::optional<Message> why_not_cancel(const Outgoing& letter, Instant now);

/// What stands where a secret stood.
constexpr const char* mask = "********";

/// `text` with `secret` masked wherever it stands.
std::string with_mask(std::string text, const std::string& secret);

/// Whom letters come from: the key `from`, named as the programme unless it names itself. Without
/// one it is mk@localhost.
MK_API Mailbox sender_of(const Settings& settings);

/// "city.example" of "mk@city.example".
MK_API std::string domain_of(const std::string& address);

}  // namespace mk::mail
