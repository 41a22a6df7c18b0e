#pragma once

#include "lib/mail/mail.hpp"
#include "lib/store/context.hpp"

#include <functional>
#include <limits>

namespace mk::mail {

/// What became of a letter that was handed over.
struct Answer {
  enum class Kind {
    taken,     ///< It went.
    later,     ///< Not now: this letter waits and is tried again.
    never,     ///< This letter will not be taken: it is given up.
    not_now,   ///< As `later`, but said before the letter was named: the next may fare no better.
    lost,      ///< The server was lost before it heard of any letter: none is to blame.
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
  std::vector<Trouble> held;  ///< Those that crashed whoever sent them.
  std::string no_server;      ///< Why the run ended early, or empty.

  std::int64_t tried() const {
    return sent + static_cast<std::int64_t>(postponed.size() + failed.size());
  }
};

/// How much a run sends at most.
struct Bounds {
  std::int64_t letters = std::numeric_limits<std::int64_t>::max();
  std::int64_t a_minute = 0;  ///< Over all ways together; 0 is no bound.
  /// Whether the run is told to end: no letter is begun any more, and those under way are waited
  /// for, as an answer that nobody hears would send them twice.
  std::function<bool()> told_to_end = [] { return false; };
};

/// Hands over the letters that are due, the ones that wait longest first, by all of `ways` at the
/// same time; each way has one letter at a time, and is asked by one thread. A letter is taken with
/// a lease, so that two runs at once never have the same. It counts as sent only after it was
/// handed over, and that is committed before the same way gets another.
///
/// One bad letter stops no other. A way that is refused, or lost three times in a row, gets no more
/// letters, and a run without ways ends; the others begin once the first got an answer about a
/// letter, so that a wrong password is tried once. A letter that a run had and never came back from
/// goes last and alone, and is held after the third time: it crashes who sends it.
MK_API Delivered deliver(const Context& context, const std::vector<HandOver>& ways,
                         const Clock& clock, const Bounds& bounds = {});

}  // namespace mk::mail
