#include "lib/base/file.hpp"

#include "lib/base/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

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

int open_to_read(const std::string& file) {
  if (file == "-") return 0;
  const int opened = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0 && errno == EACCES)
    throw Error{Exit::permission, msg("you may not read {}", file)};
  if (opened < 0) throw Error{Exit::missing, msg("there is no file {}", file)};
  return opened;
}

void refuse_folder(int opened, const std::string& file) {
  struct stat status {};
  if (fstat(opened, &status) == 0 && S_ISDIR(status.st_mode))
    throw Error{Exit::missing, msg("{} is a folder, not a file", file)};
}

}  // namespace

std::string read_file(const std::string& file, std::size_t most) {
  const Opened opened{open_to_read(file)};
  refuse_folder(opened.number(), file);
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

void write_file(const std::string& file, const std::string& text) {
  const auto draft = file + ".new-" + std::to_string(getpid());
  const Opened opened{open(draft.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666)};
  if (opened.number() < 0)
    throw Error{Exit::output, msg("{} cannot be made: {}", file, std::strerror(errno))};
  std::size_t done = 0;
  while (done < text.size()) {
    const auto put = write(opened.number(), text.data() + done, text.size() - done);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) {
      const int why = errno;
      unlink(draft.c_str());
      throw Error{Exit::storage, msg("{} cannot be written: {}", file, std::strerror(why))};
    }
    done += static_cast<std::size_t>(put);
  }
  if (fsync(opened.number()) != 0 && errno != EINVAL) {
    unlink(draft.c_str());
    throw Error{Exit::storage, msg("{} cannot be written: {}", file, std::strerror(errno))};
  }
  if (rename(draft.c_str(), file.c_str()) != 0) {
    const int why = errno;
    unlink(draft.c_str());
    throw Error{Exit::output, msg("{} cannot be made: {}", file, std::strerror(why))};
  }
}

}  // namespace mk
