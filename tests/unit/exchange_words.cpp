#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/exchange/rules.hpp"
#include "lib/exchange/vocabulary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace mk;
using namespace mk::exchange;

namespace {

using Texts = std::vector<std::string>;

/// Debian's dictionary and the words of the examples.
Vocabulary polish() {
  return {Dictionary{"/usr/share/hunspell"},
          read_file(MK_SOURCE_DIR "/examples/exchange-words.txt")};
}

/// As on a machine without the dictionary.
Vocabulary bare(std::string_view irregular = "") { return {Dictionary{"/nowhere"}, irregular}; }

/// Whether who looks for `asked` is told of a post that says `written`.
bool finds(Vocabulary& words, std::string_view asked, std::string_view written) {
  return means(words.term(asked, Reading::narrow), words.kept(written));
}

/// Which of `forms` do not find which.
std::string strangers(Vocabulary& words, const Texts& forms) {
  std::string found;
  for (const auto& asked : forms)
    for (const auto& written : forms)
      if (!finds(words, asked, written)) found += asked + " does not find " + written + "; ";
  return found;
}

}  // namespace

TEST_CASE("words are runs of letters, digits and their marks") {
  const auto words = text::words("Sześć krzeseł (A4), e-mail: „Łódź”…2026!");
  CHECK(Texts{words.begin(), words.end()} ==
        Texts{"Sześć", "krzeseł", "A4", "e", "mail", "Łódź", "2026"});
  CHECK(text::words("").empty());
  CHECK(text::words(" -—\u200b\x01\xff").empty());
  CHECK(text::words("s\u0301roda").size() == 1);
}

TEST_CASE("the forms of a word find each other, with diacritics and without") {
  auto words = polish();
  for (const auto& forms : std::vector<Texts>{
           {"krzesło", "krzesła", "krzeseł", "krzesel", "KRZESŁAMI", "krzesla", "Krześle"},
           {"stół", "stoły", "stołów", "stol", "stolow", "stołami"},
           {"sala", "sale", "sal", "salę"},
           {"lokal", "lokale", "lokali"},
           {"wolontariusz", "wolontariusze", "wolontariuszy"},
           {"książka", "książki", "książek", "ksiazek", "ksiazki"},
           {"gra", "gry", "gier", "grami"},
           {"wycieczka", "wycieczki", "wycieczek"},
           {"bilet", "bilety", "biletów", "biletow"},
           {"but", "buty", "butów", "butow"},
           {"laptop", "laptopy", "laptopów", "laptopow"},
           {"mebel", "meble", "mebli"},
           {"zajęcia", "zajęć", "zajec"},
           {"warsztat", "warsztaty", "warsztatów", "warsztatow"},
           {"półka", "półki", "półek", "polki"},
           {"łyżka", "łyżki", "łyżek", "lyzek"},
           {"zabawka", "zabawki", "zabawek"}})
    CHECK(strangers(words, forms) == "");
}

TEST_CASE("pairs that the dictionary does not join are joined by the file of irregular words") {
  auto words = polish();
  for (const auto& forms :
       std::vector<Texts>{{"dziecko", "dzieci", "dziećmi", "dziecku", "dziecmi", "Dzieciom"},
                          {"człowiek", "ludzie", "ludzi", "ludźmi", "czlowiekiem", "ludziom"},
                          {"rok", "roku", "lata", "lat", "latach"},
                          {"tydzień", "tygodnie", "tygodni", "tydzien", "tygodniami"},
                          {"oko", "oczy", "oczu"},
                          {"przyjaciel", "przyjaciele", "przyjaciół"},
                          {"sąsiad", "sąsiedzi", "sąsiadów", "sasiedzi"}})
    CHECK(strangers(words, forms) == "");
  auto alone = Vocabulary{Dictionary{"/usr/share/hunspell"}, ""};
  CHECK_FALSE(finds(alone, "dziecko", "dziećmi"));
  CHECK_FALSE(finds(alone, "człowiek", "ludzie"));
  CHECK_FALSE(finds(alone, "tydzień", "tygodni"));
}

TEST_CASE("words that are only alike do not find each other") {
  auto words = polish();
  CHECK_FALSE(finds(words, "stół", "stołek"));
  CHECK_FALSE(finds(words, "sala", "salka"));
  CHECK_FALSE(finds(words, "krzesło", "krzew"));
  CHECK_FALSE(finds(words, "człowiek", "lud"));
}

