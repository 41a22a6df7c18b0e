#pragma once

#include <span>

namespace mk::store {

/// One numbered step of the schema, from sql/.
struct Step {
  const char* name;
  const char* sql;
};

/// All of them, in order; written at build time by sql/embed.cmake.
std::span<const Step> steps();

}  // namespace mk::store
