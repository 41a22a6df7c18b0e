#pragma once

#include "lib/config/settings.hpp"
#include "lib/mail/mail.hpp"

#include <string>

/// Letters as mail servers want them. The only room that knows GMime.
namespace mk::mime {

/// Writes the letters of one sender.
class Writer {
 public:
  explicit Writer(const Settings& settings);

  /// `letter` as a message of RFC 5322: CRLF, ASCII, lines of at most 76 characters; its text and
  /// its page as alternatives in quoted-printable UTF-8, its calendar as an attachment. The same
  /// letter is always the same bytes.
  std::string message(const mail::Outgoing& letter) const;

 private:
  std::string from_;      ///< The header, which is the same in every letter.
  std::string reply_to_;  ///< The same, or empty.
};

}  // namespace mk::mime
