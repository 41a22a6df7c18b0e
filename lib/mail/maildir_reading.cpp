#include "lib/mail/maildir_reading.hpp"

#include "lib/base/error.hpp"
#include "lib/mail/delivery_report.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <optional>
#include <vector>

namespace mk::mail {

namespace {

namespace fs = std::filesystem;

/// Headers are looked for in so much of a message before all of it is read.
constexpr std::size_t head_size = 64UL << 10U;

[[noreturn]] void fail(const std::string& file, int reason) {
  const bool closed = reason == EACCES || reason == EPERM;
  throw Error{closed ? Exit::permission : Exit::storage,
              msg("{} cannot be read: {}", file, std::strerror(reason))};
}

/// The names of the messages in `folder`, in order.
std::vector<std::string> names_in(const std::string& folder) {
  std::error_code fault;
  std::vector<std::string> names;
  for (fs::directory_iterator it{folder, fault}, end; !fault && it != end; it.increment(fault)) {
    auto name = it->path().filename().string();
    if (!name.starts_with('.')) names.push_back(std::move(name));
  }
  if (fault == std::errc::no_such_file_or_directory || fault == std::errc::not_a_directory)
    throw Error{Exit::config, msg("{} is not there: the key bounces.folder names no Maildir, which "
                                  "has the folders new and cur",
                                  folder)};
  if (fault) fail(folder, fault.value());
  std::ranges::sort(names);
  return names;
}

/// Reads up to `most` bytes more of `file` into `text`.
void read_more(int file, std::string& text, std::size_t most) {
  const auto had = text.size();
  text.resize(had + most);
  std::size_t got = 0;
  while (got < most) {
    const auto count = ::read(file, text.data() + had + got, most - got);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    got += static_cast<std::size_t>(count);
  }
  text.resize(had + got);
}

/// What begins the message in `path`, if it may be a report; nothing also when it is gone, or no
/// plain file.
std::optional<std::string> report_in(const std::string& path) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the system's own interface.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0 && (errno == ENOENT || errno == ELOOP)) return std::nullopt;
  if (file < 0) fail(path, errno);
  std::string text;
  struct stat about {};
  if (::fstat(file, &about) == 0 && S_ISREG(about.st_mode)) {
    read_more(file, text, head_size);
    if (text.size() == head_size && may_be_report(text))
      read_more(file, text, enough_of_a_message - head_size);
  }
  ::close(file);
  if (!may_be_report(text)) return std::nullopt;
  return text;
}

/// The name of a message in `cur` once it is seen: flags are letters in order after ":2,".
std::string seen(const std::string& name) {
  const auto mark = name.rfind(":2,");
  if (mark == std::string::npos) return name.substr(0, name.find(':')) + ":2,S";
  auto flags = name.substr(mark + 3);
  if (flags.find('S') != std::string::npos) return name;
  flags.insert(std::ranges::upper_bound(flags, 'S'), 'S');
  return name.substr(0, mark + 3) + flags;
}

}  // namespace

void read_maildir(const std::string& folder, const Take& take) {
  std::exception_ptr first;
  const auto cur = folder + "/cur/";
  for (const auto& inside : {folder + "/new/", cur})
    for (const auto& name : names_in(inside)) {
      try {
        const auto report = report_in(inside + name);
        if (!report || !take(*report)) continue;
        const auto from = inside + name;
        const auto to = cur + seen(name);
        if (from != to &&
            ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0 &&
            errno != ENOENT && errno != EEXIST)
          fail(from, errno);
      } catch (const Error&) {
        if (!first) first = std::current_exception();
      }
    }
  if (first) std::rethrow_exception(first);
}

}  // namespace mk::mail
