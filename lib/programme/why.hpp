#pragma once

#include "lib/print/value.hpp"
#include "lib/store/context.hpp"

#include <string>

namespace mk::programme {

/// What led to the state of the thing that `id` names: a post, a match or a letter. With `plain`,
/// for a person, who gets a line where a program gets an object. Throws `Error`: refused (there is
/// none), usage (no id, or of a kind that is not explained).
MK_API print::Thing why(const Context& context, const std::string& id, bool plain);

}  // namespace mk::programme
