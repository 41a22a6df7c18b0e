#include "lib/base/remote.hpp"

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace mk {

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host.starts_with("127.") || host == "[::1]" || host == "::1";
}

std::string password_in(const std::string& file) {
  struct stat about {};
  if (::stat(file.c_str(), &about) != 0)
    throw Error{Exit::config,
                msg("the password file {} cannot be read: {}", file, std::strerror(errno))};
  if ((about.st_mode & (S_IRGRP | S_IROTH)) != 0)
    throw Error{Exit::config,
                msg("others can read the password in {}; close it: chmod 600 {}", file, file)};
  constexpr std::size_t most = 4096;
  auto password = read_file(file, most);
  return password.substr(0, password.find_first_of("\r\n"));
}

}  // namespace mk
