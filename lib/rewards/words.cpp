#include "lib/rewards/words.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "lib/survey/words.hpp"

#include <array>

namespace mk::rewards {

namespace {

/// A word of ours: its value, its code, its phrase, and what else a file may call it (folded).
template <class Value>
struct Word {
  Value value;
  const char* code;
  const char* phrase;
  std::array<const char*, 3> aliases = {};
};

constexpr std::array types{
    Word<Type>{Type::service, "service", tr_later("service"), {"usługa"}},
    Word<Type>{Type::training, "training", tr_later("training"), {"szkolenie"}},
    Word<Type>{Type::consultation, "consultation", tr_later("consultation"), {"konsultacja"}},
    Word<Type>{Type::supervision, "supervision", tr_later("supervision"), {"superwizja"}},
    Word<Type>{Type::tool,
               "tool",
               tr_later("programme or tool"),
               {"narzędzie", "program/narzędzie", "programme/tool"}},
    Word<Type>{Type::trip, "trip", tr_later("trip"), {"wyjazd"}},
};

constexpr std::array units{
    Word<Unit>{Unit::place, "place", tr_later("place"), {"miejsce"}},
    Word<Unit>{Unit::hour, "hour", tr_later("hour"), {"godzina"}},
    Word<Unit>{Unit::visit, "visit", tr_later("visit"), {"wizyta"}},
    Word<Unit>{Unit::set, "set", tr_later("set"), {"zestaw"}},
};

constexpr std::array allocations{
    Word<Allocation>{Allocation::order, "order", tr_later("in order of asking"), {"kolejność"}},
    Word<Allocation>{Allocation::draw, "draw", tr_later("by a draw"), {"losowanie"}},
};

constexpr std::array sides{
    Word<Side>{Side::facility, "facility", tr_later("the facility"), {"placówka"}},
    Word<Side>{Side::city, "city", tr_later("the city"), {"miasto"}},
};

constexpr std::array reward_states{
    Word<RewardState>{RewardState::planned, "planned", tr_later("not yet to be reserved")},
    Word<RewardState>{RewardState::open, "open", tr_later("can be reserved")},
    Word<RewardState>{RewardState::full, "full", tr_later("all reserved")},
    Word<RewardState>{RewardState::closed, "closed", tr_later("no longer to be reserved")},
    Word<RewardState>{RewardState::archived, "archived", tr_later("archived")},
};

constexpr std::array states{
    Word<State>{State::waiting, "waiting", tr_later("waiting for a place")},
    Word<State>{State::offered, "offered", tr_later("place offered")},
    Word<State>{State::reserved, "reserved", tr_later("reserved")},
    Word<State>{State::agreed, "agreed", tr_later("date agreed")},
    Word<State>{State::delivered, "delivered", tr_later("delivered")},
    Word<State>{State::missed, "missed", tr_later("missed")},
    Word<State>{State::cancelled, "cancelled", tr_later("was cancelled")},
    Word<State>{State::expired, "expired", tr_later("expired")},
};

template <class Value, std::size_t Size>
print::Code code_of(const std::array<Word<Value>, Size>& words, Value value) {
  for (const auto& word : words)
    if (word.value == value) return {word.code, word.phrase};
  return {};
}

/// `text` folded and without the blanks around a slash: "Program / narzędzie".
std::string bare(std::string_view text) {
  auto folded = text::folded(text);
  for (const std::string_view slash : {" /", "/ "})
    for (auto at = folded.find(slash); at != std::string::npos; at = folded.find(slash))
      folded.replace(at, slash.size(), "/");
  return folded;
}

template <class Value, std::size_t Size>
std::optional<Value> named(const std::array<Word<Value>, Size>& words, std::string_view text) {
  const auto wanted = bare(text);
  for (const auto& word : words) {
    if (wanted == word.code) return word.value;
    for (const auto* const alias : word.aliases)
      if (alias != nullptr && wanted == alias) return word.value;
  }
  return std::nullopt;
}

template <class Value, std::size_t Size>
std::string codes(const std::array<Word<Value>, Size>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + std::string{word.code};
  return all;
}

template <class Value, std::size_t Size>
void take(const std::string& text, Value& value, const std::array<Word<Value>, Size>& words) {
  const auto found = named(words, text);
  if (!found) throw Error{Exit::usage, msg("“{}” is none of: {}", text, codes(words))};
  value = *found;
}

}  // namespace

print::Code code(Type type) { return code_of(types, type); }
print::Code code(Unit unit) { return code_of(units, unit); }
print::Code code(Allocation allocation) { return code_of(allocations, allocation); }
print::Code code(Side side) { return code_of(sides, side); }
print::Code code(RewardState state) { return code_of(reward_states, state); }
print::Code code(State state) { return code_of(states, state); }
print::Code code(survey::Status status) { return {survey::code(status), survey::title(status)}; }

Message amount(std::int64_t quantity, Unit unit) {
  const auto n = static_cast<std::uint64_t>(quantity);
  switch (unit) {
    case Unit::place:
      return counted(n, "{} place", "{} places");
    case Unit::hour:
      return counted(n, "{} hour", "{} hours");
    case Unit::visit:
      return counted(n, "{} visit", "{} visits");
    case Unit::set:
      break;
  }
  return counted(n, "{} set", "{} sets");
}

std::optional<Type> type_named(std::string_view text) { return named(types, text); }
bool means(std::string_view tag, Type type) {
  const auto wanted = text::stem(tag);
  for (const auto& word : types) {
    if (word.value != type) continue;
    if (wanted == text::stem(word.code)) return true;
    for (const auto* const alias : word.aliases)
      if (alias != nullptr && wanted == text::stem(alias)) return true;
  }
  return false;
}

std::optional<Allocation> allocation_named(std::string_view text) {
  return named(allocations, text);
}
std::optional<Side> side_named(std::string_view text) { return named(sides, text); }
std::optional<Unit> unit_named(std::string_view text) { return named(units, text); }
std::optional<State> state_named(std::string_view text) { return named(states, text); }

std::optional<survey::Status> status_named(std::string_view text) {
  using enum survey::Status;
  const auto wanted = text::folded(text);
  for (const auto status : {standard, premium, vip})
    if (wanted == survey::code(status)) return status;
  return std::nullopt;
}

void read(const std::string& text, Type& type) { take(text, type, types); }
void read(const std::string& text, Unit& unit) { take(text, unit, units); }
void read(const std::string& text, Allocation& allocation) { take(text, allocation, allocations); }
void read(const std::string& text, Side& side) { take(text, side, sides); }
void read(const std::string& text, State& state) { take(text, state, states); }

}  // namespace mk::rewards
