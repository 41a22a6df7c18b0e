#include "lib/facility/facility.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mk::facility {

namespace {

constexpr std::array<std::pair<State, const char*>, 6> codes{{{State::listed, "listed"},
                                                              {State::applied, "applied"},
                                                              {State::approved, "approved"},
                                                              {State::active, "active"},
                                                              {State::suspended, "suspended"},
                                                              {State::withdrawn, "withdrawn"}}};

}  // namespace

const char* code(State state) {
  return std::find_if(codes.begin(), codes.end(), [&](const auto& it) { return it.first == state; })
      ->second;
}

std::optional<State> state_of(std::string_view code) {
  for (const auto& [state, word] : codes) {
    if (code == word) return state;
  }
  return std::nullopt;
}

void read(const std::string& text, State& state) {
  const auto known = state_of(text);
  if (!known)
    throw Error{Exit::usage,
                msg("“{}” is not a state: listed, applied, approved, active, suspended "
                    "or withdrawn",
                    text)};
  state = *known;
}

}  // namespace mk::facility
