#pragma once

#include "lib/exchange/direct_matches.hpp"
#include "lib/print/teller.hpp"

namespace mk::cmd {

/// What a verb that changes many things answers: a table for programs, of one row too.
void changed(print::Teller& out, const Message& sentence, print::Table table);

/// Direct matches, row by row.
void show(print::Teller& out, const exchange::Direct& direct);

}  // namespace mk::cmd
