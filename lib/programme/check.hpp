#pragma once

#include "lib/base/message.hpp"
#include "lib/store/context.hpp"

#include <vector>

namespace mk::programme {

/// What should hold of the whole database and does not: SQLite's own checks, the chain of the
/// change log, what each room promises, and the templates of letters. Empty when all is well.
MK_API std::vector<Message> check(const Context& context);

}  // namespace mk::programme
