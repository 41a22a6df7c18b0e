#include "lib/register/columns.hpp"

#include "lib/base/text.hpp"

#include <algorithm>
#include <array>

namespace mk::registry {

namespace {

/// A column and what offices write above it: letters and digits alone, without diacritics.
struct Words {
  Column column;
  const char* name;
  std::string_view headers;
};

constexpr std::array<Words, column_count> all_words{{
    {Column::operator_name, "operator",
     " operator organizacjaprowadzaca nazwaorganizacjiprowadzacej organizacja nazwaorganizacji "
     "podmiotprowadzacy nazwapodmiotuprowadzacego podmiot nazwapodmiotu organprowadzacy prowadzacy "
     "podmiotprowadzacyplacowke nazwaoperatora jednostkaprowadzaca "},
    {Column::name, "name",
     " name nazwa nazwaplacowki placowka nazwapwd pwd nazwaplacowkiwsparciadziennego "
     "placowkawsparciadziennego facility nazwaformalna "},
    {Column::kind, "kind",
     " kind rodzaj rodzajplacowki forma formaplacowki typ typplacowki formaprowadzenia rodzajpwd "
     "formapracy formawsparcia formy "},
    {Column::street, "street",
     " street ulica adres adresplacowki ulicainumer ulicanumer ulicainr ulicanr ulicainumerdomu "
     "ulicanrdomu address siedziba "},
    {Column::postal_code, "postal_code", " postalcode kodpocztowy kod postcode zipcode "},
    {Column::city, "city", " city miasto miejscowosc "},
    {Column::district, "district", " district dzielnica dzielnicamstwarszawy dzielnicawarszawy "},
    {Column::manager, "manager",
     " manager kierownik kierownikplacowki imieinazwiskokierownika kierowniczka osobakierujaca "
     "kierownikimieinazwisko imieinazwiskokierownikaplacowki osobakierujacaplacowka "},
    {Column::email, "email",
     " email adresemail mail adresmailowy pocztaelektroniczna adrespocztyelektronicznej "
     "emailplacowki emailkontaktowy "},
    {Column::phone, "phone",
     " phone telefon tel numertelefonu nrtelefonu telefonkontaktowy telefonplacowki nrtel "
     "numertelefonukontaktowego "},
    {Column::places, "places",
     " places liczbamiejsc miejsca iloscmiejsc lmiejsc liczbamiejscwplacowce miejsc "},
    {Column::regon, "regon", " regon numerregon nrregon "},
    {Column::nip, "nip", " nip numernip nrnip "},
    {Column::krs, "krs", " krs numerkrs nrkrs "},
    {Column::register_no, "register_no",
     " registerno registernumber numerwrejestrze nrwrejestrze numerwwykazie nrwwykazie "
     "numerrejestrowy nrrejestrowy numerrejestru nrrejestru numerwpisu nrwpisu "},
    {Column::informal_name, "informal_name",
     " informalname nazwapotoczna nazwazwyczajowa nazwanieformalna druganazwa nazwaskrocona "},
}};

/// What stands above the reasons in a file of refused rows, which is imported once it is mended.
constexpr std::array<std::string_view, 3> of_rejects{"line", "reason", "message"};

/// `header` as the lists above spell headers.
std::string plain(std::string_view header) {
  auto letters = text::without_diacritics(text::folded(header));
  std::erase_if(letters,
                [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
  return letters;
}

}  // namespace

const char* name_of(Column column) { return all_words.at(static_cast<std::size_t>(column)).name; }

std::optional<Column> column_of(std::string_view header) {
  const auto letters = plain(header);
  if (letters.empty()) return std::nullopt;
  for (const auto& words : all_words)
    if (words.headers.find(" " + letters + " ") != std::string_view::npos) return words.column;
  return std::nullopt;
}

Explained explained(const std::map<std::string, std::string>& columns) {
  Explained found;
  for (const auto& [header, name] : columns) {
    if (name == "-") {
      found[plain(header)] = std::nullopt;
      continue;
    }
    const auto column = column_of(name);
    if (!column)
      throw Error{Exit::usage,
                  msg("“{}” is not a column of the register; mk-register(5) tells them", name)};
    found[plain(header)] = column;
  }
  return found;
}

bool Header::has(Column column) const {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

bool Header::complete() const {
  return has(Column::operator_name) && has(Column::name) && has(Column::district);
}

std::vector<Column> Header::repeated() const {
  std::vector<Column> twice;
  for (const auto& it : all_words)
    if (std::count(columns.begin(), columns.end(), it.column) > 1) twice.push_back(it.column);
  return twice;
}

Header header_in(const csv::Record& record, const Explained& explained) {
  Header header;
  header.line = record.line;
  for (const auto cell : record.cells) {
    header.words.push_back(text::tidy(cell));
    const auto said = explained.find(plain(cell));
    header.columns.push_back(said != explained.end() ? said->second : column_of(cell));
    const bool ours = std::ranges::find(of_rejects, plain(cell)) != of_rejects.end();
    const bool passed_over = ours || (said != explained.end() && !said->second);
    if (!header.columns.back() && !passed_over && !header.words.back().empty())
      header.unknown.push_back(header.words.back());
  }
  while (!header.words.empty() && header.words.back().empty()) {
    header.words.pop_back();
    header.columns.pop_back();
  }
  return header;
}

}  // namespace mk::registry
