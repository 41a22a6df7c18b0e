#include "lib/register/columns.hpp"
#include "lib/register/rules.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace mk;
using namespace mk::registry;

namespace {

/// The reason for which a cell is refused, or "".
std::string reason(Column column, std::string_view cell) {
  Row row;
  const auto fault = take(column, cell, "Warszawa", row);
  return fault ? fault->reason : "";
}

Listing taken(Column column, std::string_view cell) {
  Row row;
  REQUIRE_FALSE(take(column, cell, "Warszawa", row));
  return row.listing;
}

}  // namespace

TEST_CASE("a NIP has ten digits and a check digit, however it is spelled") {
  for (const char* good : {"7781346888", "778-134-68-88", "PL 778 134 68 88", "pl7781346888"})
    CHECK(nip_of(good) == "7781346888");
  CHECK(nip_of("1131079818") == "1131079818");
  for (const char* bad : {"7781346889", "778134688", "77813468880", "0000000000", "9990000050",
                          "PL", "", "7,78E+09", "DE7781346888"}) {
    CAPTURE(bad);
    CHECK(nip_of(bad) == "");
  }
}

TEST_CASE("a REGON has nine or fourteen digits that fit") {
  for (const char* good : {"040013098", "143342882", "01024302500000"})
    CHECK(regon_of(good) == good);
  for (const char* bad :
       {"040013099", "01024302500001", "02024302500000", "000000000", "4001309", "0400130980"}) {
    CAPTURE(bad);
    CHECK(regon_of(bad) == "");
  }
}

TEST_CASE("a number of the KRS keeps its zeros") {
  CHECK(krs_of("0000123456") == "0000123456");
  CHECK(krs_of("123456") == "");
  CHECK(krs_of("0000000000") == "");
}

TEST_CASE("a postal code is two digits, a hyphen and three digits") {
  CHECK(postal_code_of("32 - 410") == "32-410");
  CHECK(postal_code_of("01–234") == "01-234");
  for (const char* bad : {"32410", "3-410", "32-41", "32-4100", "ab-cde", ""}) {
    CAPTURE(bad);
    CHECK(postal_code_of(bad) == "");
  }
}

TEST_CASE("a district is known with or without its Polish letters") {
  CHECK(district_of("praga - północ") == "Praga-Północ");
  CHECK(district_of("PRAGA POŁUDNIE") == "Praga-Południe");
  CHECK(district_of("Praga–Południe") == "Praga-Południe");
  CHECK(district_of("Srodmiescie") == "Śródmieście");
  CHECK(district_of("Praga") == "");
  CHECK(district_of("") == "");
}

TEST_CASE("kinds are a set in a fixed order") {
  const std::vector<std::string> both{"opiekuńcza", "praca podwórkowa"};
  for (const char* text : {"opiekuńcza+praca podwórkowa", "Podwórkowa, opiekuńcza",
                           "opiekuncza i podworkowa", "podwórkowa + opiekuńcza + opiekuńcza"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == both);
  }
  CHECK_FALSE(kinds_of("opiekuńcza, sportowa"));
  CHECK_FALSE(kinds_of("+"));
}

TEST_CASE("a telephone number is known in the shapes that offices write") {
  for (const char* text : {"22 555 00 10", "(22) 555-00-10", "22/555 00 10", "+48 22 555 00 10",
                           "0048 225550010", "48225550010", "0-22 555 00 10", "tel. 22 555 00 10",
                           "22.555.00.10", "+48 (22) 555–00–10", "Telefon: 225550010"}) {
    CAPTURE(text);
    CHECK(phone_of(text) == "+48225550010");
  }
  CHECK(phone_of("22 555 00 10 wew. 12") == "+48225550010 wew. 12");
  CHECK(phone_of("22 555 00 10, 600 700 800") == "+48225550010, +48600700800");
  CHECK(phone_of("22 555 00 10 / 600 700 800") == "+48225550010, +48600700800");
  CHECK(phone_of("'+48225550010, +48600700800") == "+48225550010, +48600700800");
  CHECK(phone_of("+420 222 333 444") == "+420222333444");
  for (const char* bad : {"555 00 10", "4,82228E+10", "brak", "22 555 00 1", "1234567890123456", "",
                          "225550010 wew. abc"}) {
    CAPTURE(bad);
    CHECK(phone_of(bad) == "");
  }
}

