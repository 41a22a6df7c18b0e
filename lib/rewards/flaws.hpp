#pragma once

#include "lib/base/message.hpp"
#include "lib/rewards/rewards.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mk::rewards {

/// What is wrong with a value: the column of the file it stands in, and a code of the reason.
struct Flaw {
  std::string column;
  std::string reason;
  Message message;
};

/// What forbids to keep `reward` in the catalogue, or nothing.
std::optional<Flaw> flaw(const Reward& reward);

/// What forbids to keep `line`, or nothing.
std::optional<Flaw> flaw(const BudgetLine& line);

/// What a person who keeps `reward` should know; `has_line`: whether `year` has its budget line.
std::vector<Message> doubts(const Reward& reward, bool has_line, std::int64_t year);

}  // namespace mk::rewards
