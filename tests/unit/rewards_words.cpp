#include "lib/rewards/appointment.hpp"
#include "lib/rewards/words.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace mk;
using namespace mk::rewards;

TEST_CASE("a file may name a reward's words in Polish or English, in any case") {
  CHECK(type_named("Superwizja") == Type::supervision);
  CHECK(type_named("supervision") == Type::supervision);
  CHECK(type_named("Program / narzędzie") == Type::tool);
  CHECK(type_named("USŁUGA") == Type::service);
  CHECK_FALSE(type_named("prezent"));
  CHECK(unit_named("Godzina") == Unit::hour);
  CHECK_FALSE(unit_named(""));
  CHECK(status_named("VIP") == survey::Status::vip);
  CHECK_FALSE(status_named("growing"));
}

TEST_CASE("an amount is counted in its unit") {
  CHECK(in_english(amount(1, Unit::place)) == "1 place");
  CHECK(in_english(amount(5, Unit::hour)) == "5 hours");
}

TEST_CASE("a calendar entry takes the whole day, is escaped and has no long line") {
  Appointment it;
  it.uid = "V-7@korzysci.example";
  it.day = *parse_day("2026-12-31");
  it.title = "Superwizja; grupowa, " + std::string(80, 'x') + "ąąąąąąąąąąąąąąąąąąąąąąąąąąąą";
  it.text = "pierwszy\ndrugi\\";
  const auto file = calendar_file(it, *parse_instant("2026-11-22T13:20:43Z"));
  CHECK(file.find("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n") !=
        std::string::npos);
  CHECK(file.find("DTSTAMP:20261122T132043Z\r\n") != std::string::npos);
  CHECK(file.find("SUMMARY:Superwizja\\; grupowa\\, xxx") != std::string::npos);
  CHECK(file.find("DESCRIPTION:pierwszy\\ndrugi\\\\\r\n") != std::string::npos);
  CHECK(file.find("METHOD:PUBLISH") != std::string::npos);
  std::string unfolded = file;
  for (std::size_t at = 0; (at = unfolded.find("\r\n ")) != std::string::npos;)
    unfolded.erase(at, 3);
  CHECK(unfolded.find("xąąąąąąąąąąąąąąąąąąąąąąąąąąąą\r\n") != std::string::npos);
  for (std::size_t at = 0; at < file.size();) {
    const auto end = file.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    CHECK(end - at <= 75);
    at = end + 2;
  }
}

TEST_CASE("a cancelled calendar entry is taken out again") {
  Appointment it;
  it.cancelled = true;
  it.sequence = 1;
  const auto file = calendar_file(it, Instant{});
  CHECK(file.find("METHOD:CANCEL") != std::string::npos);
  CHECK(file.find("STATUS:CANCELLED") != std::string::npos);
  CHECK(file.find("SEQUENCE:1\r\n") != std::string::npos);
}
