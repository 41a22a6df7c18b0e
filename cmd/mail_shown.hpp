#pragma once

#include "lib/mail/actions.hpp"
#include "lib/print/value.hpp"

#include <vector>

/// How letters are shown: the same keys alone and in a list.
namespace mk::cmd {

/// What is known of `letter`, but for its text.
print::Thing facts(const mail::Outgoing& letter);
/// All of it.
print::Thing thing(const mail::Outgoing& letter);
/// The letters `ids`, what is secret in them masked.
std::vector<print::Thing> things(const Context& context, const std::vector<LetterId>& ids);

}  // namespace mk::cmd
