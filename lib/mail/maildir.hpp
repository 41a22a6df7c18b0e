#pragma once

#include "lib/base/export.hpp"

#include <string>

namespace mk::mail {

/// A folder of letters as files that any mail program reads: `tmp`, `new` and `cur` inside it.
class MK_API Maildir {
 public:
  /// Makes what is missing of the folder, 0700; its parent must be there.
  /// Throws `Error`: output, permission.
  explicit Maildir(std::string folder);

  /// Writes `message` to `new/NAME.eml`, 0600; the file is there whole, also after a power cut, or
  /// not at all. A second time replaces the first. Throws `Error` (storage).
  void put(const std::string& name, const std::string& message) const;

 private:
  std::string folder_;
};

}  // namespace mk::mail
