#pragma once

#include "lib/exchange/actions.hpp"
#include "lib/print/value.hpp"

#include <vector>

/// How the room's things look: the keys that programs read, the titles that people read.
namespace mk::exchange {

MK_API print::Thing shown(const Post& post);
MK_API print::Thing shown(const Match& match);
MK_API print::Thing shown(const Refusal& refusal);
MK_API print::Thing shown(const Imported& import, const std::string& file);

MK_API print::Table shown(const std::vector<Post>& posts);
MK_API print::Table shown(const std::vector<Match>& matches);
MK_API print::Table shown(const std::vector<Refusal>& refusals);
MK_API print::Table shown(const std::vector<Category>& categories);

/// Who gives what to whom: "P-3 F-12 → F-33, P-4 F-33 → F-12".
MK_API std::string round_of(const Match& match);

}  // namespace mk::exchange
