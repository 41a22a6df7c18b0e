#pragma once

#include "lib/store/inner.hpp"

namespace mk::store {

/// "mk" and two zero bytes more: marks a file as ours (pragma application_id).
constexpr int application_id = 0x6d6b0001;

/// What `version_of` gives for a file that is not ours.
constexpr int foreign = -1;

/// How many steps of the schema the file has, or `foreign`.
int version_of(Inner& inner);

/// Sets what a connection of ours needs, but for foreign keys.
void prepare_connection(Inner& inner);

}  // namespace mk::store
