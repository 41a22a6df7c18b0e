#pragma once

#include "lib/print/teller.hpp"
#include "lib/survey/filling.hpp"

namespace mk::cmd {

/// Asks a person on the terminal for what is open in `filling`: plain lines, one question after
/// another, so that a screen reader can follow. Each answer is kept before the next question is
/// asked. Whether the card, complete now, is to be submitted.
bool converse(const Context& context, print::Teller& out, survey::Filling filling);

}  // namespace mk::cmd
