#include "lib/mail/lines.hpp"
#include "lib/mail/page.hpp"

#include <doctest/doctest.h>

using namespace mk;
using mail::paragraphs;

TEST_CASE("blank lines part paragraphs; a long line runs on, a short one stays") {
  const std::string wide(60, 'a');
  const std::string narrow(59, 'a');
  CHECK(paragraphs("raz\n\n\ndwa\n") == "<p>raz</p>\n<p>dwa</p>\n");
  CHECK(paragraphs(wide + "\nb\n") == "<p>" + wide + "\nb</p>\n");
  CHECK(paragraphs(narrow + "\nb\n") == "<p>" + narrow + "<br>\nb</p>\n");
  CHECK(paragraphs(wide + mail::line_stays + "\nb\n") == "<p>" + wide + "<br>\nb</p>\n");
  CHECK(paragraphs("").empty());
  CHECK(paragraphs("\n \n").empty());
}

TEST_CASE("a list is a list, and its indented lines belong to it") {
  CHECK(paragraphs("Uwagi:\n- jedna\n  dalej\n- druga\n\nKoniec\n") ==
        "<p>Uwagi:</p>\n<ul>\n<li>jedna\ndalej</li>\n<li>druga</li>\n</ul>\n<p>Koniec</p>\n");
}

TEST_CASE("words with a colon and two blanks are terms, indented lines stand apart") {
  CHECK(
      paragraphs("Placówka:    Klub (F-1)\nTelefon:     +48 22 555 00 10\n") ==
      "<dl>\n<dt>Placówka:</dt><dd>Klub (<span class=\"id\">F-1</span>)</dd>\n<dt>Telefon:</dt><dd>"
      "<a href=\"tel:+48225550010\">+48 22 555 00 10</a></dd>\n</dl>\n");
  CHECK(paragraphs("Powód: inny\n") == "<p>Powód: inny</p>\n");
  CHECK(paragraphs("  Wyjazd – 1 miejsce\n  numer: V-3\n") ==
        "<p class=\"apart\">Wyjazd\u00a0– 1\u00a0miejsce<br>\nnumer: <span "
        "class=\"id\">V-3</span></p>\n");
}

TEST_CASE("headings come below the page's own, dashes are a rule, stars make strong") {
  CHECK(
      paragraphs("----------\n\n# Informacja\n\n## Kto\nMiasto **tylko\nono** i\tkoniec\n") ==
      "<hr>\n<h2>Informacja</h2>\n<h3>Kto</h3>\n<p>Miasto **tylko<br>\nono** i\u00a0koniec</p>\n");
  CHECK(paragraphs("a **b** c **d\n") == "<p>a <strong>b</strong> c\u00a0**d</p>\n");
}

TEST_CASE("addresses and numbers become links and nothing else does") {
  CHECK(
      paragraphs("Adres (https://a.example/x?token=1&b=2).\n") ==
      "<p>Adres (<a href=\"https://a.example/x?token=1&amp;b=2\">https://a.example/x</a>).</p>\n");
  CHECK(paragraphs("biuro@a.example, tel. +48 22 555 00 10, +48 22\n") ==
        "<p><a href=\"mailto:biuro@a.example\">biuro@a.example</a>, tel. "
        "<a href=\"tel:+48225550010\">+48 22 555 00 10</a>, +48 22</p>\n");
  CHECK(paragraphs("Jan Róg, 22 555 71 32 (501 234 567)\n") ==
        "<p>Jan Róg, <a href=\"tel:+48225557132\">22 555 71 32</a> "
        "(<a href=\"tel:+48501234567\">501 234 567</a>)</p>\n");
  for (const auto* const none : {"javascript:alert(1)", "data:text/html,x", "@klub", "1 + 1", "+",
                                 "1 501 234 567", "501 234 567 8", "501 234 5678", "x501 234 567"})
    CHECK(paragraphs(none) == "<p>" + std::string{none} + "</p>\n");
}

TEST_CASE("whatever a person wrote stays text") {
  CHECK(paragraphs("<script>alert('x')</script> & \"y\"\n") ==
        "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;</p>\n");
  CHECK(paragraphs("https://a.example/\"onclick=\"x\n") ==
        "<p class=\"action\"><a href=\"https://a.example/&quot;onclick=&quot;x\">"
        "https://a.example/&quot;onclick=&quot;x</a></p>\n");
  CHECK(paragraphs("- <b>\nSłowo:  <i>\n# <u>\n") ==
        "<ul>\n<li>&lt;b&gt;</li>\n</ul>\n<dl>\n<dt>Słowo:</dt><dd>&lt;i&gt;</dd>\n</dl>\n"
        "<h2>&lt;u&gt;</h2>\n");
}

TEST_CASE("a web address that is a paragraph is what is to be done") {
  const std::string url = "https://a.example/x";
  const auto link = "<a href=\"" + url + "\">" + url + "</a>";
  CHECK(paragraphs("Tu:\n\n" + url + "\n\n" + url + " i dalej\n") ==
        "<p>Tu:</p>\n<p class=\"action\">" + link + "</p>\n<p>" + link + " i\u00a0dalej</p>\n");
  CHECK(paragraphs("a.example\n") == "<p>a.example</p>\n");
}

TEST_CASE("an id is one word, and what only looks like one is none") {
  CHECK(paragraphs("V-13, (P-4): v-1 V-x V- AV-1\n") ==
        "<p><span class=\"id\">V-13</span>, (<span class=\"id\">P-4</span>): v-1\u00a0V-x V- "
        "AV-1</p>\n");
}

TEST_CASE("a line of a page ends neither after a word of one letter nor inside of a date") {
  CHECK(mail::heading("Klub <A> w Warszawie – do 8 maja") ==
        "Klub &lt;A&gt; w\u00a0Warszawie\u00a0– do 8\u00a0maja");
  CHECK(paragraphs("do 30 września 2026 r. w klubie – tak\n") ==
        "<p>do 30\u00a0września\u00a02026\u00a0r. w\u00a0klubie\u00a0– tak</p>\n");
}
