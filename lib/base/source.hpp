#pragma once

#include "lib/base/export.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mk {

/// Bytes read piece by piece, twice if need be, so that no file is too long for the memory. What
/// can be read only once, such as stdin, is put by in a temporary file without a name.
class MK_API Source {
 public:
  /// `file`, or stdin when it is "-". Throws `Error`: missing (also for a folder), permission.
  explicit Source(const std::string& file);
  /// Bytes that are in memory already.
  static Source of(std::string bytes);
  Source(Source&& other) noexcept;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  Source& operator=(Source&&) = delete;
  ~Source();

  /// The next bytes, which live until the next call; none at the end. Throws `Error`: data (longer
  /// than `most`), storage.
  std::string_view piece();

  /// Back to the first byte.
  void rewind();

  /// How many bytes were given since the beginning, and how many there are as far as is known.
  std::uint64_t done() const { return done_; }
  std::uint64_t size() const { return size_; }

  /// The longest file that is read, in bytes (default of ours).
  static constexpr std::uint64_t most = std::uint64_t{1} << 30U;

 private:
  Source() = default;
  std::string_view from_memory();
  std::size_t from_file();
  void put_by(std::string_view bytes);

  std::string name_;
  std::string buffer_;
  int file_ = -1;
  int spool_ = -1;  ///< Where a stream is put by, while it is read for the first time.
  bool memory_ = false;
  bool stream_ = false;
  std::uint64_t done_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace mk
