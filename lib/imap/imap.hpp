#pragma once

#include "lib/config/settings.hpp"

#include <functional>
#include <string>

/// The way to a mailbox on another machine (RFC 3501). Knows libcurl, which logs in; from then on
/// it speaks for itself, as libcurl would mark as read whatever it fetches.
namespace mk::imap {

/// Where a mailbox is and who reads it.
struct Server {
  std::string url;      ///< "imaps://mail.city.example" or "imap://…".
  std::string mailbox;  ///< As the server spells it.
  std::string user;
  std::string password;
  std::string ca_file;    ///< Empty: the certificates that the system trusts.
  bool encrypted = true;  ///< TLS 1.2 or newer and a certificate that holds, or nobody logs in.
};

/// The mailbox that `[bounces]` of `settings` names. On this machine `imap://` goes without TLS.
/// Throws `Error` (config): no such URL, a mailbox that cannot be spelled, a password file that
/// others can read, a password that would travel in the clear.
Server server(const Settings& settings);

/// What a reader is asked about messages.
struct Reading {
  /// Whether the message with this Message-ID was dealt with before.
  std::function<bool(const std::string& id)> known;
  /// Takes in a message, the beginning of it, and tells whether it is dealt with.
  std::function<bool(const std::string& message)> take;
};

/// Offers `reading` each message that may be a delivery report. What is dealt with gets the flag
/// \Seen; of everything else no flag changes. Throws `Error` (network): the server cannot be
/// reached, does not prove who it is, refuses us or speaks nonsense; and the first that `take`
/// threw, once the rest is read.
void read(const Server& server, const Reading& reading);

}  // namespace mk::imap
