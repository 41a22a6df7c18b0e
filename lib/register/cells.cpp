#include "lib/base/address.hpp"
#include "lib/base/csv.hpp"
#include "lib/base/text.hpp"
#include "lib/register/rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace mk::registry {

namespace {

/// A cell put into its place, or why it cannot be.
using Taker = std::optional<Message> (*)(std::string_view cell, const std::string& city, Row& row);

struct Cell {
  Column column;
  std::size_t longest;  ///< In characters (default of ours).
  bool required;
  bool number;  ///< A line end in it is a fault.
  bool sign;    ///< A sign at its beginning is no formula.
  Taker take;
};

template <std::string Listing::*Field>
std::optional<Message> as_text(std::string_view cell, const std::string& /*city*/, Row& row) {
  row.listing.*Field = cell;
  return std::nullopt;
}

/// "1,23E+10": a long number after Excel has rounded it.
bool is_rounded(std::string_view cell) {
  const auto e = cell.find_first_of("eE");
  return e != cell.npos && e > 0 && e + 1 < cell.size() &&
         cell.find_first_not_of("0123456789,.") == e &&
         cell.substr(e + 1).find_first_not_of("+-0123456789") == cell.npos;
}

/// Takes what `reader` makes of a number, with the sentence that fits when it makes nothing.
template <std::string Listing::*Field>
std::optional<Message> as_number(std::string_view cell, std::string (*reader)(std::string_view),
                                 Sentence<1> otherwise, Row& row) {
  row.listing.*Field = reader(cell);
  if (!(row.listing.*Field).empty()) return std::nullopt;
  if (is_rounded(cell))
    return msg(
        "a spreadsheet has rounded the number to “{}”: format the column as text and enter "
        "the number again",
        cell);
  return msg(otherwise, cell);
}

std::optional<Message> as_kind(std::string_view cell, const std::string& /*city*/, Row& row) {
  auto found = kinds_of(cell);
  if (!found)
    return msg(
        "“{}” is not a kind of facility: give opiekuńcza, specjalistyczna or praca "
        "podwórkowa, or several joined by +",
        cell);
  row.listing.kinds = std::move(*found);
  return std::nullopt;
}

std::optional<Message> as_postal_code(std::string_view cell, const std::string& /*city*/,
                                      Row& row) {
  return as_number<&Listing::postal_code>(
      cell, postal_code_of, tr_later("“{}” is not a postal code such as 01-234"), row);
}

/// The name of a city without "m.st." before it.
std::string bare_city(std::string_view city) {
  auto word = text::folded(city);
  for (const std::string_view title :
       {"m.st.", "m. st.", "m.st", "m st", "st. m.", "miasto stołeczne"}) {
    if (!word.starts_with(title)) continue;
    word.erase(0, title.size());
    break;
  }
  word.erase(0, word.find_first_not_of(' '));
  return word;
}

std::optional<Message> as_city(std::string_view cell, const std::string& city, Row& row) {
  if (cell != city && bare_city(cell) != bare_city(city))
    return msg("“{}” is not {}: the programme takes facilities of its own city only", cell, city);
  row.listing.city = city;
  return std::nullopt;
}

std::optional<Message> as_district(std::string_view cell, const std::string& /*city*/, Row& row) {
  row.listing.district = district_of(cell);
  if (row.listing.district.empty())
    return msg("“{}” is not one of the 18 districts of Warsaw", cell);
  return std::nullopt;
}

std::optional<Message> as_email(std::string_view cell, const std::string& /*city*/, Row& row) {
  row.listing.email = cell;
  return why_not_address(cell);
}

std::optional<Message> as_phone(std::string_view cell, const std::string& /*city*/, Row& row) {
  row.phone_raw = cell;
  return as_number<&Listing::phone>(
      cell, phone_of,
      tr_later("“{}” is not a telephone number: a Polish one has nine digits, an extension stands "
               "after “wew.”"),
      row);
}

std::optional<Message> as_places(std::string_view cell, const std::string& /*city*/, Row& row) {
  std::int64_t places = 0;
  const auto* const end = cell.data() + cell.size();
  const auto [stop, error] = std::from_chars(cell.data(), end, places);
  if (error != std::errc{} || stop != end || places < 1 || places > 999)
    return msg("“{}” is not a number of places from 1 to 999", cell);
  row.listing.places = places;
  return std::nullopt;
}

std::optional<Message> as_regon(std::string_view cell, const std::string& /*city*/, Row& row) {
  return as_number<&Listing::regon>(
      cell, regon_of,
      tr_later("“{}” is not a REGON: it has 9 or 14 digits, and the check digits must fit"), row);
}

std::optional<Message> as_nip(std::string_view cell, const std::string& /*city*/, Row& row) {
  return as_number<&Listing::nip>(
      cell, nip_of, tr_later("“{}” is not a NIP: it has ten digits, and the last one must fit"),
      row);
}

std::optional<Message> as_krs(std::string_view cell, const std::string& /*city*/, Row& row) {
  return as_number<&Listing::krs>(
      cell, krs_of,
      tr_later("“{}” is not a number of the KRS: it has ten digits, zeros at the beginning too"),
      row);
}

/// What programs put in the place of a letter that they could not read: U+FFFD.
constexpr std::string_view replacement = "\xEF\xBF\xBD";

constexpr std::size_t long_enough = 254;  // The longest e-mail address too.

constexpr std::array<Cell, column_count> cells{{
    {Column::operator_name, long_enough, true, false, false, as_text<&Listing::operator_name>},
    {Column::name, long_enough, true, false, false, as_text<&Listing::name>},
    {Column::kind, long_enough, false, false, false, as_kind},
    {Column::street, long_enough, false, false, false, as_text<&Listing::street>},
    {Column::postal_code, long_enough, false, true, true, as_postal_code},
    {Column::city, long_enough, false, false, false, as_city},
    {Column::district, long_enough, true, false, false, as_district},
    {Column::manager, long_enough, false, false, false, as_text<&Listing::manager>},
    {Column::email, long_enough, false, true, false, as_email},
    {Column::phone, long_enough, false, true, true, as_phone},
    {Column::places, long_enough, false, true, true, as_places},
    {Column::regon, long_enough, false, true, true, as_regon},
    {Column::nip, long_enough, false, true, true, as_nip},
    {Column::krs, long_enough, false, true, true, as_krs},
    {Column::register_no, long_enough, false, false, false, as_text<&Listing::register_no>},
    {Column::informal_name, long_enough, false, false, false, as_text<&Listing::informal_name>},
}};

/// What Excel and LibreOffice, Polish and English, leave where a formula failed.
bool is_spreadsheet_error(std::string_view cell) {
  if (cell.front() != '#' && cell.front() != 'E') return false;
  constexpr std::array<std::string_view, 17> errors{
      "#ADR!",   "#ARG!",  "#DZIEL/0!", "#LICZBA!", "#N/D!",   "#N/D",
      "#NAZWA?", "#ZERO!", "#REF!",     "#VALUE!",  "#DIV/0!", "#NUM!",
      "#N/A",    "#N/A!",  "#NAME?",    "#NULL!",   "#SPILL!"};
  return std::find(errors.begin(), errors.end(), cell) != errors.end() ||
         (cell.size() > 1 && cell.find_first_not_of('#') == cell.npos) ||
         cell.starts_with("Err:5") || cell == "#ROZLANIE!";
}

/// `="0123"`, by which a spreadsheet keeps the zeros, is 0123.
std::string_view without_wrapping(std::string_view cell) {
  if (cell.size() < 4 || !cell.starts_with("=\"") || !cell.ends_with('"')) return cell;
  const auto inside = cell.substr(2, cell.size() - 3);
  return inside.find_first_not_of("0123456789 -") == inside.npos ? inside : cell;
}

bool is_dash(std::string_view cell) { return cell == "-" || cell == "–" || cell == "—"; }

/// Whether what begins with `first` has to be looked at: a sign, or a full-width one.
bool may_run(char first) {
  return first == '=' || first == '+' || first == '-' || first == '@' || first == '\xEF';
}

/// Why `cell` is no honest text, whatever its column.
std::optional<Fault> why_not_text(const Cell& rule, std::string_view cell, bool plain) {
  if (!plain && text::has_dangerous(cell))
    return Fault{"control_char", msg("the cell has a control character; type its text again")};
  if (is_spreadsheet_error(cell))
    return Fault{"excel_error", msg("“{}” is a spreadsheet's error: enter the value", cell)};
  const bool sign = rule.sign && (cell.front() == '+' || cell.front() == '-');
  if (!sign && may_run(cell.front()) && csv::would_run(cell))
    return Fault{"formula",
                 msg("a spreadsheet would run the cell as a formula: take the sign at its "
                     "beginning away")};
  if (cell.size() > rule.longest && text::length(cell) > rule.longest)
    return Fault{"field_too_long", msg("the cell has {} characters and may have {}",
                                       text::length(cell), rule.longest)};
  return std::nullopt;
}

}  // namespace

