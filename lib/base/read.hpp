#pragma once

#include "lib/base/error.hpp"

#include <charconv>
#include <cstdint>
#include <string>

namespace mk {

/// Takes text that a person typed, as it is. Each other type brings a `read` of its own.
inline void read(const std::string& text, std::string& value) { value = text; }

/// Takes a whole number that a person typed. Throws `Error` (usage).
inline void read(const std::string& text, std::int64_t& value) {
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end)
    throw Error{Exit::usage, msg("“{}” is not a whole number", text)};
}

}  // namespace mk
