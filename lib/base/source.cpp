#include "lib/base/source.hpp"

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace mk {

namespace {

constexpr std::size_t piece_size = 256U << 10U;

/// An open file that has no name and is gone once it is closed.
int nameless_file() {
  std::FILE* const file = std::tmpfile();
  if (file == nullptr)
    throw Error{Exit::output, msg("no temporary file can be made: {}", std::strerror(errno))};
  const int number = dup(fileno(file));
  std::fclose(file);
  return number;
}

}  // namespace

Source::Source(const std::string& file) : name_{file}, file_{open_to_read(file)} {
  struct stat status {};
  const bool known = fstat(file_, &status) == 0 && S_ISREG(status.st_mode);
  stream_ = !known;
  if (known) size_ = static_cast<std::uint64_t>(status.st_size);
  if (stream_) spool_ = nameless_file();
  buffer_.resize(piece_size);
}

Source Source::of(std::string bytes) {
  Source source;
  source.memory_ = true;
  source.size_ = bytes.size();
  source.buffer_ = std::move(bytes);
  return source;
}

Source::Source(Source&& other) noexcept
    : name_{std::move(other.name_)},
      buffer_{std::move(other.buffer_)},
      file_{std::exchange(other.file_, -1)},
      spool_{std::exchange(other.spool_, -1)},
      memory_{other.memory_},
      stream_{other.stream_},
      done_{other.done_},
      size_{other.size_} {}

Source::~Source() {
  if (file_ > STDERR_FILENO) close(file_);
  if (spool_ >= 0) close(spool_);
}

std::string_view Source::from_memory() {
  const auto rest = std::string_view{buffer_}.substr(done_);
  done_ = buffer_.size();
  return rest;
}

std::size_t Source::from_file() {
  while (true) {
    const auto got = read(file_, buffer_.data(), buffer_.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR)
      throw Error{Exit::storage, msg("{} cannot be read: {}", name_, std::strerror(errno))};
  }
}

void Source::put_by(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto put = write(spool_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0)
      throw Error{Exit::storage,
                  msg("{} cannot be kept while it is read: {}", name_, std::strerror(errno))};
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
}

std::string_view Source::piece() {
  if (memory_) return from_memory();
  const std::string_view bytes{buffer_.data(), from_file()};
  done_ += bytes.size();
  if (done_ > most)
    throw Error{Exit::data, msg("the file is larger than {} MiB", most >> 20U), "field_too_long",
                0};
  if (spool_ >= 0) {
    put_by(bytes);
    size_ = done_;
  }
  return bytes;
}

void Source::rewind() {
  if (spool_ >= 0) {
    if (file_ > STDERR_FILENO) close(file_);
    file_ = std::exchange(spool_, -1);
  }
  if (!memory_ && lseek(file_, 0, SEEK_SET) != 0)
    throw Error{Exit::storage, msg("{} cannot be read: {}", name_, std::strerror(errno))};
  done_ = 0;
}

}  // namespace mk
