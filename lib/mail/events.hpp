#pragma once

#include "lib/mail/mail.hpp"

#include <optional>
#include <string>
#include <vector>

/// What letters are about, and what each can tell.
namespace mk::mail {

/// One kind of letter.
struct Event {
  std::string name;
  std::vector<std::string> needed;  ///< Tags without which the letter would be of no use.
  std::vector<std::string> tags;    ///< All that it fills, the needed ones among them.
};

/// All of them, by name.
const std::vector<Event>& events();

/// The event of that name, or nothing.
const Event* event_of(const std::string& name);

/// What every letter fills besides: of the programme, and of a page alone.
const std::vector<std::string>& programme_tags();
const std::vector<std::string>& page_tags();

/// Why `letter` is not one that `events` tells of: its event is unknown, or its words are not the
/// event's tags. Nothing when they agree.
std::optional<Message> why_not_as_told(const Letter& letter);

}  // namespace mk::mail
