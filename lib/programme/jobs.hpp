#pragma once

#include "lib/print/value.hpp"
#include "lib/store/context.hpp"

namespace mk::programme {

/// A row for each job: when it last ran, how that ended, when it is due next, and what to do about
/// one that never ran or is overdue.
print::List jobs(const Context& context);

}  // namespace mk::programme
