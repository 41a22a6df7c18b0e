#pragma once

#include "lib/base/id.hpp"
#include "lib/base/message.hpp"
#include "lib/base/time.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mk::mail {

/// What fills a tag of a letter: a sentence or a list of them, spoken in the letter's language.
/// An empty sentence and an empty list leave out the section of that tag.
using Value = std::variant<Message, std::vector<Message>>;

/// The tags of a template and what fills them.
using Words = std::map<std::string, Value>;

/// A letter to one person, before it is put in that person's language.
struct Letter {
  std::string to;     ///< One address.
  std::string event;  ///< Names the template, such as "activation".
  /// Which time of it: once per (to, event, occurrence), ever. It names the facility where others
  /// have the same time: two may have the same address, one after the other.
  std::string occurrence;
  std::optional<FacilityId> facility;  ///< About whom; withdrawing it cancels the letter.
  Words words;                         ///< The tags of the template.
  std::string secret =
      {};  ///< A link or code among the words, masked wherever the letter is shown.
  std::string calendar = {};  ///< An .ics file to attach, or empty.
};

enum class State { queued, sending, sent, failed, held, cancelled };

/// Takes the name of a state that a person typed. Throws `Error` (usage).
MK_API void read(const std::string& text, State& state);

/// "queued", as it is kept and as programs see it.
MK_API const char* code(State state);

/// A letter of the outbox, fixed when it was queued.
struct Outgoing {
  LetterId id;
  State state = State::queued;
  std::string to;
  std::string event;
  std::string occurrence;
  std::optional<FacilityId> facility;
  std::string subject;     ///< One line.
  std::string body;        ///< Lines that end in LF.
  std::string html;        ///< The same as a page, or empty: a letter of text alone.
  std::string message_id;  ///< With its angle brackets.
  std::string calendar;
  std::string language;
  std::optional<std::string> secret;  ///< What to mask in both; "" when it is blanked there.
  Instant queued_at;
  Instant due_at;  ///< Not tried before.
  std::int64_t attempts = 0;
  std::int64_t crashes = 0;  ///< Runs that began to send it and never came back.
  std::optional<Instant> first_tried_at;
  std::optional<Instant> leased_until;
  std::optional<Instant> sent_at;
  std::string last_error;
};

/// How many letters are in each state.
struct Counts {
  std::int64_t queued = 0;
  std::int64_t sending = 0;
  std::int64_t sent = 0;
  std::int64_t failed = 0;
  std::int64_t held = 0;
  std::int64_t cancelled = 0;
};

}  // namespace mk::mail
