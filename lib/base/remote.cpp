#include "lib/base/remote.hpp"

#include "lib/base/environment.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"

#include <arpa/inet.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace mk {

namespace {

/// No image of the memory, when the program dies or when anyone asks for one.
void leave_no_core() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the system's own interface.
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

std::string first_line(const std::string& file) {
  leave_no_core();
  constexpr std::size_t most = 4096;
  const auto text = read_file(file, most);
  return text.substr(0, text.find_first_of("\r\n"));
}

std::string password_in(const std::string& file) {
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0)
    throw Error{Exit::config,
                msg("the password file {} cannot be read: {}", file, std::strerror(errno))};
  if (!S_ISREG(about.st_mode))
    throw Error{Exit::config, msg("the password file {} is no file to read", file)};
  if ((about.st_mode & (S_IRGRP | S_IROTH)) != 0)
    throw Error{Exit::config,
                msg("others can read the password in {}; close it: chmod 600 {}", file, file)};
  return first_line(file);
}

std::string password_of_service(const std::string& name) {
  const auto folder = environment("CREDENTIALS_DIRECTORY");
  const auto file = std::filesystem::path{folder} / name;
  std::error_code ignored;
  if (folder.empty() || !std::filesystem::exists(file, ignored)) return {};
  return first_line(file.string());  // Its access list shows as rights of a group.
}

}  // namespace

bool is_this_machine(const std::string& host) {
  in_addr address{};  // A name may begin with 127. too, and belong to anybody.
  const bool is_address = inet_pton(AF_INET, host.c_str(), &address) == 1;
  return host == "localhost" || host == "[::1]" || host == "::1" ||
         (is_address && host.starts_with("127."));
}

std::string password(const std::string& file, const std::string& name) {
  return file.empty() ? password_of_service(name) : password_in(file);
}

}  // namespace mk
