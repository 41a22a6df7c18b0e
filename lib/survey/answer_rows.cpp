#include "lib/survey/answer_rows.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

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

std::string_view raw(const csv::Record& row, std::optional<std::size_t> place) {
  return place && *place < row.cells.size() ? row.cells[*place] : std::string_view{};
}

/// A cell without the blanks around it and what else is not meant; nearly all are clean already.
class Clean {
 public:
  explicit Clean(std::string_view cell) : text_{cell} {
    if (std::ranges::all_of(cell, [](char c) { return c > ' ' && c <= '~'; })) return;
    own_ = text::tidy(cell);
    text_ = own_;
  }
  Clean(const Clean&) = delete;
  Clean& operator=(const Clean&) = delete;

  std::string_view view() const { return text_; }
  std::string text() const { return std::string{text_}; }
  bool empty() const { return text_.empty(); }

 private:
  std::string own_;
  std::string_view text_;
};

/// The term that `text` spells, also as a spreadsheet makes a date of it: "wrz.26", "Mar-27",
/// "2026-09-01".
std::optional<Term> term_of(std::string_view text) {
  if (const auto term = Term::parse(text)) return term;
  if (const auto day = parse_day(text); day && text.ends_with("-01"))
    return Term::parse(text.substr(0, text.size() - 3));
  const auto folded = text::folded(text);
  constexpr std::size_t month_and_year = 6;
  if (folded.size() != month_and_year ||
      std::string_view{". -"}.find(folded[3]) == std::string_view::npos)
    return std::nullopt;
  const auto month = folded.substr(0, 3);
  if (month != "mar" && month != "wrz" && month != "sep") return std::nullopt;
  return Term::parse("20" + folded.substr(4) + (month == "mar" ? "-03" : "-09"));
}

std::variant<Said, Fault> answer(const Cells& cells, const Criterion& criterion,
                                 std::size_t place) {
  Said said{.place = place, .category = criterion.category, .answer = {}, .text = {}};
  const Clean met{cells.met};
  said.answer.met = truth(met.view());
  if (!met.empty() && !said.answer.met)
    return Fault{"met", met.text(), "met",
                 msg("“{}” is neither tak nor nie (yes, no, t, n, 1, 0)", met.text())};
  const Clean number{cells.number};
  if (!number.empty() && criterion.unit.empty())
    return Fault{"number", number.text(), "number",
                 msg("the criterion {} asks no number", criterion.code())};
  said.answer.number = whole_number(number.view());
  if (!number.empty() && !said.answer.number)
    return Fault{"number", number.text(), "number",
                 msg("“{}” is not a whole number, 0 or more", number.text())};
  if (cells.text.empty()) return said;
  auto text = text_of(cells.text);
  if (!text.empty())
    return Fault{"text", std::move(text), "text",
                 msg("a text belongs to its category; put it in the row {}", criterion.category)};
  return said;
}

std::variant<Said, Fault> category_text(const Cells& cells, const Card& card, std::int64_t number) {
  const auto stray = text::tidy(std::string{cells.met} + std::string{cells.number});
  if (!stray.empty())
    return Fault{"met", stray, "met",
                 msg("the row {} carries a text; answers belong to its criteria", number)};
  Said said{.place = {}, .category = number, .answer = {}, .text = text_of(cells.text)};
  if (auto fault = why_not_text(card, said.text)) return *std::move(fault);
  return said;
}

/// "4s" and "4" of headers such as "4s", "4s_number", "4s_liczba" and "4"; nothing for others.
std::optional<std::pair<std::string, bool>> asked_by(std::string_view header) {
  bool number = false;
  for (const std::string_view ending : {"_number", "_liczba"})
    if (header.ends_with(ending)) {
      header.remove_suffix(ending.size());
      number = true;
    }
  const bool criterion =
      !header.empty() && std::string_view{"spv"}.find(header.back()) != std::string_view::npos;
  const auto digits = header.substr(0, header.size() - (criterion ? 1 : 0));
  constexpr std::size_t most_digits = 3;
  if (digits.empty() || digits.size() > most_digits || (number && !criterion) ||
      !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::string code{header};
  if (criterion) code.back() = static_cast<char>(code.back() & ~0x20);
  return std::pair{code, number};
}

Columns wide_columns(const csv::Table& table) {
  Columns columns;
  for (std::size_t at = 0; at < table.headers.size(); ++at) {
    const auto asked = asked_by(table.headers[at]);
    if (!asked) {
      columns.unknown.push_back(table.headers[at]);
      continue;
    }
    auto found = std::ranges::find(columns.questions, asked->first, &Columns::Question::code);
    if (found == columns.questions.end())
      found = columns.questions.insert(found, {asked->first, {}, {}});
    (asked->second ? found->number : found->answer) = at;
  }
  return columns;
}

}  // namespace

