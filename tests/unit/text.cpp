#include "lib/base/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace mk;

TEST_CASE("text is stored composed, whatever it came as") {
  CHECK(text::nfc("z\xCC\x87o\xCC\x81") == "żó");
  CHECK(text::nfc("Żółć „Łąka” – 1") == "Żółć „Łąka” – 1");
}

TEST_CASE("blanks of every kind are folded into one and cut off at the ends") {
  CHECK(text::tidy("\u00A0 Klub\u00A0\u202F\tWola \r\n") == "Klub Wola");
  CHECK(text::tidy("Klub\u200B\uFEFF Wo\u00ADla") == "Klub Wola");
  CHECK(text::tidy("  ") == "");
  CHECK(text::tidy("Klub Wola") == "Klub Wola");
}

TEST_CASE("names are the same whatever their case and blanks, in Polish letters too") {
  CHECK(text::folded("  ŚWIETLICA   ŁĄKA ") == text::folded("świetlica łąka"));
  CHECK(text::folded("KLUB Wola") == "klub wola");
  CHECK(text::folded("Zrodlo") != text::folded("Źródło"));
}

TEST_CASE("names sort by the Polish alphabet") {
  const std::vector<std::string> sorted{
      "",  "A b", "A-b", "a.b", "a1", "a10", "a2", "aa", "Ab",   "ąa",   "ba", "ca",   "cz",  "ćma",
      "e", "E",   "é",   "É",   "ea", "ęa",  "la", "lz", "Łąka", "łódź", "m",  "Ma",   "nz",  "ń",
      "o", "oz",  "ó",   "pa",  "sz", "śa",  "ta", "zz", "źa",   "źż",   "ża", "Żaba", "Żabb"};
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    CAPTURE(sorted[i - 1]);
    CAPTURE(sorted[i]);
    CHECK(text::sort_key(sorted[i - 1]) < text::sort_key(sorted[i]));
  }
}

TEST_CASE("a sort key is printable ASCII") {
  const auto key = text::sort_key("Świetlica „Łąka” nr 7 – é, Ω, 中, ß");
  CHECK(std::all_of(key.begin(), key.end(), [](char c) { return c >= ' ' && c <= '~'; }));
}

TEST_CASE("the sort keys of the same name in another case differ last") {
  CHECK(text::sort_key("łąka") < text::sort_key("Łąka"));
  CHECK(text::sort_key("Łąka") < text::sort_key("łąka a"));
}

TEST_CASE("Polish letters have their neighbours in ASCII") {
  CHECK(text::without_diacritics("Zażółć gęślą jaźń ŁÓDŹ") == "Zazolc gesla jazn LODZ");
  CHECK(text::without_diacritics("Öğrenci ß") == "Ogrenci ss");
}

TEST_CASE("width is counted in columns and length in characters") {
  CHECK(text::width("Łąka") == 4);
  CHECK(text::width("e\xCC\x81") == 1);
  CHECK(text::width("中") == 2);
  CHECK(text::length("Łąka") == 4);
  CHECK(text::length("") == 0);
}

TEST_CASE("what deceives a reader or a terminal is dangerous") {
  CHECK_FALSE(text::has_dangerous("Świetlica „Łąka” – 7"));
  for (const char* text : {"a\x1B[2J", "a\u202Eb", "a\u200Bb", "\u2066", "a\x7F", "\u0085", "a\nb",
                           "a\tb", "\xFF", "a\u2028b"}) {
    CAPTURE(text);
    CHECK(text::has_dangerous(text));
  }
  CHECK(text::has_dangerous(std::string_view{"a\0b", 3}));
  CHECK_FALSE(text::has_dangerous("a\r\n\tb", text::Lines::many));
  CHECK(text::has_dangerous("a\n\x1B", text::Lines::many));
}

TEST_CASE("bytes that are no UTF-8 are found") {
  CHECK(text::valid_utf8("Łąka"));
  CHECK_FALSE(text::valid_utf8("\xA3\xB9ka"));
  CHECK_FALSE(text::valid_utf8("\xC0\xAF"));
  CHECK_FALSE(text::valid_utf8("\xED\xA0\x80"));
  CHECK_FALSE(text::valid_utf8("ab\xC5"));
}

TEST_CASE("eleven digits together may be a PESEL") {
  CHECK(text::looks_like_pesel("Ola, 14221512345, klasa 3"));
  CHECK_FALSE(text::looks_like_pesel("tel. +48221234567"));
  CHECK_FALSE(text::looks_like_pesel("rachunek 12345678901234567890123456"));
  CHECK_FALSE(text::looks_like_pesel("1234567890"));
}
