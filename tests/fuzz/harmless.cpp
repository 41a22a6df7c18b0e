#include "tests/fuzz/harmless.hpp"

#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/register/rules.hpp"
#include "tests/fuzz/holds.hpp"

#include <set>

namespace mk::fuzz {

namespace {

constexpr std::size_t longest = 254;

}  // namespace

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

void is_harmless(const std::string& cell) {
  holds(!text::has_dangerous(cell), "nothing dangerous is taken", cell);
  holds(text::valid_utf8(cell), "what is taken is UTF-8");
  holds(text::tidy(cell) == cell, "what is taken is tidy", cell);
  holds(text::nfc(cell) == cell, "what is taken is in NFC", cell);
  holds(text::length(cell) <= longest, "what is taken is not too long", cell);
  const bool number = cell.starts_with("+") && registry::phone_of(cell) == cell;
  holds(number || !csv::would_run(cell), "a spreadsheet runs nothing that is taken", cell);
}

void is_known(const std::string& reason, std::string_view column, const Message& message) {
  static const std::set<std::string> reasons{"column_count", "control_char",   "duplicate_facility",
                                             "encoding",     "excel_error",    "field_too_long",
                                             "formula",      "header_repeated"};
  holds(reasons.contains(reason) || reason == column, "a reason is one that the manual tells",
        reason);
  holds(!message.english.empty(), "a refusal says why");
}

}  // namespace mk::fuzz
