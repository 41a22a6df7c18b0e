#include "lib/base/address.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace mk;

TEST_CASE("an address is one bare address") {
  for (const char* good : {"klub@wola.example", "o'hara+miasto_1.a-b@pod.klub.example",
                           "A@B.example", "1@2.example", "x@xn--d-1ga.example"}) {
    CAPTURE(good);
    CHECK_FALSE(why_not_address(good));
  }
  for (const char* bad : {"",
                          "brak",
                          "a@b",
                          "a@@b.example",
                          "a b@c.example",
                          "a@b.example,c@d.example",
                          "a@b.example;c@d.example",
                          "\"a@b.example",
                          "Jan <jan@b.example>",
                          "mailto:jan@b.example",
                          ".jan@b.example",
                          "jan.@b.example",
                          "j..n@b.example",
                          "jan@-b.example",
                          "jan@b-.example",
                          "jan@b..example",
                          "jan@b.example.",
                          "jan@[127.0.0.1]",
                          "jan@localhost",
                          "jan@1.2.3.4",
                          "ján@b.example",
                          "jan@łódź.example",
                          "jan@b.example\r\nBcc: x@y.example",
                          "@b.example",
                          "jan@",
                          "jan@b_c.example",
                          "jan\x7F@b.example"}) {
    CAPTURE(bad);
    CHECK(why_not_address(bad));
  }
  CHECK(why_not_address(std::string_view{"a\0@b.example", 12}));
}

TEST_CASE("the parts of an address are as long as mail servers allow") {
  const std::string at = "@b.example";
  CHECK_FALSE(why_not_address(std::string(64, 'a') + at));
  CHECK(why_not_address(std::string(65, 'a') + at));
  CHECK_FALSE(why_not_address("a@" + std::string(63, 'b') + ".example"));
  CHECK(why_not_address("a@" + std::string(64, 'b') + ".example"));
  const std::string labels =
      std::string(60, 'b') + '.' + std::string(60, 'c') + '.' + std::string(60, 'd') + '.';
  CHECK_FALSE(why_not_address(std::string(63, 'a') + '@' + labels + "example"));
  CHECK(why_not_address(std::string(64, 'a') + '@' + labels + "example"));
}
