#pragma once

#include "lib/base/id.hpp"
#include "lib/base/message.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mk::mail {

/// What fills a tag of a letter: a sentence or a list of them, spoken in the letter's language.
using Value = std::variant<Message, std::vector<Message>>;

/// A letter to one person, before it is put in that person's language.
struct Letter {
  std::string to;          ///< One address.
  std::string event;       ///< Names the template, such as "activation".
  std::string occurrence;  ///< Which time of it: once per (to, event, occurrence), ever.
  std::optional<FacilityId> facility;  ///< About whom; withdrawing it cancels the letter.
  std::map<std::string, Value> words;  ///< The tags of the template.
  std::string secret = {};    ///< A link or code among the words, masked wherever the letter is shown.
  std::string calendar = {};  ///< An .ics file to attach, or empty.
};

}  // namespace mk::mail
