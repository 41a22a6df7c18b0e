#pragma once

#include "lib/register/columns.hpp"
#include "lib/register/listing.hpp"

#include <string>
#include <string_view>

/// What holds of every cell that is taken, whatever it came from.
namespace mk::fuzz {

/// What is kept of `column`, as an export writes it.
std::string kept(registry::Column column, const registry::Listing& it);

/// Holds `cell` to what is kept: one clean line in NFC that no terminal and no spreadsheet stumbles
/// over.
void is_harmless(const std::string& cell);

/// Holds a refusal to what the manual tells.
void is_known(const std::string& reason, std::string_view column, const Message& message);

}  // namespace mk::fuzz
