#include "lib/base/money.hpp"

#include "lib/base/error.hpp"

#include <doctest/doctest.h>

using namespace mk;

TEST_CASE("an amount may be typed in any of the usual ways") {
  const std::pair<const char*, std::int64_t> amounts[] = {{"1200", 120000},
                                                          {"1200,50", 120050},
                                                          {"1200.5", 120050},
                                                          {"1 200,50", 120050},
                                                          {"1 200,50 zł", 120050},
                                                          {"1\u00A0200,50\u00A0zł", 120050},
                                                          {"1\u202F200,50zł", 120050},
                                                          {" 1\u2009200 zł ", 120000},
                                                          {"12 345 678,9", 1234567890},
                                                          {"0", 0},
                                                          {"0,01", 1},
                                                          {"007", 700},
                                                          {"9999999999,99", 999999999999}};
  for (const auto& [text, grosze] : amounts) {
    CAPTURE(text);
    CHECK(Money::parse(text) == Money{grosze});
  }
}

TEST_CASE("what is not an amount is none") {
  for (const auto* text :
       {"",          " ",      "zł",       "-1",     "+1",      "1,234",    "1,",
        ",50",       "1,2,3",  "1.200,50", "1e3",    "12zl",    "1200 PLN", "10000000000",
        "١٢",        "0x10",   "1,5 0 0",  "12 00",  "1 2 0 0", "1234 567", "1 200 ,50",
        "1 200, 50", "1  200", "1 200 50", "1200\t", "zł 5",    "5 zł zł",  "99999999999999999999",
        "1\u00A02"}) {
    CAPTURE(text);
    CHECK(Money::parse(text) == std::nullopt);
  }
}

TEST_CASE("a typed amount that is none is a wrong command line") {
  Money money{7};
  CHECK_THROWS_AS(read("dużo", money), Error);
  CHECK(money == Money{7});
  read("12,30", money);
  CHECK(money == Money{1230});
}

TEST_CASE("amounts are reckoned in grosze") { CHECK(Money{1050} * 3 - Money{1} == Money{3149}); }
