#pragma once

#include "lib/base/export.hpp"

#include <functional>
#include <string>

namespace mk::mail {

/// Takes in a message and tells whether it is dealt with, so that nobody else need look at it.
using Take = std::function<bool(const std::string& message)>;

/// Offers `take` each message of the Maildir `folder` that may be a delivery report, by name, the
/// first `enough_of_a_message` bytes of it. What is dealt with moves from `new` to `cur`, marked as
/// seen; everything else stays as it is. Messages that others move meanwhile are passed over.
/// Throws `Error`: config (no Maildir), permission, and the first that `take` threw, once the rest
/// is read.
MK_API void read_maildir(const std::string& folder, const Take& take);

}  // namespace mk::mail
