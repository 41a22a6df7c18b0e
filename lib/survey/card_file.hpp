#pragma once

#include "lib/survey/survey.hpp"

#include <string>

namespace mk::survey {

/// The card in the TOML `file`, checked. Throws `Error`: missing, permission; data, naming
/// file:line:column and the reason.
MK_API Card read_card(const std::string& file);

/// Whether two cards ask the same by the same rules, whatever their versions.
bool same(const Card& one, const Card& other);

}  // namespace mk::survey
