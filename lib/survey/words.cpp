#include "lib/survey/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace mk::survey {

namespace {

constexpr std::array status_codes{"growing", "standard", "premium", "vip"};
constexpr std::array status_titles{tr_later("growing"), tr_later("standard"), tr_later("premium"),
                                   tr_later("VIP")};
constexpr std::array level_codes{"standard", "premium", "vip"};
constexpr std::array level_titles{tr_later("standard"), tr_later("premium"), tr_later("VIP")};
constexpr std::array state_codes{"draft", "submitted", "accepted", "returned"};
constexpr std::array state_titles{tr_later("draft"), tr_later("submitted"), tr_later("accepted"),
                                  tr_later("returned")};
constexpr std::array occasion_codes{"opening", "middle", "before-end", "last-day"};
constexpr std::array form_codes{"all", "at_least", "percent"};

template <class Value, std::size_t Size>
const char* word_of(Value value, const std::array<const char*, Size>& words) {
  return words.at(static_cast<std::size_t>(value));
}

template <class Value, std::size_t Size>
Value value_of(std::string_view code, const std::array<const char*, Size>& words) {
  const auto found = std::ranges::find(words, code);
  if (found == words.end()) throw Error{Exit::usage, msg("“{}” is not known here", code)};
  return static_cast<Value>(found - words.begin());
}

}  // namespace

const char* code(Status status) { return word_of(status, status_codes); }
const char* code(Level level) { return word_of(level, level_codes); }
const char* code(State state) { return word_of(state, state_codes); }
const char* code(Occasion occasion) { return word_of(occasion, occasion_codes); }
const char* code(Threshold::Form form) { return word_of(form, form_codes); }

const char* title(Status status) { return word_of(status, status_titles); }
const char* title(Level level) { return word_of(level, level_titles); }
const char* title(State state) { return word_of(state, state_titles); }

Status status_of(std::string_view code) { return value_of<Status>(code, status_codes); }
Level level_of(std::string_view code) { return value_of<Level>(code, level_codes); }
State state_of(std::string_view code) { return value_of<State>(code, state_codes); }
Threshold::Form form_of(std::string_view code) {
  return value_of<Threshold::Form>(code, form_codes);
}

void read(const std::string& text, State& state) {
  const auto found = std::ranges::find(state_codes, text);
  if (found == state_codes.end())
    throw Error{Exit::usage,
                msg("“{}” is not a state: draft, submitted, accepted or returned", text)};
  state = static_cast<State>(found - state_codes.begin());
}

std::string Criterion::code() const {
  constexpr std::array letters{'S', 'P', 'V'};
  return std::to_string(category) + letters.at(static_cast<std::size_t>(level));
}

bool Criterion::operator==(const Criterion& other) const {
  return category == other.category && level == other.level && text == other.text &&
         evidence == other.evidence && unit == other.unit &&
         number_required == other.number_required;
}

const Category* Card::category(std::int64_t number) const {
  const auto found = std::ranges::find(categories, number, &Category::number);
  return found == categories.end() ? nullptr : &*found;
}

const Criterion* Card::criterion(std::string_view code) const {
  if (code.size() < 2) return nullptr;
  const auto letter = std::string_view{"SPV"}.find(static_cast<char>(code.back() & ~0x20));
  std::int64_t number = 0;
  const auto* const end = code.data() + code.size() - 1;
  const auto [stop, error] = std::from_chars(code.data(), end, number);
  if (letter == std::string_view::npos || error != std::errc{} || stop != end) return nullptr;
  const auto* const found = category(number);
  if (found == nullptr) return nullptr;
  const auto criterion =
      std::ranges::find(found->criteria, static_cast<Level>(letter), &Criterion::level);
  return criterion == found->criteria.end() ? nullptr : &*criterion;
}

std::int64_t Card::criteria_on(Level level) const {
  std::int64_t count = 0;
  for (const auto& category : categories)
    count += std::ranges::count(category.criteria, level, &Criterion::level);
  return count;
}

}  // namespace mk::survey
