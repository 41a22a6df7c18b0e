#pragma once

#include "lib/base/message.hpp"

#include <string>

namespace mk {

/// A step of what led to a state: `code` for programs, the sentence for people.
struct Fact {
  std::string code;
  Message message;
};

}  // namespace mk
