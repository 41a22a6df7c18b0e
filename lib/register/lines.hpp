#pragma once

#include "lib/base/csv.hpp"

#include <cstddef>
#include <string>
#include <string_view>

/// Lines of a register that are no facility, and how lines are told of.
namespace mk::registry {

/// `value` as it can be told: valid, and not without end.
std::string told(std::string_view value);

/// How many cells have something.
std::size_t filled(const csv::Record& record);

/// The first cell that has something, tidied.
std::string first_word(const csv::Record& record);

/// "Razem:", "Ogółem 85" … before a sum.
bool is_total(const csv::Record& record);

}  // namespace mk::registry
