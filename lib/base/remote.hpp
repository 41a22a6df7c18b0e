#pragma once

#include "lib/base/export.hpp"

#include <string>

/// What is to be known of a server before anyone logs in to it.
namespace mk {

/// Whether `host`, as a URL names it, is this machine: what is said to it travels over no network.
MK_API bool is_this_machine(const std::string& host);

/// The first line of `file`, which nobody but its owner can read. Throws `Error` (config).
/// A program that knows a password leaves no core from then on.
MK_API std::string password_in(const std::string& file);

/// The first line of the credential `name` that systemd handed over to this service, or "". No core
/// is left here either.
MK_API std::string password_of_service(const std::string& name);

}  // namespace mk
