#pragma once

#include <string>
#include <string_view>

namespace mk::mime {

/// `text` as the value of a header whose name is so many characters long: as it is, when it is
/// short and ASCII, else as encoded words of RFC 2047, a line each: at most 75 characters, lines of
/// at most 76, no character cut in two. Lines end in LF.
std::string header_words(std::size_t name, std::string_view text);

}  // namespace mk::mime
