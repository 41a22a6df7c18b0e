#include "lib/base/text.hpp"

#include <utf8proc.h>

#include <array>
#include <cstdio>

// A key has three parts with a blank between them, and a blank sorts before everything else in it:
// the letters; the foreign diacritics; which letters are capital.
namespace mk::text {

namespace {

constexpr std::u32string_view alphabet = U"aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż";

/// In the order of the Unicode Collation Algorithm (CLDR root).
constexpr std::u32string_view punctuation =
    U"_-‐‑‒–—,;:!?.…·'‘’‚\"“”„«»()[]{}§¶@*/\\&#%†‡•`´^¨°©®+±÷×<=>|¦~¤¢$£¥€";

constexpr char blank_weight = '!';
constexpr char punctuation_prefix = '"';
constexpr char first_letter = 'A';  // Digits, which weigh what they are, come before it.
constexpr char other_prefix = '~';

/// Letters that Unicode does not take apart.
struct Ligature {
  char32_t letter;
  const char* ascii;
};
constexpr std::array ligatures{Ligature{U'ł', "l"},  Ligature{U'Ł', "L"},  Ligature{U'đ', "d"},
                               Ligature{U'Đ', "D"},  Ligature{U'ø', "o"},  Ligature{U'Ø', "O"},
                               Ligature{U'ß', "ss"}, Ligature{U'ẞ', "SS"}, Ligature{U'æ', "ae"},
                               Ligature{U'Æ', "AE"}, Ligature{U'œ', "oe"}, Ligature{U'Œ', "OE"},
                               Ligature{U'þ', "th"}, Ligature{U'Þ', "TH"}, Ligature{U'ı', "i"},
                               Ligature{U'ħ', "h"},  Ligature{U'Ħ', "H"}};

const char* ligature(char32_t letter) {
  for (const auto& known : ligatures)
    if (known.letter == letter) return known.ascii;
  return nullptr;
}

bool is_mark(char32_t c) { return c >= 0x300 && c <= 0x36F; }

/// `character` taken apart into a letter and its marks.
std::u32string apart(char32_t character) {
  std::array<utf8proc_int32_t, 16> parts{};
  int class_before = 0;
  const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(character), parts.data(),
                                             parts.size(), UTF8PROC_DECOMPOSE, &class_before);
  std::u32string found;
  for (std::size_t i = 0; count > 0 && i < static_cast<std::size_t>(count) && i < parts.size(); ++i)
    found += static_cast<char32_t>(parts[i]);
  return found.empty() ? std::u32string{character} : found;
}

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

struct Key {
  std::string letters;
  std::string marks;
  std::string capitals;

  /// A letter or sign that has a weight of its own.
  bool weighs(char32_t character) {
    const auto small = lower(character);
    if (character == ' ') {
      letters += blank_weight;
    } else if (character >= '0' && character <= '9') {
      letters += static_cast<char>(character);
    } else if (const auto at = alphabet.find(small); at != alphabet.npos) {
      letters += static_cast<char>(first_letter + static_cast<int>(at));
    } else if (const auto sign = punctuation.find(character); sign != punctuation.npos) {
      letters += punctuation_prefix;
      letters += static_cast<char>('!' + static_cast<int>(sign));
    } else {
      return false;
    }
    marks += '!';
    capitals += small == character ? '!' : '"';
    return true;
  }

  void mark(char32_t mark) {
    char hex[8];
    std::snprintf(hex, sizeof hex, "~%02X", static_cast<unsigned>(mark - 0x300));
    marks += hex;
  }

  void other(char32_t character) {
    char hex[16];
    std::snprintf(hex, sizeof hex, "%c%06X", other_prefix, static_cast<unsigned>(character));
    letters += hex;
  }

  void add(char32_t character) {
    if (weighs(character)) return;
    if (const auto* const ascii = ligature(character)) {
      for (const char* at = ascii; *at != '\0'; ++at) weighs(static_cast<unsigned char>(*at));
      marks += '~';
      return;
    }
    for (const auto part : apart(character)) {
      if (is_mark(part)) {
        mark(part);
      } else if (!weighs(part)) {
        other(part);
      }
    }
  }
};

/// `part` without what nothing says at its end.
std::string_view needed(std::string_view part) {
  const auto last = part.find_last_not_of('!');
  return last == part.npos ? std::string_view{} : part.substr(0, last + 1);
}

}  // namespace

std::string sort_key(std::string_view text) {
  const auto line = tidy(text);
  Key key;
  for (std::string_view rest = line; !rest.empty();) key.add(take(rest));
  const auto marks = needed(key.marks);
  const auto capitals = needed(key.capitals);
  auto sorted = key.letters;
  if (!marks.empty() || !capitals.empty()) sorted.append(" ").append(marks);
  if (!capitals.empty()) sorted.append(" ").append(capitals);
  return sorted;
}

std::string without_diacritics(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const auto character = take(text);
    if (const auto* const ascii = ligature(character)) {
      plain += ascii;
      continue;
    }
    for (const auto part : character < 0x80 ? std::u32string{character} : apart(character))
      if (!is_mark(part)) append(plain, part);
  }
  return plain;
}

std::string stem(std::string_view text) {
  auto word = without_diacritics(folded(text));
  const auto last = word.find_last_not_of("aeiouy");
  if (last != std::string::npos && last + 1 < word.size()) word.resize(last + 1);
  return word;
}

}  // namespace mk::text
