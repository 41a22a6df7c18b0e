#pragma once

#include "lib/facility/actions.hpp"

#include <string>

/// Values as people type them, made fit to be kept. Each throws `Error` (usage, or data for what
/// comes from a file) when a value cannot be.
namespace mk::facility {

/// One clean line; `what` names it, in English and marked.
std::string cleaned_line(const char* what, const std::string& text);

/// The same, but it must say something.
std::string needed_line(const char* what, const std::string& text);

std::string cleaned_address(const std::string& text);
std::string cleaned_phone(const std::string& text);

/// Why something is done; it must say something.
std::string cleaned_reason(const std::string& text);

/// The row of the register that `row` would be; its cells are held to the register's rules.
Listing cleaned(const ByHand& row, const std::string& city);

Application cleaned(const Application& application);

/// Every value that `changes` has, cleaned.
Changes cleaned(const Changes& changes);

}  // namespace mk::facility
