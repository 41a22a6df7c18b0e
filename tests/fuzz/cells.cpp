// A cell of the register under every rule: the first byte says which column it stands in.
#include "lib/base/address.hpp"
#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/register/register.hpp"
#include "lib/register/rules.hpp"
#include "tests/fuzz/holds.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

using namespace mk;

namespace {

constexpr std::size_t longest = 254;

/// What is kept of `column`, as an export writes it.
std::string kept(registry::Column column, const registry::Listing& it) {
  using registry::Column;
  switch (column) {
    case Column::operator_name:
      return it.operator_name;
    case Column::name:
      return it.name;
    case Column::kind:
      return registry::joined(it.kinds);
    case Column::street:
      return it.street;
    case Column::postal_code:
      return it.postal_code;
    case Column::city:
      return it.city;
    case Column::district:
      return it.district;
    case Column::manager:
      return it.manager;
    case Column::email:
      return it.email;
    case Column::phone:
      return it.phone;
    case Column::places:
      return it.places ? std::to_string(*it.places) : "";
    case Column::regon:
      return it.regon;
    case Column::nip:
      return it.nip;
    case Column::krs:
      return it.krs;
    case Column::register_no:
      return it.register_no;
    case Column::informal_name:
      return it.informal_name;
  }
  return {};
}

/// `cell` as the export writes it and a reader finds it again.
std::string exported(const std::string& cell) {
  std::string file;
  const std::array cells{std::string{"x"}, cell};
  csv::add(file, cells, csv::Style::people);
  std::string found;
  std::size_t records = 0;
  csv::each_record(file, ';', [&](const csv::Record& record) {
    ++records;
    holds(record.cells.size() == 2, "two cells are written and read", cell);
    found = record.cells.at(1);
  });
  holds(records == 1, "one line is written and read", cell);
  return found;
}

/// One clean line in NFC that nobody's terminal or spreadsheet stumbles over.
void is_harmless(const std::string& cell) {
  holds(!text::has_dangerous(cell), "nothing dangerous is taken", cell);
  holds(text::valid_utf8(cell), "what is taken is UTF-8");
  holds(text::tidy(cell) == cell, "what is taken is tidy", cell);
  holds(text::nfc(cell) == cell, "what is taken is in NFC", cell);
  holds(text::length(cell) <= longest, "what is taken is not too long", cell);
  const bool number = cell.starts_with("+") && registry::phone_of(cell) == cell;
  holds(number || !csv::would_run(cell), "a spreadsheet runs nothing that is taken", cell);
}

void is_known(const registry::Fault& fault, registry::Column column) {
  static const std::set<std::string> reasons{"control_char", "encoding", "excel_error",
                                             "field_too_long", "formula"};
  holds(reasons.contains(fault.reason) || fault.reason == registry::name_of(column),
        "a reason is one that the manual tells", fault.reason);
  holds(!fault.message.english.empty(), "a refusal says why");
}

void take(registry::Column column, std::string_view cell) {
  registry::Row row;
  if (const auto fault = registry::take(column, cell, "Warszawa", row))
    return is_known(*fault, column);
  const auto value = kept(column, row.listing);
  is_harmless(value);
  holds(!text::has_dangerous(row.phone_raw), "nothing dangerous is kept beside", row.phone_raw);
  registry::Row again;
  const auto fault = registry::take(column, exported(value), "Warszawa", again);
  holds(!fault, "what is exported is taken", value);
  holds(again.listing == row.listing, "what is exported is taken as it was", value);
}

void texts(std::string_view cell) {
  const auto tidy = text::tidy(cell);
  holds(text::tidy(tidy) == tidy, "tidy is tidy", cell);
  const auto nfc = text::nfc(cell);
  holds(text::nfc(nfc) == nfc, "NFC is NFC", cell);
  holds(text::folded(tidy) == text::folded(cell), "blanks do not tell names apart", cell);
  const auto key = text::sort_key(cell);
  holds(std::all_of(key.begin(), key.end(), [](char c) { return c >= ' ' && c < 0x7F; }),
        "a sort key is ASCII that shows", key);
  text::looks_like_pesel(cell);
  text::width(cell);
}

void numbers(const std::string& cell) {
  for (auto* const number : {registry::nip_of, registry::regon_of, registry::krs_of,
                             registry::postal_code_of, registry::phone_of}) {
    const auto found = number(cell);
    holds(found.empty() || number(found) == found, "a number is spelled in one way", found);
  }
  registry::dialled(registry::phone_of(cell));
  const auto district = registry::district_of(cell);
  holds(registry::district_of(district) == district, "a district is spelled in one way", district);
  if (const auto kinds = registry::kinds_of(cell))
    holds(registry::kinds_of(registry::joined(*kinds)) == kinds, "kinds are a set", cell);
  if (const auto column = registry::column_of(cell))
    holds(registry::column_of(registry::name_of(*column)) == column, "a column has one name", cell);
}

void address(std::string_view cell) {
  if (why_not_address(cell)) return;
  holds(std::all_of(cell.begin(), cell.end(), [](char c) { return c > ' ' && c < 0x7F; }),
        "an address is ASCII without blanks", cell);
  holds(std::count(cell.begin(), cell.end(), '@') == 1, "an address has one @", cell);
  holds(cell.find_first_of("<>\"(),:;[]\\") == cell.npos, "an address is bare", cell);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const auto column = static_cast<registry::Column>(bytes[0] % registry::column_count);
  const std::string cell{reinterpret_cast<const char*>(bytes) + 1, size - 1};
  take(column, cell);
  texts(cell);
  numbers(cell);
  address(cell);
  return 0;
}