TEST_CASE("an unknown word is taken for what equals it but for diacritics, and for nothing else") {
  Dictionary dictionary{"/usr/share/hunspell"};
  CHECK(dictionary.spellings("krzesel") == Texts{"krzeseł"});
  CHECK(dictionary.spellings("zolw") == Texts{"żółw"});
  CHECK(dictionary.spellings("qwzx").empty());
  CHECK(dictionary.spellings("zajec") == Texts{"zajęć"});
}

TEST_CASE("a word that could be another with diacritics is that one only when asked widely") {
  auto words = polish();
  CHECK_FALSE(finds(words, "kola", "kół"));
  CHECK(means(words.term("kola", Reading::wide), words.kept("kół")));
}

TEST_CASE("names are known in any form") {
  auto words = polish();
  CHECK(finds(words, "warszawa", "Warszawie"));
  CHECK(finds(words, "krakowa", "Kraków"));
  CHECK(finds(words, "zoliborz", "Żoliborzu"));
}

TEST_CASE("what the dictionary does not know is found by its beginning") {
  auto words = polish();
  CHECK(finds(words, "planszówka", "planszówek"));
  CHECK(finds(words, "planszowka", "Planszówki"));
  CHECK(finds(words, "krzes", "krzesło"));
  CHECK(finds(words, "A4", "a4"));
  CHECK_FALSE(finds(words, "A4", "a44"));
}

TEST_CASE("without the dictionary words are found by their beginnings") {
  auto words = bare();
  CHECK(strangers(words, {"krzesło", "krzesła", "krzeseł", "krzesel", "krzesłami"}) == "");
  CHECK(strangers(words, {"książka", "książki", "książek", "ksiazek"}) == "");
  CHECK(strangers(words, {"biurko", "biurka", "biurek"}) == "");
  CHECK(strangers(words, {"laptop", "laptopów", "laptopem"}) == "");
  CHECK(finds(words, "stół", "stoły"));
  CHECK_FALSE(finds(words, "stół", "biurko"));
  auto irregular = bare("Dziecko dzieci # a remark\n\n# another\nrok lata");
  CHECK(finds(irregular, "dzieci", "dziecko"));
  CHECK(finds(irregular, "rok", "lata"));
  CHECK_FALSE(finds(irregular, "remark", "dziecko"));
}

TEST_CASE("a post keeps each form and lemma once, in small ASCII letters") {
  auto words = polish();
  CHECK(words.kept_text("Krzesła i KRZESEŁ, dzieci") == "krzesla krzeslo i krzesel dzieci dziecko");
  CHECK(words.kept_text("").empty());
  CHECK(words.kept_text("…!").empty());
}

TEST_CASE("prepositions of one letter are not asked for beside other words") {
  auto words = polish();
  CHECK(words.terms("sala w piątki", Reading::narrow).size() == 2);
  CHECK(words.terms("w", Reading::narrow).size() == 1);
  CHECK(words.terms("6 krzeseł", Reading::narrow).size() == 2);
}

TEST_CASE("what is asked of FTS5 is quoted, whatever was typed") {
  auto words = bare();
  const auto asked = [&](std::string_view text) {
    std::string all;
    for (const auto& term : words.terms(text, Reading::narrow)) all += question(term) + ";";
    return all;
  };
  CHECK(asked("biurka") == "\"biurka\" OR \"biur\" *;");
  CHECK(asked("a\" OR title:b* NEAR(c)") ==
        "\"or\";\"title\" OR \"titl\" *;\"near\" OR \"near\" *;");
  CHECK(asked("-AND ^not {x}: 'y' ; drop") ==
        "\"and\" OR \"and\" *;\"not\" OR \"not\" *;\"drop\" OR \"drop\" *;");
}

TEST_CASE("a search needs words, and not too many") {
  CHECK(why_not_search("krzesła") == std::nullopt);
  CHECK(why_not_search(""));
  CHECK(why_not_search(" .,;\"*"));
  CHECK(why_not_search("krzes\x01"));
  CHECK(why_not_search("krzes\u202e"));
  CHECK(why_not_search("krzes\xff"));
  CHECK(why_not_search(std::string(200, 'a')) == std::nullopt);
  CHECK(why_not_search(std::string(201, 'a')));
}

TEST_CASE("no word is too odd to be kept and asked for") {
  auto words = polish();
  for (const auto& odd :
       {std::string(1999, 'z'), std::string(500, '\xC4') + "\x85", std::string{"\xff\xfe\x80"},
        std::string{
            "ąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąąą"},
        std::string{"кіт 你好 ß ﬁ Ⅷ é ŕ \u0301"}})
    for (const auto word : text::words(odd)) CHECK(finds(words, word, word));
}
