#include "lib/base/file.hpp"

#include "lib/base/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace mk {

namespace {

/// An open file that closes itself.
class Opened {
 public:
  explicit Opened(int number) : number_{number} {}
  ~Opened() {
    if (number_ > 2) close(number_);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

void refuse_folder(int opened, const std::string& file) {
  struct stat status {};
  if (fstat(opened, &status) != 0 || !S_ISDIR(status.st_mode)) return;
  if (opened > STDERR_FILENO) close(opened);
  throw Error{Exit::missing, msg("{} is a folder, not a file", file)};
}

}  // namespace

int open_to_read(const std::string& file) {
  if (file == "-") return 0;
  const int opened = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0 && errno == EACCES)
    throw Error{Exit::permission, msg("you may not read {}", file)};
  if (opened < 0) throw Error{Exit::missing, msg("there is no file {}", file)};
  refuse_folder(opened, file);
  return opened;
}

std::string read_file(const std::string& file, std::size_t most) {
  const Opened opened{open_to_read(file)};
  std::string text;
  std::array<char, 1U << 16U> buffer{};
  while (true) {
    const auto got = read(opened.number(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw Error{Exit::storage, msg("{} cannot be read: {}", file, std::strerror(errno))};
    if (got == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > most)
      throw Error{Exit::data, msg("{} is larger than {} MiB", file, most >> 20U), "field_too_long",
                  0};
  }
}

namespace {

/// `file`, which is to be written; a folder cannot take its place.
std::string to_write(std::string file) {
  struct stat status {};
  if (stat(file.c_str(), &status) == 0 && S_ISDIR(status.st_mode))
    throw Error{Exit::output, msg("{} is a folder, not a file", file)};
  return file;
}

}  // namespace

Draft::Draft(std::string file)
    : file_{to_write(std::move(file))},
      draft_{file_ + ".new-" + std::to_string(getpid())},
      number_{open(draft_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666)} {
  if (number_ < 0)
    throw Error{Exit::output, msg("{} cannot be made: {}", file_, std::strerror(errno))};
}

Draft::~Draft() {
  close(number_);
  if (!draft_.empty()) unlink(draft_.c_str());
}

void Draft::fail(int why) const {
  throw Error{Exit::storage, msg("{} cannot be written: {}", file_, std::strerror(why))};
}

void Draft::add(std::string_view text) {
  while (!text.empty()) {
    const auto put = write(number_, text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) fail(errno);
    text.remove_prefix(static_cast<std::size_t>(put));
  }
}

void Draft::keep() {
  if (fsync(number_) != 0 && errno != EINVAL) fail(errno);
  if (rename(draft_.c_str(), file_.c_str()) != 0)
    throw Error{Exit::output, msg("{} cannot be made: {}", file_, std::strerror(errno))};
  draft_.clear();
}

void write_file(const std::string& file, const std::string& text) {
  Draft draft{file};
  draft.add(text);
  draft.keep();
}

}  // namespace mk
