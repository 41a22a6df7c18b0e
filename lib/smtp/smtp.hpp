#pragma once

#include "lib/mail/deliver.hpp"
#include "lib/mail/relay.hpp"

#include <chrono>
#include <memory>
#include <string>

/// The way to the mail server, by libcurl.
namespace mk::smtp {

/// How long we wait for a server.
struct Patience {
  std::chrono::milliseconds connect{30'000};  ///< Until it is reached and, with TLS, encrypted.
  std::chrono::seconds step{60};              ///< For each of its answers.
  std::chrono::milliseconds letter{300'000};  ///< For a letter as a whole.
};

struct Wire;

/// A connection, kept open from letter to letter; made with the first. For one thread at a time.
class Connection {
 public:
  explicit Connection(mail::Relay relay, Patience patience = {});
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Sends `message` to one recipient and tells what the server made of it: a refusal before the
  /// recipient is named concerns every letter, one after it this letter alone. Nothing is sent to
  /// what is no address, for libcurl passes on whatever stands in it.
  mail::Answer send(const std::string& to, const std::string& message);

 private:
  mail::Relay relay_;
  Patience patience_;
  std::unique_ptr<Wire> wire_;
};

}  // namespace mk::smtp
