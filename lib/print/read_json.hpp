#pragma once

#include "lib/base/export.hpp"
#include "lib/print/value.hpp"

#include <cstddef>
#include <string_view>

namespace mk::print {

/// The deepest brackets of a JSON document that somebody hands in, and the most values unless the
/// caller expects more.
inline constexpr std::size_t deepest_json = 16;
inline constexpr std::size_t most_json_values = 200'000;

/// What the JSON document `text` says: an object is a thing whose fields have keys and no titles, a
/// number is whole or a double. Throws `Error` (data) with the line: it is no JSON, a key stands in
/// an object twice, it is deeper than the limit above, or it has more than `most_values`.
MK_API Value read_json(std::string_view text, std::size_t most_values = most_json_values);

}  // namespace mk::print
