#pragma once

#include "lib/base/export.hpp"

#include <string>

/// Files as offices send them, put into UTF-8.
namespace mk::encoding {

struct Decoded {
  std::string text;  ///< UTF-8 without a byte order mark. See `decode` for stray bytes.
  std::string
      name;  ///< What it was: "UTF-8", "Windows-1250", "ISO-8859-2", "UTF-16LE" or "UTF-16BE".
};

/// `bytes` as text. Without `wanted` the bytes tell: a byte order mark, UTF-8, UTF-16, else
/// Windows-1250 or ISO-8859-2 by the Polish letters they spell differently. Where a file is UTF-8
/// but for a few bytes, those stay as they are, so that the rows around them can be taken. Throws
/// `Error`: data with reason "encoding" when the bytes do not decide, are none of these or
/// contradict `wanted`; usage when `wanted` is no encoding known here.
MK_API Decoded decode(std::string bytes, const std::string& wanted = {});

}  // namespace mk::encoding
