#pragma once

#include <string>
#include <string_view>

namespace mk {

/// 64 hexadecimal digits of BLAKE2b: what two files are compared by.
std::string digest(std::string_view text);

/// 32 hexadecimal digits of BLAKE2b: what rows are found and compared by.
std::string short_digest(std::string_view text);

}  // namespace mk
