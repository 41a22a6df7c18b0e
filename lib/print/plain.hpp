#pragma once

#include "lib/print/value.hpp"

#include <string>

namespace mk::print {

/// `value` as a person reads it in a cell.
std::string plain(const Value& value);

/// `value` as a program reads it in a cell of CSV: codes, grosze, UTC.
std::string cell(const Value& value);

/// `text` with what could deceive a reader or a terminal made visible: `<U+202E>`.
std::string harmless(const std::string& text);
/// The same for a text of many lines, whose line ends stay.
std::string harmless_lines(const std::string& text);

/// A JSON document with the same characters as `\u202e`.
std::string escaped_for_json(const std::string& json);

}  // namespace mk::print
