#include "lib/base/secret.hpp"

#include <doctest/doctest.h>

using namespace mk;

TEST_CASE("a secret has 52 letters and digits that nobody confuses") {
  const auto secret = secret::make();
  CHECK(secret.size() == 52);
  CHECK(secret.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == std::string::npos);
  CHECK(secret::make() != secret);
}

TEST_CASE("a code in groups, in capitals or with letters for digits is the same secret") {
  CHECK(secret::grouped("abcdefgh2345") == "abcd-efgh-2345");
  CHECK(secret::grouped("abcde") == "abcd-e");
  CHECK(secret::typed(" ABCD-efgh\t2345\r\n") == "abcdefgh2345");
  CHECK(secret::typed("oOiIlL") == "001111");
}

TEST_CASE("a digest is 64 digits, the same for the same secret alone") {
  CHECK(secret::digest("abc").size() == 64);
  CHECK(secret::digest("abc") == secret::digest("abc"));
  CHECK(secret::digest("abc") != secret::digest("abd"));
}
