#pragma once

#include "lib/cli/command.hpp"

namespace mk::cmd {

/// Adds the verbs `wish` and `draw` to the noun `rewards`.
void add_draw(cli::Command& noun);

}  // namespace mk::cmd
