#include "lib/mail/maildir.hpp"

#include "lib/base/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace mk::mail {

namespace {

constexpr mode_t only_ours = 0700;
constexpr mode_t letter_mode = 0600;

[[noreturn]] void fail(const std::string& file) {
  throw Error{Exit::storage, msg("{} cannot be written: {}", file, std::strerror(errno))};
}

/// An open file, closed at the end.
class File {
 public:
  File(std::string name, int flags) : name_{std::move(name)}, file_{open(flags)} {}
  ~File() {
    if (file_ >= 0) ::close(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  void write(std::string_view text) const {
    while (!text.empty()) {
      const auto written = ::write(file_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(name_);
      text.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  void sync() const {
    if (::fsync(file_) != 0) fail(name_);
  }

 private:
  int open(int flags) const {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the system's own interface.
    const int file = ::open(name_.c_str(), flags | O_CLOEXEC, letter_mode);
    if (file < 0) fail(name_);
    return file;
  }

  std::string name_;
  int file_;
};

void need_folder(const std::string& folder) {
  if (::mkdir(folder.c_str(), only_ours) == 0) {
    ::chmod(folder.c_str(), only_ours);  // Whatever the umask.
    return;
  }
  const auto reason = errno;
  if (reason == EEXIST && std::filesystem::is_directory(folder)) return;
  throw Error{reason == EACCES || reason == EPERM ? Exit::permission : Exit::output,
              msg("the mail folder {} cannot be made: {}", folder, std::strerror(reason))};
}

}  // namespace

Maildir::Maildir(std::string folder) : folder_{std::move(folder)} {
  while (folder_.size() > 1 && folder_.ends_with('/')) folder_.pop_back();
  need_folder(folder_);
  for (const auto* const inside : {"/tmp", "/new", "/cur"}) need_folder(folder_ + inside);
}

void Maildir::put(const std::string& name, const std::string& message) const {
  const auto begun =
      folder_ + "/tmp/" + name + ".eml";  // What a run that died began is written anew.
  const auto there = folder_ + "/new/" + name + ".eml";
  try {
    const File file{begun, O_WRONLY | O_CREAT | O_TRUNC};
    file.write(message);
    file.sync();
    if (std::rename(begun.c_str(), there.c_str()) != 0) fail(there);
  } catch (const Error&) {
    ::unlink(begun.c_str());
    throw;
  }
  const File folder{folder_ + "/new", O_RDONLY | O_DIRECTORY};
  folder.sync();
}

}  // namespace mk::mail