std::optional<Fault> take(Column column, std::string_view raw, const std::string& city, Row& row) {
  const auto& rule = cells.at(static_cast<std::size_t>(column));
  const bool plain = text::is_plain(raw);
  std::string tidied;
  std::string_view cell = raw;
  if (!plain) {
    if (!text::valid_utf8(raw))
      return Fault{"encoding", msg("the cell is in another encoding than the rest of the file: "
                                   "type its text again")};
    if (raw.find(replacement) != raw.npos)
      return Fault{"encoding",
                   msg("the cell has the mark U+FFFD where a letter was lost before: type its text "
                       "again")};
    cell = tidied = text::tidy(raw);
  }
  if (is_dash(cell)) cell = {};
  if (cell.empty()) {
    if (!rule.required) return std::nullopt;
    return Fault{name_of(column), msg("the cell is empty and must be filled")};
  }
  if (rule.number) {
    cell = without_wrapping(cell);
    if (!plain && raw.find_first_of("\r\n") != raw.npos)
      return Fault{name_of(column), msg("the cell has a line break in it: give one value")};
  }
  if (auto fault = why_not_text(rule, cell, plain)) return fault;
  if (auto why = rule.take(cell, city, row)) return Fault{name_of(column), std::move(*why)};
  // Several numbers spelled in full may be longer than they were.
  if (column == Column::phone && row.listing.phone.size() > rule.longest)
    return Fault{"field_too_long", msg("the cell has {} characters and may have {}",
                                       row.listing.phone.size(), rule.longest)};
  return std::nullopt;
}

}  // namespace mk::registry