TEST_CASE("places are a whole number from 1 to 999") {
  CHECK(taken(Column::places, "\u00A025\u00A0").places == 25);
  CHECK(taken(Column::places, "1").places == 1);
  CHECK(taken(Column::places, "999").places == 999);
  for (const char* bad : {"0", "1000", "1 200", "25,0", "dużo", "-5", "+5"}) {
    CAPTURE(bad);
    CHECK(reason(Column::places, bad) == "places");
  }
}

TEST_CASE("what must be filled is told by its column's code") {
  CHECK(reason(Column::name, " \u00A0") == "name");
  CHECK(reason(Column::operator_name, "") == "operator");
  CHECK(reason(Column::district, "") == "district");
  for (const auto column :
       {Column::email, Column::nip, Column::phone, Column::places, Column::kind}) {
    CHECK(reason(column, "") == "");
    CHECK(reason(column, "–") == "");
  }
}

TEST_CASE("a facility is in the programme's own city") {
  CHECK(taken(Column::city, "m.st. WARSZAWA").city == "Warszawa");
  CHECK(taken(Column::city, "M. St. Warszawa").city == "Warszawa");
  CHECK(reason(Column::city, "Kraków") == "city");
}

TEST_CASE("what would deceive or harm is refused, whatever the column") {
  CHECK(reason(Column::name, "Klub\x1B[2J") == "control_char");
  CHECK(reason(Column::name, "Klub \u202Ecba") == "control_char");
  CHECK(reason(Column::name, std::string_view{"Klub\0x", 6}) == "control_char");
  CHECK(reason(Column::name, "\xA3\xB9ka") == "encoding");
  CHECK(reason(Column::name, "#ADR!") == "excel_error");
  CHECK(reason(Column::street, "########") == "excel_error");
  CHECK(reason(Column::name, "=1+1") == "formula");
  CHECK(reason(Column::street, "＝1+1") == "formula");
  CHECK(reason(Column::phone, "=1+1") == "formula");
  CHECK(reason(Column::name, std::string(254, 'a')) == "");
  CHECK(reason(Column::name, std::string(255, 'a')) == "field_too_long");
}

TEST_CASE("numbers that a spreadsheet broke are refused, the wrapping that keeps zeros is undone") {
  CHECK(reason(Column::nip, "9,99E+09") == "nip");
  CHECK(reason(Column::regon, "9.9E8") == "regon");
  CHECK(reason(Column::phone, "4,82228E+10") == "phone");
  CHECK(taken(Column::nip, "=\"7781346888\"").nip == "7781346888");
  CHECK(reason(Column::nip, "=\"7781346888\"&A1") == "formula");
}

TEST_CASE("a line break is one blank in a text and a fault in a number or an address") {
  CHECK(taken(Column::street, "ul. Łucka 12\r\nlokal 3").street == "ul. Łucka 12 lokal 3");
  CHECK(reason(Column::email, "a@b.example\nBcc: c@d.example") == "email");
  CHECK(reason(Column::nip, "778\n1346888") == "nip");
}

TEST_CASE("columns are known by English names and by what offices write above them") {
  CHECK(column_of("operator") == Column::operator_name);
  CHECK(column_of("  ORGANIZACJA   PROWADZĄCA ") == Column::operator_name);
  CHECK(column_of("Postal_Code") == Column::postal_code);
  CHECK(column_of("Kod pocztowy:") == Column::postal_code);
  CHECK(column_of("E-mail") == Column::email);
  CHECK(column_of("Nr w rejestrze") == Column::register_no);
  CHECK_FALSE(column_of("Uwagi"));
  CHECK_FALSE(column_of(""));
  std::set<std::string> names;
  for (std::size_t i = 0; i < column_count; ++i) {
    const auto column = static_cast<Column>(i);
    CHECK(column_of(name_of(column)) == column);
    names.insert(name_of(column));
  }
  CHECK(names.size() == column_count);
}

TEST_CASE("a number is told as it is dialled") {
  CHECK(registry::dialled("+48221234567") == "22 123 45 67");
  CHECK(registry::dialled("+48501234567") == "501 234 567");
  CHECK(registry::dialled("+4930123456") == "+4930123456");
  CHECK(registry::dialled("+48221234567 wew. 12") == "+48221234567 wew. 12");
  CHECK(registry::dialled("").empty());
}
