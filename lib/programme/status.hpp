#pragma once

#include "lib/print/value.hpp"
#include "lib/store/context.hpp"

namespace mk::programme {

/// What waits for the administrator, on one screen: the current term, a row for each kind of work
/// that waits with its first ids and where to look, and for each job how it last ended and when it
/// is due.
MK_API print::Thing status(const Context& context);

}  // namespace mk::programme
