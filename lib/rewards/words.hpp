#pragma once

#include "lib/print/value.hpp"
#include "lib/rewards/rewards.hpp"

#include <optional>
#include <string>
#include <string_view>

/// The room's words: the code that programs and tables keep, and the phrase that people read.
namespace mk::rewards {

MK_API print::Code code(Type type);
MK_API print::Code code(Unit unit);
MK_API print::Code code(Allocation allocation);
MK_API print::Code code(Side side);
MK_API print::Code code(RewardState state);
MK_API print::Code code(State state);
/// The lowest status of a reward.
MK_API print::Code code(survey::Status status);

/// "1 place", "5 places".
MK_API Message amount(std::int64_t quantity, Unit unit);

/// What a person or a file means by `text`, in Polish or English and any case; nothing when it is
/// none of the words.
MK_API std::optional<Type> type_named(std::string_view text);
MK_API std::optional<Unit> unit_named(std::string_view text);
MK_API std::optional<Allocation> allocation_named(std::string_view text);
MK_API std::optional<Side> side_named(std::string_view text);
MK_API std::optional<survey::Status> status_named(std::string_view text);

/// Whether `tag`, a word of the card such as "szkolenia", means rewards of this type, whatever its
/// ending.
bool means(std::string_view tag, Type type);

/// The state that a code names, or nothing.
MK_API std::optional<State> state_named(std::string_view text);

/// Take a word that a person typed. Throw `Error` (usage), naming the words there are.
MK_API void read(const std::string& text, Type& type);
MK_API void read(const std::string& text, Unit& unit);
MK_API void read(const std::string& text, Allocation& allocation);
MK_API void read(const std::string& text, Side& side);
MK_API void read(const std::string& text, State& state);

}  // namespace mk::rewards
