#pragma once

#include "lib/config/settings.hpp"
#include "lib/mail/mail.hpp"

#include <string>

/// Letters as mail servers want them. The only room that knows GMime.
namespace mk::mime {

/// `letter` as a message of RFC 5322: CRLF, ASCII, lines of at most 76 characters; its text and
/// its page as alternatives in quoted-printable UTF-8, its calendar as an attachment. The same
/// letter is always the same bytes.
std::string message(const mail::Outgoing& letter, const Settings& settings);

}  // namespace mk::mime
