// A cell of the register under every rule: the first byte says which column it stands in.
#include "lib/base/address.hpp"
#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/register/register.hpp"
#include "lib/register/rules.hpp"
#include "tests/fuzz/harmless.hpp"
#include "tests/fuzz/holds.hpp"

#include <algorithm>
#include <array>
#include <string>

using namespace mk;
using namespace mk::fuzz;

namespace {

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

void take(registry::Column column, std::string_view cell) {
  registry::Row row;
  if (const auto fault = registry::take(column, cell, "Warszawa", row))
    return is_known(fault->reason, registry::name_of(column), fault->message);
  const auto value = kept(column, row.listing);
  is_harmless(value);
  holds(!text::has_dangerous(row.phone_raw), "nothing dangerous is kept beside", row.phone_raw);
  registry::Row again;
  const auto fault = registry::take(column, exported(value), "Warszawa", again);
  holds(!fault, "what is exported is taken", value);
  holds(again.listing == row.listing, "what is exported is taken as it was", value);
}

void texts(std::string_view cell) {
  // Bytes that are no UTF-8 may become some when what shows nothing is taken out between them.
  if (!text::valid_utf8(cell)) return;
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
