#include "lib/base/encoding.hpp"

#include "lib/base/error.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace mk;

namespace {

std::string name_of(const std::string& bytes, const std::string& wanted = {}) {
  return encoding::decode(bytes, wanted).name;
}

std::string text_of(const std::string& bytes, const std::string& wanted = {}) {
  return encoding::decode(bytes, wanted).text;
}

Exit refusal(const std::string& bytes, const std::string& wanted = {}) {
  try {
    encoding::decode(bytes, wanted);
    return Exit::ok;
  } catch (const Error& error) {
    return error.exit();
  }
}

}  // namespace

TEST_CASE("UTF-8 is taken with and without a byte order mark") {
  CHECK(text_of("\xEF\xBB\xBFŁąka") == "Łąka");
  CHECK(text_of("Łąka") == "Łąka");
  CHECK(name_of("plain") == "UTF-8");
}

TEST_CASE("the Polish letters tell Windows-1250 from ISO-8859-2") {
  const std::string windows = "\xA3\xB9ka \x84\xC6ma\x94 \x9Cwit";
  CHECK(name_of(windows) == "Windows-1250");
  CHECK(text_of(windows) == "Łąka „Ćma” świt");
  const std::string latin2 = "\xA3\xB1ka \xB6wit \xBC\xF3";
  CHECK(name_of(latin2) == "ISO-8859-2");
  CHECK(text_of(latin2) == "Łąka świt źó");
}

TEST_CASE("bytes that both read alike need no decision") {
  CHECK(text_of("\xAF\xF3\xB3w i \xA3\xF3"
                "d\xEA") == "Żółw i Łódę");
}

TEST_CASE("bytes that contradict each other are refused until a person decides") {
  CHECK(refusal("\xB9 \xB1") == Exit::data);
  CHECK(text_of("\xB9 \xB1", "windows-1250") == "ą ±");
  CHECK(text_of("\xB9 \xB1", "ISO 8859-2") == "š ą");
}

TEST_CASE("UTF-16 is taken in both orders, with and without a mark") {
  const std::string little{"\xFF\xFE\x41\x01;\0a\0", 8};
  CHECK(text_of(little) == "Ł;a");
  const std::string big{"\xFE\xFF\x01\x41\0;\0a", 8};
  CHECK(text_of(big) == "Ł;a");
  CHECK(name_of(std::string{"a\0;\0b\0\n\0", 8}) == "UTF-16LE");
  CHECK(refusal(little + "x") == Exit::data);
}

TEST_CASE("a few stray bytes do not turn UTF-8 into something else") {
  const std::string mixed = "Łąka\nżółć\n\xA3\xB9ka\n";
  CHECK(name_of(mixed) == "UTF-8");
  CHECK(text_of(mixed) == mixed);
}

TEST_CASE("an encoding that the bytes contradict is refused, an unknown one is a mistyped option") {
  CHECK(refusal("Łąka", "windows-1250") == Exit::data);
  CHECK(refusal("\xA3\xB9ka \x9C", "iso-8859-2") == Exit::data);
  CHECK(refusal("\xA3\xB9ka", "utf-8") == Exit::data);
  CHECK(refusal("Łąka", "klingon") == Exit::usage);
  CHECK(refusal("\x81", "windows-1250") == Exit::data);
}
