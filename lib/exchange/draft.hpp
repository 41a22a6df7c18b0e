#pragma once

#include "lib/exchange/rules.hpp"
#include "lib/store/context.hpp"

#include <optional>
#include <string>
#include <vector>

/// From what somebody typed, or a file has, to a post that may stand.
namespace mk::exchange {

/// What a draft is checked against; read once for a whole file.
struct Desk {
  std::vector<Category> categories;
  std::vector<std::string> districts;
};

Desk desk(store::Database& db);

/// Makes `draft` a post, or tells what is wrong with it.
std::optional<Flaw> fill(const Context& context, const Desk& desk, const Draft& draft, Post& post);

/// Makes `post` what `change` says, or tells what is wrong with that.
std::optional<Flaw> apply(const Context& context, const Desk& desk, const Change& change,
                          Post& post);

/// Why `party` may not post on the day of `context`. Throws `Error` (refused): no such facility.
std::optional<Message> why_not_post(const Context& context, const Party& party);

/// The last day of a post of `type` that says none.
Day usual_until(const Context& context, Type type);

/// Refuses with the message of `flaw` when there is one.
void refuse_if(std::optional<Flaw> flaw);

}  // namespace mk::exchange
