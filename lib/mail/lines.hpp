#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// What the lines of a letter's text are, by their marks. Pure.
namespace mk::mail {

/// Ends a line of a text that stays one, however long what fills it.
constexpr char line_stays = '\x03';
/// A line of fewer characters stays one; a longer one runs on into the next.
constexpr std::size_t short_line = 60;

struct Line {
  enum class Kind { blank, prose, apart, item, term, heading, rule };

  Kind kind = Kind::blank;
  std::string text;        ///< Without what indents it and without the "- " of an item.
  std::size_t indent = 0;  ///< How many blanks a line apart begins with.
  bool stays = false;      ///< The next line of its kind is another one, not more of this.
};

/// The lines of `text`, without control characters.
std::vector<Line> lines_of(const std::string& text);

/// Whether `c` is one of 0 to 9, whatever the locale.
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Where the value of "Word:  what" begins, or npos.
std::size_t value_of(const std::string& text);

/// Whether the blank at `at` should end no line: it follows a word of one letter, stands before a
/// dash or a year, or parts a number from the word it counts or dates ("30 września 2026 r.").
bool is_bound(const std::string& text, std::size_t at);

}  // namespace mk::mail
