#include "lib/base/environment.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace mk;

TEST_CASE("the language is the first name of ours in the environment") {
  const auto language = [](const char* mk, const char* list, const char* lc_all, const char* lang) {
    setenv("MK_LANG", mk, 1);
    setenv("LANGUAGE", list, 1);
    setenv("LC_ALL", lc_all, 1);
    setenv("LC_MESSAGES", "", 1);
    setenv("LANG", lang, 1);
    return language_of_environment();
  };
  CHECK(language("", "", "", "").empty());
  CHECK(language("", "", "C", "C.UTF-8").empty());
  CHECK(language("", "", "", "pl_PL.UTF-8") == "pl");
  CHECK(language("", "", "en_GB", "pl_PL.UTF-8") == "en");
  CHECK(language("", "de:pl:en", "en_GB", "") == "pl");
  CHECK(language("en", "pl", "pl_PL", "pl_PL") == "en");
  CHECK(language("", "plum", "", "english").empty());
}
