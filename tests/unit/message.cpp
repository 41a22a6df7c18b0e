#include "lib/base/message.hpp"

#include "lib/base/id.hpp"
#include "lib/base/money.hpp"
#include "lib/base/time.hpp"

#include <doctest/doctest.h>

using namespace mk;

namespace {

Day day(const char* text) { return *parse_day(text); }

/// `message` in `language`, said by a program that speaks English.
std::string in(const char* language, const Message& message) {
  speak("en");
  return spoken_in(language, message);
}

}  // namespace

TEST_CASE("a message waits to be spoken") {
  CHECK(in_english(msg("{} is approved", FacilityId{3})) == "F-3 is approved");
  CHECK(in_english(msg("nothing to fill")) == "nothing to fill");
}

TEST_CASE("a count chooses the form of its sentence") {
  const auto facilities = [](std::uint64_t n) {
    return in_english(counted(n, "{} facility", "{} facilities"));
  };
  CHECK(facilities(0) == "0 facilities");
  CHECK(facilities(1) == "1 facility");
  CHECK(facilities(2) == "2 facilities");
  CHECK(facilities(21) == "21 facilities");
}

TEST_CASE("what follows the count fills the gaps after it") {
  CHECK(in_english(counted(2, "{} card of {}", "{} cards of {}", Term{2026, false})) ==
        "2 cards of 2026-09");
}

TEST_CASE("a numbered gap may stand anywhere") {
  const Message reordered{"{1} before {0}", {}, 1, {word("a"), word("b")}};
  CHECK(in_english(reordered) == "b before a");
}

TEST_CASE("braces in a value are not gaps") {
  CHECK(in_english(msg("“{}” and “{}”", "{}", "{0}")) == "“{}” and “{0}”");
}

TEST_CASE("a day in a sentence is spoken in the reader's language") {
  const auto until = msg("“{}” is not a whole number", day("2027-03-01"));
  CHECK(in("pl", until) == "„1 marca 2027” nie jest liczbą całkowitą");
  CHECK(in("en", until) == "“1 March 2027” is not a whole number");
}

TEST_CASE("each month has its Polish genitive") {
  const std::pair<const char*, const char*> months[] = {
      {"2026-01-31", "31 stycznia 2026"},  {"2028-02-29", "29 lutego 2028"},
      {"2027-03-01", "1 marca 2027"},      {"2026-04-30", "30 kwietnia 2026"},
      {"2026-05-03", "3 maja 2026"},       {"2026-06-30", "30 czerwca 2026"},
      {"2026-07-01", "1 lipca 2026"},      {"2026-08-15", "15 sierpnia 2026"},
      {"2026-09-30", "30 września 2026"},  {"2026-10-01", "1 października 2026"},
      {"2026-11-11", "11 listopada 2026"}, {"2026-12-24", "24 grudnia 2026"}};
  for (const auto& [iso, polish] : months) {
    CAPTURE(iso);
    CHECK(in("pl", just(day(iso))) == polish);
  }
}

TEST_CASE("money is spoken with the separators of each language") {
  const auto amount = [](const char* language, std::int64_t grosze) {
    return in(language, just(Money{grosze}));
  };
  CHECK(amount("pl", 120050) == "1\u00A0200,50\u00A0zł");
  CHECK(amount("en", 120050) == "PLN\u00A01,200.50");
  CHECK(amount("pl", 0) == "0,00\u00A0zł");
  CHECK(amount("pl", 5) == "0,05\u00A0zł");
  CHECK(amount("en", 99999) == "PLN\u00A0999.99");
  CHECK(amount("pl", 100000) == "1\u00A0000,00\u00A0zł");
  CHECK(amount("pl", 123456789012) == "1\u00A0234\u00A0567\u00A0890,12\u00A0zł");
  CHECK(amount("pl", -50) == "-0,50\u00A0zł");
  CHECK(amount("pl", -120050) == "-1\u00A0200,50\u00A0zł");
}

TEST_CASE("the phrase inside a sentence is spoken in the sentence's language") {
  const auto nested = msg("“{}” is not a whole number", phrase("of May"));
  CHECK(in("pl", nested) == "„maja” nie jest liczbą całkowitą");
  CHECK(in_english(nested) == "“of May” is not a whole number");
}

TEST_CASE("a letter in another language leaves the user's own as it was") {
  speak("en");
  const auto sentence = msg("“{}” is not a whole number", "x");
  CHECK(spoken_in("pl", sentence) == "„x” nie jest liczbą całkowitą");
  CHECK(spoken(sentence) == "“x” is not a whole number");
  CHECK(language() == "en");
}
