#pragma once

#include "lib/base/fact.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/missing_link.hpp"

#include <map>
#include <string>
#include <vector>

/// Why a post that stands is not matched, in sentences. Pure.
namespace mk::exchange {

/// What keeps others from `post`, and how many of them: nobody has it or wants it, it is for
/// another district, something is asked in return. `post` is named by its category's name.
std::vector<Fact> obstacles(const Market& market, const Post& post);

/// What would happen after the steps of `link`, in a sentence; `names` are those of categories by
/// code. Spoken, for it is made of parts.
std::string sentence(const Link& link, const Post& post,
                     const std::map<std::string, std::string>& names);

}  // namespace mk::exchange
