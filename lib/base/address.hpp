#pragma once

#include "lib/base/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mk {

/// Why `text` is not one e-mail address that letters may go to, or nothing when it is: the one
/// check for the register, the account and the outbox. ASCII only; no quotes, brackets, lists or
/// comments; a name of at most 64 characters before the @, labels of at most 63 after it and at
/// least two of them, 254 together (RFC 5321).
MK_API std::optional<Message> why_not_address(std::string_view text);

/// The same for whom letters come from: one at localhost may, for trials on a machine alone.
MK_API std::optional<Message> why_not_sender(const std::string& address);

/// A mailbox as a header names it.
struct Mailbox {
  std::string name;  ///< May be empty.
  std::string address;
};

/// The mailbox that `text` spells: "Office <mk@city.example>" or a bare address.
MK_API Mailbox mailbox(const std::string& text);

}  // namespace mk
