#pragma once

#include "lib/base/export.hpp"

#include <string>

/// What is to be known of a server before anyone logs in to it.
namespace mk {

/// Whether `host`, as a URL names it, is this machine: what is said to it travels over no network.
MK_API bool is_this_machine(const std::string& host);

/// The password in the first line of `file`, which nobody but its owner can read; without a `file`
/// that of the credential `name` which systemd handed over to this service, or "". Who knows a
/// password leaves no core from then on. Throws `Error` (config).
MK_API std::string password(const std::string& file, const std::string& name);

}  // namespace mk
