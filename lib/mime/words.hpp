#pragma once

#include <string>

namespace mk::mime {

/// `text`, one line, as the value of the header `name` is written: as it is when it is short plain
/// ASCII, else as encoded words (RFC 2047) of at most 75 characters that each hold whole
/// characters, folded into lines of at most 76. Its lines end in LF, also the last.
std::string header_value(const std::string& name, const std::string& text);

}  // namespace mk::mime