std::optional<bool> truth(std::string_view word) {
  constexpr std::array<std::string_view, 4> yes{"tak", "t", "yes", "1"};
  constexpr std::array<std::string_view, 4> no{"nie", "n", "no", "0"};
  constexpr std::size_t longest = 3;
  if (word.empty() || word.size() > longest) return std::nullopt;
  std::array<char, longest> small{};
  std::ranges::transform(word, small.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  });
  const std::string_view folded{small.data(), word.size()};
  if (std::ranges::find(yes, folded) != yes.end()) return true;
  if (std::ranges::find(no, folded) != no.end()) return false;
  return std::nullopt;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  constexpr std::size_t most_digits = 9;
  std::int64_t value = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c == ' ') continue;
    if (c < '0' || c > '9' || ++digits > most_digits) return std::nullopt;
    constexpr int ten = 10;
    value = value * ten + (c - '0');
  }
  if (digits == 0) return std::nullopt;
  return value;
}

std::string text_of(std::string_view written) {
  std::string lines;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '\r' && i + 1 < written.size() && written[i + 1] == '\n') continue;
    lines += written[i] == '\r' ? '\n' : written[i];
  }
  const auto first = lines.find_first_not_of(" \t\n");
  if (first == std::string::npos) return {};
  return text::nfc(lines.substr(first, lines.find_last_not_of(" \t\n") - first + 1));
}

std::optional<Fault> why_not_text(const Card& card, const std::string& text) {
  if (!text::valid_utf8(text))
    return Fault{"text", {}, "encoding", msg("the text has bytes that are not UTF-8")};
  if (text::has_dangerous(text, text::Lines::many))
    return Fault{"text", text, "control_char", msg("the text has a control character")};
  const auto length = static_cast<std::int64_t>(text::length(text));
  if (length > card.text_limit)
    return Fault{"text",
                 {},
                 "field_too_long",
                 msg("the text has {} characters; at most {} are taken", length, card.text_limit)};
  return std::nullopt;
}

Columns columns_of(const csv::Table& table) {
  const bool is_long = place(table, {"criterion", "kryterium"}).has_value();
  auto columns = is_long ? Columns{} : wide_columns(table);
  columns.facility = needed_place(table, {"facility", "placówka"});
  columns.term = needed_place(table, {"term", "termin"});
  std::erase(columns.unknown, table.headers[columns.facility]);
  std::erase(columns.unknown, table.headers[columns.term]);
  std::erase(columns.unknown, "");
  if (columns.wide()) return columns;
  columns.criterion = needed_place(table, {"criterion", "kryterium"});
  columns.met = needed_place(table, {"met", "spełnione"});
  columns.number = place(table, {"number", "liczba"});
  columns.text = place(table, {"text", "opis"});
  return columns;
}

std::variant<Whose, Fault> whose(std::string_view facility, std::string_view term) {
  const Clean named{facility};
  const auto id = FacilityId::parse(named.view());
  if (!id)
    return Fault{"facility", named.text(), "facility",
                 msg("“{}” is not the id of a facility, such as F-12", named.text())};
  const Clean spelled{term};
  const auto known = term_of(spelled.view());
  if (!known)
    return Fault{"term", spelled.text(), "term",
                 msg("“{}” is not a term such as 2026-09 or 2027-03", spelled.text())};
  return Whose{*id, *known};
}

Cells cells_of(const csv::Record& row, const Columns& columns) {
  return {raw(row, columns.criterion), raw(row, columns.met), raw(row, columns.number),
          raw(row, columns.text)};
}

Cells cells_of(const csv::Record& row, const Columns::Question& question) {
  const bool text = question.code.back() >= '0' && question.code.back() <= '9';
  const auto answer = raw(row, question.answer);
  return {question.code, text ? std::string_view{} : answer, raw(row, question.number),
          text ? answer : std::string_view{}};
}

std::variant<Said, Fault> said(const Cells& cells, const Sheet& sheet) {
  const Clean code{cells.criterion};
  if (const auto place = sheet.place(code.view()))
    return answer(cells, sheet.criterion(*place), *place);
  const auto number = whole_number(code.view());
  if (number && sheet.card().category(*number) != nullptr)
    return category_text(cells, sheet.card(), *number);
  return Fault{"criterion", code.text(), "criterion",
               msg("“{}” is not in version {} of the card", code.text(), sheet.card().version)};
}

}  // namespace mk::survey
