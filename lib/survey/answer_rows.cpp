#include "lib/survey/answer_rows.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

namespace mk::survey {

namespace {

std::optional<std::size_t> place(const csv::Table& table,
                                 std::initializer_list<const char*> names) {
  for (const auto* name : names)
    if (const auto found = table.column(name)) return found;
  return std::nullopt;
}

std::size_t needed_place(const csv::Table& table, std::initializer_list<const char*> names) {
  if (const auto found = place(table, names)) return *found;
  throw Error{Exit::data, msg("the file has no column “{}”", *names.begin()), "header",
              table.header_line};
}

const std::string& raw(const csv::Row& row, std::optional<std::size_t> place) {
  static const std::string none;
  return place && *place < row.cells.size() ? row.cells[*place] : none;
}

/// The term that `text` spells, also as a spreadsheet makes a date of it: "wrz.26", "Mar-27",
/// "2026-09-01".
std::optional<Term> term_of(const std::string& text) {
  if (const auto day = parse_day(text); day && text.ends_with("-01"))
    return Term::parse(text.substr(0, text.size() - 3));
  const auto folded = text::folded(text);
  constexpr std::size_t month_and_year = 6;
  if (folded.size() == month_and_year &&
      std::string_view{". -"}.find(folded[3]) != std::string_view::npos) {
    const auto month = folded.substr(0, 3);
    const auto* const number = month == "mar" ? "-03" : "-09";
    if (month == "mar" || month == "wrz" || month == "sep")
      return Term::parse("20" + folded.substr(4) + number);
  }
  return Term::parse(text);
}

/// "yes" and "no" in both languages, and nothing for other words.
std::optional<bool> truth(const std::string& word) {
  constexpr std::array yes{"tak", "t", "yes", "1"};
  constexpr std::array no{"nie", "n", "no", "0"};
  const auto folded = text::folded(word);
  if (std::ranges::find(yes, folded) != yes.end()) return true;
  if (std::ranges::find(no, folded) != no.end()) return false;
  return std::nullopt;
}

/// The whole number that `text` spells, with blanks between its digits or without.
std::optional<std::int64_t> whole_number(std::string text) {
  constexpr std::size_t most_digits = 9;
  std::erase(text, ' ');
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  std::int64_t value = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || text[0] == '-') return std::nullopt;
  return value;
}

/// `cell` in NFC with LF between its lines and no blanks around.
std::string text_of(const std::string& cell) {
  std::string lines;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\r' && i + 1 < cell.size() && cell[i + 1] == '\n') continue;
    lines += cell[i] == '\r' ? '\n' : cell[i];
  }
  const auto first = lines.find_first_not_of(" \t\n");
  if (first == std::string::npos) return {};
  return text::nfc(lines.substr(first, lines.find_last_not_of(" \t\n") - first + 1));
}

std::variant<Said, Fault> answer(const csv::Row& row, const Columns& columns,
                                 const Criterion& criterion) {
  Said said{.code = criterion.code(), .category = criterion.category, .answer = {}, .text = {}};
  const auto met = text::tidy(raw(row, columns.met));
  said.answer.met = truth(met);
  if (!met.empty() && !said.answer.met)
    return Fault{"met", met, "met", msg("“{}” is neither tak nor nie (yes, no, t, n, 1, 0)", met)};
  const auto number = text::tidy(raw(row, columns.number));
  if (!number.empty() && criterion.unit.empty())
    return Fault{"number", number, "number", msg("the criterion {} asks no number", said.code)};
  said.answer.number = whole_number(number);
  if (!number.empty() && !said.answer.number)
    return Fault{"number", number, "number", msg("“{}” is not a whole number, 0 or more", number)};
  const auto text = text_of(raw(row, columns.text));
  if (!text.empty())
    return Fault{"text", text, "text",
                 msg("a text belongs to its category; put it in the row {}", criterion.category)};
  return said;
}

std::variant<Said, Fault> category_text(const csv::Row& row, const Columns& columns,
                                        const Card& card, std::int64_t number) {
  const auto stray = text::tidy(raw(row, columns.met) + raw(row, columns.number));
  if (!stray.empty())
    return Fault{"met", stray, "met",
                 msg("the row {} carries a text; answers belong to its criteria", number)};
  Said said{.code = {}, .category = number, .answer = {}, .text = text_of(raw(row, columns.text))};
  if (!text::valid_utf8(said.text))
    return Fault{"text", {}, "encoding", msg("the text has bytes that are not UTF-8")};
  if (text::has_dangerous(said.text, text::Lines::many))
    return Fault{"text", said.text, "control_char", msg("the text has a control character")};
  const auto length = static_cast<std::int64_t>(text::length(said.text));
  if (length > card.text_limit)
    return Fault{"text",
                 {},
                 "field_too_long",
                 msg("the text has {} characters; at most {} are taken", length, card.text_limit)};
  return said;
}

}  // namespace

Columns columns_of(const csv::Table& table) {
  return {.facility = needed_place(table, {"facility", "placówka"}),
          .term = needed_place(table, {"term", "termin"}),
          .criterion = needed_place(table, {"criterion", "kryterium"}),
          .met = needed_place(table, {"met", "spełnione"}),
          .number = place(table, {"number", "liczba"}),
          .text = place(table, {"text", "opis"})};
}

std::variant<Whose, Fault> whose(const csv::Row& row, const Columns& columns) {
  const auto facility = text::tidy(raw(row, columns.facility));
  const auto id = FacilityId::parse(facility);
  if (!id)
    return Fault{"facility", facility, "facility",
                 msg("“{}” is not the id of a facility, such as F-12", facility)};
  const auto spelled = text::tidy(raw(row, columns.term));
  const auto term = term_of(spelled);
  if (!term)
    return Fault{"term", spelled, "term",
                 msg("“{}” is not a term such as 2026-09 or 2027-03", spelled)};
  return Whose{*id, *term};
}

std::variant<Said, Fault> said(const csv::Row& row, const Columns& columns, const Card& card) {
  const auto code = text::tidy(raw(row, columns.criterion));
  if (const auto* const criterion = card.criterion(code)) return answer(row, columns, *criterion);
  const auto number = whole_number(code);
  if (number && card.category(*number) != nullptr)
    return category_text(row, columns, card, *number);
  return Fault{"criterion", code, "criterion",
               msg("“{}” is not in version {} of the card", code, card.version)};
}

}  // namespace mk::survey
