#pragma once

#include "lib/base/message.hpp"

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <utility>

namespace mk {

/// What a program tells the shell; mk(1) documents these and no others exist.
enum class Exit {
  ok = 0,
  refused = 1,      ///< A rule or the thing's state forbids it, or there is no such thing.
  partial = 2,      ///< Some rows of a file were refused.
  usage = 64,       ///< The command line makes no sense.
  data = 65,        ///< A file is refused as a whole.
  missing = 66,     ///< An input file or the database is not there.
  network = 69,     ///< The mail server cannot be reached, or refuses us.
  bug = 70,         ///< A fault of ours.
  output = 73,      ///< An output file cannot be created.
  storage = 74,     ///< Disk full, I/O error, a foreign, damaged, newer or older database.
  busy = 75,        ///< Another process holds the database; try again.
  permission = 77,  ///< The system or the role does not allow it.
  config = 78,      ///< The configuration is wrong, or shows a secret to others.
};

/// Ends the command. `main` alone says the message and exits with the code.
class MK_API Error : public std::runtime_error {
 public:
  Error(Exit exit, Message message)
      : std::runtime_error{in_english(message)}, exit_{exit}, message_{std::move(message)} {}

  /// A file refused as a whole: `reason` is a code of the contract, `line` the physical line or 0.
  Error(Exit exit, Message message, std::string reason, std::size_t line)
      : std::runtime_error{in_english(message)},
        exit_{exit},
        message_{std::move(message)},
        reason_{std::move(reason)},
        line_{line} {}

  Exit exit() const { return exit_; }
  const Message& message() const { return message_; }
  const std::string& reason() const { return reason_; }
  std::size_t line() const { return line_; }

 private:
  Exit exit_;
  Message message_;
  std::string reason_;
  std::size_t line_ = 0;
};

/// Ends the command with "refused" when a rule gave a reason to.
inline void refuse_if(std::optional<Message> reason) {
  if (reason) throw Error{Exit::refused, std::move(*reason)};
}

}  // namespace mk
