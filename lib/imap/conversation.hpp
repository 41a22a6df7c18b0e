#pragma once

#include "lib/imap/imap.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace mk::imap {

/// One untagged answer of the server.
struct Answer {
  std::string line;                   ///< Without its literals and line ends.
  std::vector<std::string> literals;  ///< What it gave as so many bytes, in order.
};

/// A server that we are logged in to.
class Conversation {
 public:
  /// Connects and logs in. Throws `Error` (network).
  explicit Conversation(const Server& server);
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;
  ~Conversation();

  /// Says `command` and gives what the server answers before it says OK. Throws `Error` (network):
  /// it says anything else, nothing for a minute, or more than a mailbox can have to say.
  std::vector<Answer> say(const std::string& command);

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Wire;

  void send(std::string_view text, Moment until);
  void hear(Moment until);
  std::string line(Moment until);
  std::string bytes(std::size_t count, Moment until);
  Answer answer(Moment until);
  void wait(bool to_send, Moment until);

  std::unique_ptr<Wire> wire_;
  std::string heard_;  ///< What came and is not read yet, from `at_` on.
  std::size_t at_ = 0;
  std::size_t taken_ = 0;  ///< Bytes of the answers to this command.
  int commands_ = 0;
};

}  // namespace mk::imap
