#pragma once

#include "lib/base/id.hpp"
#include "lib/base/money.hpp"
#include "lib/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace mk::print {

struct Value;
struct Field;

/// A word of ours, such as a state: `code` for programs, `phrase` (English, marked) for people.
struct Code {
  std::string code;
  std::string phrase;
};

using List = std::vector<Value>;
/// One thing: its fields in order. Programs see an object, people "Title: value" lines.
using Thing = std::vector<Field>;

/// What a command found, before anyone decides how to show it.
struct Value {
  std::variant<std::monostate, bool, std::int64_t, std::string, Money, Instant, Day, Code, List,
               Thing, double, Message>
      is;

  Value() = default;
  Value(bool value);
  template <class Number>
    requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>)
  Value(Number value);
  Value(double value);
  Value(std::string value);
  Value(const char* value);
  Value(Money value);
  Value(Instant value);
  Value(Day value);
  Value(Term value);
  Value(Code value);
  Value(List value);
  Value(Thing value);
  /// A sentence: spoken for people and programs alike.
  Value(Message value);
  template <char Letter>
  Value(Id<Letter> value);
  template <class Inside>
  Value(const std::optional<Inside>& value);
};

struct Field {
  std::string key;    ///< For programs; never changes.
  std::string title;  ///< For people, already spoken.
  Value value;
};

// A vector of fields may be made and destroyed only where a field is known.
inline Value::Value(bool value) : is{value} {}
inline Value::Value(double value) : is{value} {}
inline Value::Value(std::string value) : is{std::move(value)} {}
inline Value::Value(const char* value) : is{std::string{value}} {}
inline Value::Value(Money value) : is{value} {}
inline Value::Value(Instant value) : is{value} {}
inline Value::Value(Day value) : is{value} {}
inline Value::Value(Term value) : is{value.text()} {}
inline Value::Value(Code value) : is{std::move(value)} {}
inline Value::Value(List value) : is{std::move(value)} {}
inline Value::Value(Thing value) : is{std::move(value)} {}
inline Value::Value(Message value) : is{std::move(value)} {}
template <class Number>
  requires(std::is_integral_v<Number> && !std::is_same_v<Number, bool>)
Value::Value(Number value) : is{static_cast<std::int64_t>(value)} {}
template <char Letter>
Value::Value(Id<Letter> value) : is{value.text()} {}
template <class Inside>
Value::Value(const std::optional<Inside>& value) {
  if (value) *this = Value{*value};
}

struct Column {
  std::string key;
  std::string title;
  bool wide = false;  ///< Programs and `--format csv` see it, a person's table does not.
};

/// Rows of the same columns.
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Value>> rows;
};

}  // namespace mk::print
