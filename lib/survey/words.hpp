#pragma once

#include "lib/survey/survey.hpp"

#include <optional>
#include <string_view>

namespace mk::survey {

/// The word for a status in programs and the database: "growing", "standard", "premium", "vip".
MK_API const char* code(Status status);
MK_API const char* code(Level level);
MK_API const char* code(State state);
MK_API const char* code(Occasion occasion);
MK_API const char* code(Threshold::Form form);

/// The English phrase for people, marked for the catalogue.
MK_API const char* title(Status status);
MK_API const char* title(Level level);
MK_API const char* title(State state);

/// The value whose word `code` is. Throws `Error` (usage).
MK_API Status status_of(std::string_view code);
MK_API Level level_of(std::string_view code);
MK_API State state_of(std::string_view code);
MK_API Threshold::Form form_of(std::string_view code);

/// Takes a state that a person typed. Throws `Error` (usage).
MK_API void read(const std::string& text, State& state);

}  // namespace mk::survey
