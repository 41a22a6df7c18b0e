#include "lib/base/text.hpp"
#include "lib/mail/fold.hpp"
#include "lib/mail/lines.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace mk;
using mail::folded;

namespace {

/// `count` words of nine letters, in one line.
std::string words(int count) {
  std::string line;
  for (int i = 0; i < count; ++i) line += (i == 0 ? "" : " ") + std::string("ośmiornic");
  return line;
}

}  // namespace

TEST_CASE("a paragraph is broken at 72 characters, whatever its lines were") {
  CHECK(folded(words(7) + "\n") == words(7) + "\n");
  CHECK(folded(words(8) + "\nkoniec\n") == words(7) + "\nośmiornic koniec\n");
  CHECK(folded(words(6) + "\n" + words(2) + "\n\n" + words(1) + "\n") ==
        words(6) + "\n" + words(2) + "\n\n" + words(1) + "\n");
  const std::string exactly = words(6) + " " + std::string(12, 'a');
  CHECK(text::length(exactly) == mail::widest_line);
  CHECK(folded(exactly + "\n") == exactly + "\n");
  CHECK(folded(exactly + "b\n") == words(6) + "\n" + std::string(12, 'a') + "b\n");
}

TEST_CASE("a line that stays has its own lines") {
  CHECK(folded("Miasto\nOla\n") == "Miasto\nOla\n");
  CHECK(folded(words(8) + mail::line_stays + "\nOla\n") == words(7) + "\nośmiornic\nOla\n");
}

TEST_CASE("what is broken off a list, a term or an indented line stands below it") {
  CHECK(folded("- " + words(8) + "\n- dwa\n") == "- " + words(7) + "\n  ośmiornic\n- dwa\n");
  CHECK(folded("- " + words(6) + "\n  " + words(2) + "\n") ==
        "- " + words(6) + "\n  " + words(2) + "\n");
  CHECK(folded("- " + words(7) + "\n  " + words(1) + " i\n") ==
        "- " + words(7) + "\n  " + words(1) + " i\n");
  CHECK(folded("- lista\n  - w liście\n") == "- lista\n  - w liście\n");
  CHECK(folded("Placówka:  " + words(7) + "\n") ==
        "Placówka:  " + words(6) + "\n           ośmiornic\n");
  CHECK(folded("    " + words(7) + "\n") == "    " + words(6) + "\n    ośmiornic\n");
}

TEST_CASE("a word, a link, a number of a telephone and a date are not broken") {
  const std::string link = "https://a.example/activate?token=" + std::string(80, 'x');
  CHECK(folded(link + "\n") == link + "\n");
  CHECK(folded("Tu: " + link + " tam\n") == "Tu:\n" + link + "\ntam\n");
  CHECK(folded(words(6) + " +48 22 555 00 10\n") == words(6) + "\n+48 22 555 00 10\n");
  CHECK(folded(words(6) + " 30 września\n") == words(6) + " 30 września\n");
  CHECK(folded(words(6) + " ul. 30 września\n") == words(6) + " ul.\n30 września\n");
  CHECK(folded(words(6) + " potem – i tak dalej\n") == words(6) + " potem –\ni tak dalej\n");
}

TEST_CASE("headings, rules and blank lines stay as they are") {
  const std::string text = "# " + words(8) + "\n\n" + std::string(80, '-') + "\n\n";
  CHECK(folded(text) == text);
}
