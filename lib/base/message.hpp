#pragma once

#include "lib/base/export.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mk {

/// What fills a gap of a sentence.
struct Gap {
  enum class Kind {
    text,    ///< Shown as it is.
    phrase,  ///< An English phrase, itself put into the reader's language.
    day,     ///< "2027-03-31", spoken as "31 marca 2027" or "31 March 2027".
    month,   ///< "2027-03", spoken as "marzec 2027" or "March 2027".
    money,   ///< Grosze as digits, spoken as "1 200,50 zł" or "PLN 1,200.50".
  };
  std::string text;
  Kind kind = Kind::text;

  bool operator==(const Gap&) const = default;
};

/// Something to tell a person: an English sentence and what fills its gaps `{}`, or `{0}`, `{1}`
/// where a language wants another order. It travels untranslated and is spoken once, at the edge.
struct Message {
  std::string english;
  std::string many;  ///< The sentence for counts other than one; empty when nothing is counted.
  std::uint64_t count = 1;
  std::vector<Gap> gaps;

  bool operator==(const Message&) const = default;
};

inline Gap word(std::string_view text) { return {std::string{text}, Gap::Kind::text}; }
inline Gap word(const std::string& text) { return {text, Gap::Kind::text}; }
inline Gap word(const char* text) { return {text, Gap::Kind::text}; }
template <class Number>
  requires std::is_integral_v<Number>
Gap word(Number number) {
  return {std::to_string(number), Gap::Kind::text};
}
/// A day and a moment of lib/base/time.hpp. They are declared here because the aliases of <chrono>
/// are of another namespace: a sentence finds no word for them that is declared later.
MK_API Gap word(std::chrono::local_days day);
MK_API Gap word(std::chrono::sys_seconds moment);
inline Gap word(const Gap& gap) { return gap; }
/// A message inside a message, such as a reason; it must have no gaps of its own.
inline Gap word(const Message& phrase) { return {phrase.english, Gap::Kind::phrase}; }

/// An English sentence whose gaps the compiler has counted.
template <std::size_t Gaps>
struct Sentence {
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is what a caller writes.
  consteval Sentence(const char* sentence) : text{sentence} {
    std::size_t found = 0;
    for (const char* at = sentence; *at != '\0'; ++at) found += *at == '{' ? 1 : 0;
    if (found != Gaps) throw "the sentence has another number of gaps than values";
  }
  const char* text;
};

/// A message: `msg("{} is approved", id)`.
template <class... Values>
Message msg(Sentence<sizeof...(Values)> english, const Values&... values) {
  return {english.text, {}, 1, {word(values)...}};
}

/// A message that counts: `counted(n, "{} facility is approved", "{} facilities are approved")`.
/// The first gap is the count; further values fill the gaps after it.
template <class... Values>
Message counted(std::uint64_t count, Sentence<sizeof...(Values) + 1> one,
                Sentence<sizeof...(Values) + 1> many, const Values&... values) {
  return {one.text, many.text, count, {word(count), word(values)...}};
}

/// A value alone, spoken as a sentence's gap would be: `just(day)`.
template <class Value>
Message just(const Value& value) {
  return {"{}", {}, 1, {word(value)}};
}

/// The message that `english`, a phrase marked with `tr_later` elsewhere, makes.
inline Message phrase(const char* english) { return {english, {}, 1, {}}; }

/// Marks a phrase for the catalogue and leaves it English.
constexpr const char* tr_later(const char* english) { return english; }

/// `message` as written, for logs and tests.
MK_API std::string in_english(const Message& message);

/// `message` in the language that `speak` chose.
MK_API std::string spoken(const Message& message);

/// `message` in `language` ("pl", "en"), whatever the user's own: a letter speaks its reader's.
MK_API std::string spoken_in(const std::string& language, const Message& message);

/// A bare phrase in the language that `speak` chose: a title, a line of help.
MK_API std::string tr(const char* english);

/// Chooses the language, "pl" or "en", of everything spoken from now on.
/// The catalogue is found beside the library, whatever locales the machine has installed.
MK_API void speak(const std::string& language);

/// The language that `speak` chose.
MK_API const std::string& language();

}  // namespace mk
