#pragma once

#include "lib/exchange/exchange.hpp"
#include "lib/print/value.hpp"

#include <string>
#include <string_view>

/// The room's words: the code that programs and tables keep, and the phrase that people read.
namespace mk::exchange {

print::Code code(Type type);
print::Code code(PostState state);
print::Code code(MatchState state);
print::Code code(Answer answer);

/// What a table says; it can hold nothing else.
Type type_of(std::string_view code);
PostState post_state_of(std::string_view code);
MatchState match_state_of(std::string_view code);
Answer answer_of(std::string_view code);

/// What dissolves a match, as a table keeps it.
inline constexpr const char* declined = "declined";
inline constexpr const char* no_answer = "no_answer";
inline constexpr const char* withdrawn = "withdrawn";

/// What ended `match`: a phrase for one of these, else what was written.
print::Value reason_of(const Match& match);

/// Take a state that a person typed. Throw `Error` (usage), naming the states there are.
MK_API void read(const std::string& text, PostState& state);
MK_API void read(const std::string& text, MatchState& state);

/// What a file or a person means by `text`, in English or Polish; nothing when it is neither word.
std::optional<Type> type_named(std::string_view text);

/// The party that `text` spells, or nothing.
std::optional<Party> party_named(std::string_view text);

}  // namespace mk::exchange
