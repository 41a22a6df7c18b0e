#pragma once

#include "lib/config/settings.hpp"
#include "lib/mail/deliver.hpp"

#include <memory>
#include <string>

/// The way to the mail server. The only room that knows libcurl.
namespace mk::smtp {

/// Where letters go and as whom.
struct Server {
  std::string url;   ///< "smtp://relay:587" or "smtps://relay".
  std::string from;  ///< The bare address.
  std::string user;  ///< Empty: nobody logs in.
  std::string password;
  bool encrypted = true;  ///< TLS 1.2 or newer and a certificate that holds, or nothing is sent.
};

/// The server that `settings` names. A server on this machine is spoken to without TLS.
/// Throws `Error` (config): no `url` or `from`, a password file that others can read, a password
/// that would travel in the clear.
Server server(const Settings& settings);

struct Wire;

/// A connection, kept open from letter to letter.
class Connection {
 public:
  explicit Connection(Server server);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Sends `message` to one recipient and tells what the server made of it: a refusal before the
  /// recipient is named concerns every letter, one after it this letter alone.
  mail::Answer send(const std::string& to, const std::string& message);

 private:
  Server server_;
  std::unique_ptr<Wire> wire_;
};

}  // namespace mk::smtp
