#pragma once

#include "lib/print/teller.hpp"

namespace mk::cmd {

/// What a verb that changes many things answers: a table for programs, of one row too.
void changed(print::Teller& out, const Message& sentence, print::Table table);

}  // namespace mk::cmd
