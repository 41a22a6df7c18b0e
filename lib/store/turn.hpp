#pragma once

#include "lib/base/export.hpp"

#include <string>

namespace mk::store {

/// Takes the turn of the calendar on the database `file`, for as long as this process lives: it
/// ends with it, however that ends. False when another process has it. It stands in the way of
/// nobody else. Throws `Error`: permission (it may not be written), storage (it bears no
/// locks).
MK_API bool take_turn(const std::string& file);

}  // namespace mk::store
