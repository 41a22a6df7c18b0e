#pragma once

#include "lib/config/settings.hpp"
#include "lib/mail/deliver.hpp"

#include <chrono>
#include <memory>
#include <string>

/// The way to the mail server. The only room that knows libcurl.
namespace mk::smtp {

/// How long we wait for a server.
struct Patience {
  std::chrono::milliseconds connect{30'000};  ///< Until it is reached and, with TLS, encrypted.
  std::chrono::seconds step{60};              ///< For each of its answers.
  std::chrono::milliseconds letter{300'000};  ///< For a letter as a whole.
};

/// Where letters go and as whom.
struct Server {
  std::string url;     ///< "smtp://relay:587/NAME" or "smtps://relay/NAME"; NAME is how we greet.
  std::string from;    ///< The bare address.
  std::string user{};  ///< Empty: nobody logs in.
  std::string password{};
  bool encrypted = true;  ///< TLS 1.2 or newer and a certificate that holds, or nothing is sent.
  std::string ca_file{};  ///< Whom to trust for it; empty: whom the system trusts.
  Patience patience{};
};

/// The server that `settings` names. TLS is for every server but one on this machine, and for that
/// too when the key `tls` says "required". The password comes from `password_file`, else from the
/// credential `relay-password` that systemd handed over; from then on the process leaves no core.
/// Throws `Error` (config): no `url` or `from`, one that is none, a password file that others can
/// read, a password that would travel in the clear.
Server server(const Settings& settings);

struct Wire;

/// A connection, kept open from letter to letter; made with the first. For one thread at a time.
class Connection {
 public:
  explicit Connection(Server server);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Sends `message` to one recipient and tells what the server made of it: a refusal before the
  /// recipient is named concerns every letter, one after it this letter alone. Nothing is sent to
  /// what is no address, for libcurl passes on whatever stands in it.
  mail::Answer send(const std::string& to, const std::string& message);

 private:
  Server server_;
  std::unique_ptr<Wire> wire_;
};

}  // namespace mk::smtp
