#pragma once

#include "lib/base/export.hpp"

#include <cstddef>
#include <string>

namespace mk {

/// The bytes of `file`; "-" is stdin. Throws `Error`: missing (also for a folder), permission, data
/// (larger than `most` bytes).
MK_API std::string read_file(const std::string& file, std::size_t most = 256UL << 20U);

/// Writes `text` to `file`, whole or not at all. Throws `Error`: output, storage.
MK_API void write_file(const std::string& file, const std::string& text);

}  // namespace mk
