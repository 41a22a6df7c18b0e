#include "lib/base/id.hpp"

#include <doctest/doctest.h>

using namespace mk;

TEST_CASE("an id reads as it prints") {
  CHECK(FacilityId{12}.text() == "F-12");
  CHECK(FacilityId::parse("F-12") == FacilityId{12});
  CHECK(ReservationId::parse("V-9223372036854775807") == ReservationId{INT64_MAX});
}

TEST_CASE("an id may be typed in either case and without its hyphen or letter") {
  for (const auto* text : {"F-12", "f-12", "F12", "f12", "12"}) {
    CAPTURE(text);
    CHECK(FacilityId::parse(text) == FacilityId{12});
  }
}

TEST_CASE("what is not an id of this kind is none") {
  for (const auto* text :
       {"",      "F",     "F-",   "-12",   "S-12",  "s12",   "F-0",
        "0",     "F-012", "012",  "F--1",  "F-1-2", "F-12x", "F 12",
        " F-12", "F-12 ", "F-+1", "F-1.0", "FF-1",  "F-９",  "F-9223372036854775808"}) {
    CAPTURE(text);
    CHECK(FacilityId::parse(text) == std::nullopt);
  }
}

TEST_CASE("a typed id that is none is a wrong command line, and the answer shows a right one") {
  FacilityId id;
  read("f7", id);
  CHECK(id == FacilityId{7});
  try {
    read("S-1", id);
    FAIL("S-1 was taken for a facility");
  } catch (const Error& error) {
    CHECK(error.exit() == Exit::usage);
    CHECK(in_english(error.message()) == "“S-1” is not an id such as F-12");
  }
  CHECK(id == FacilityId{7});
}
