#include "lib/store/turn.hpp"

#include "lib/base/error.hpp"

#include <fcntl.h>

#include <cerrno>
#include <cstring>

namespace mk::store {

namespace {

/// A byte behind any that SQLite locks or writes.
constexpr off_t turn_byte = off_t{1} << 60;

}  // namespace

bool take_turn(const std::string& file) {
  // Never closed by us: closing any handle of the file would end SQLite's own locks on it.
  const int handle = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
  if (handle < 0) throw Error{Exit::permission, msg("you may not write {}", file)};
  struct flock turn {};
  turn.l_type = F_WRLCK;
  turn.l_whence = SEEK_SET;
  turn.l_start = turn_byte;
  turn.l_len = 1;
  if (::fcntl(handle, F_OFD_SETLK, &turn) == 0) return true;
  if (errno == EAGAIN || errno == EACCES) return false;
  throw Error{Exit::storage, msg("{} cannot be locked: {}", file, std::strerror(errno))};
}

}  // namespace mk::store
