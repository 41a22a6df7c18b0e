#pragma once

#include "lib/base/export.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace mk {

/// The open `file`; "-" is stdin. Throws `Error`: missing (also for a folder), permission.
int open_to_read(const std::string& file);

/// The bytes of `file`; "-" is stdin. Throws `Error`: missing (also for a folder), permission, data
/// (larger than `most` bytes).
MK_API std::string read_file(const std::string& file, std::size_t most = 256UL << 20U);

/// Writes `text` to `file`, whole or not at all. Throws `Error`: output, storage.
MK_API void write_file(const std::string& file, const std::string& text);

/// A file that is written in parts and gets its name at the end, or never.
class MK_API Draft {
 public:
  /// Throws `Error`: output.
  explicit Draft(std::string file);
  ~Draft();
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  /// Adds `text`. Throws `Error`: storage.
  void add(std::string_view text);
  /// Puts the file in its place. Throws `Error`: output, storage.
  void keep();

 private:
  [[noreturn]] void fail(int why) const;

  std::string file_;
  std::string draft_;
  int number_;
};

}  // namespace mk
