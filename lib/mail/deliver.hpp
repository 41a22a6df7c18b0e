#pragma once

#include "lib/mail/mail.hpp"
#include "lib/store/context.hpp"

#include <functional>

namespace mk::mail {

/// What became of a letter that was handed over.
struct Answer {
  enum class Kind {
    taken,     ///< It went.
    later,     ///< Not now: this letter waits and is tried again.
    never,     ///< This letter will not be taken: it is given up.
    no_server  ///< Nobody is there, or takes anything from us: no letter is to blame.
  };
  Kind kind = Kind::taken;
  std::string why;  ///< What the server said, or what went wrong.
};

/// Hands a letter over to who carries it.
using HandOver = std::function<Answer(const Outgoing&)>;
/// What time it is: a run that takes long must not keep letters longer than it said.
using Clock = std::function<Instant()>;

/// A letter that did not go, and why.
struct Trouble {
  LetterId id;
  std::string to;
  std::string why;
};

/// What one run did.
struct Delivered {
  std::int64_t sent = 0;
  std::vector<Trouble> postponed;
  std::vector<Trouble> failed;
  std::string no_server;  ///< Why the run ended early, or empty.

  std::int64_t tried() const {
    return sent + static_cast<std::int64_t>(postponed.size() + failed.size());
  }
};

/// Hands over up to `limit` letters that are due, the ones that wait longest first. Each is taken
/// with a lease, so that two runs at once never have the same; a letter counts as sent only after
/// it was handed over. One bad letter stops no other; a missing server ends the run.
MK_API Delivered deliver(const Context& context, const HandOver& hand_over, const Clock& clock,
                         std::int64_t limit);

}  // namespace mk::mail
