#include "lib/exchange/direct_records.hpp"

#include "lib/base/text.hpp"
#include "lib/exchange/records.hpp"
#include "lib/exchange/words.hpp"
#include "lib/store/query.hpp"

#include <algorithm>
#include <array>

namespace mk::exchange {

namespace {

/// Folded, without diacritics, in the order of their bytes: words of every form that are written in
/// posts whatever they are about.
constexpr std::array<std::string_view, 46> words_of_every_post{
    "albo",    "ale",       "bardzo",      "bez",          "byc",    "caly",    "dla",
    "dobry",   "dzieci",    "dziecko",     "jest",         "kazdy",  "komplet", "lub",
    "maly",    "miec",      "moze",        "mozna",        "nad",    "nasz",    "nie",
    "nowy",    "oddac",     "oddamy",      "oddanie",      "oraz",   "osoba",   "placowka",
    "pod",     "potrzebny", "potrzebowac", "potrzebujemy", "prosic", "przez",   "przy",
    "sie",     "stan",      "swietlica",   "szt",          "sztuk",  "sztuka",  "szukac",
    "szukamy", "tylko",     "uzywany",     "wszystek"};
static_assert(std::ranges::is_sorted(words_of_every_post));

constexpr std::size_t shortest_word = 3;

}  // namespace

std::uint32_t Numbered::number(const std::string& text) {
  const auto [at, added] = numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (added) texts_.push_back(text);
  return at->second;
}

bool says_nothing(std::string_view word) {
  return word.size() < shortest_word || std::ranges::binary_search(words_of_every_post, word);
}

}  // namespace mk::exchange

namespace mk::exchange::records {

namespace {

using store::Row;

/// Places by which `read_lot` finds the columns.
enum Place {
  id,
  facility,
  type,
  category,
  quantity,
  unit,
  district,
  until,
  posted_at,
  title,
  whole
};
constexpr int words_title = 11;
constexpr int words_description = 12;

std::string select(const char* which) {
  return std::string{
             "select p.id, p.facility, p.type, p.category, p.quantity, p.unit, p.district, "
             "p.until, p.posted_at, p.title, p.whole, w.title, w.description from post p "
             "left join facility f on f.id = p.facility "
             "left join post_words w on w.rowid = p.id where "} +
         which;
}

constexpr const char* may_be_matched =
    "p.state = 'open' and p.until >= ?1 and (f.id is null or f.state = 'active') ";

void add_words(const std::string& text, Lots& lots, std::vector<std::uint32_t>& words) {
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (const auto word = text.substr(at, end - at); !says_nothing(word))
      words.push_back(lots.words.number(word));
    at = end + 1;
  }
}

Lot read_lot(const Row& row, Lots& lots) {
  Lot it;
  it.id = {row.number_at(id)};
  it.party = row.number_at(facility);
  it.type = type_of(row.text_at(type));
  it.category = lots.codes.at(row.text_at(category));
  it.quantity = row.number_at(quantity);
  it.unit = lots.units.number(text::folded(row.text_at(unit)));
  it.district = lots.districts.number(row.text_at(district));
  it.until = *parse_day(row.text_at(until));
  it.posted_at = *parse_instant(row.text_at(posted_at));
  it.title = row.text_at(title);
  it.whole = row.number_at(whole) != 0;
  add_words(row.text_at(words_title), lots, it.words);
  add_words(row.text_at(words_description), lots, it.words);
  std::ranges::sort(it.words);
  it.words.erase(std::unique(it.words.begin(), it.words.end()), it.words.end());
  it.words.shrink_to_fit();
  return it;
}

template <class... Values>
void add(store::Database& db, Lots& lots, const std::string& sql, const Values&... values) {
  Row row{db, sql.c_str()};
  store::fill(row, values...);
  while (row.next()) lots.lots.push_back(read_lot(row, lots));
}

std::int64_t number_of(const Party& party) { return party.facility ? party.facility->value : 0; }

/// Refusals, and gifts that were proposed before and came to nothing.
Refusals all_refusals(store::Database& db) {
  Refusals all;
  for (const auto& refusal : refusals(db)) {
    if (refusal.partner)
      all.partners.insert({number_of(refusal.party), number_of(*refusal.partner)});
    if (refusal.post) all.posts.insert({number_of(refusal.party), *refusal.post});
  }
  const auto gifts = store::all(
      db, [](const Row& row) { return std::pair{row.id<PostId>("gets"), row.id<PostId>("need")}; },
      "select m.gets, m.need from exchange_member m join exchange_match x on x.id = m.match "
      "where x.state in ('dissolved', 'failed') and m.gives is null and m.need is not null "
      "order by m.id");
  all.gifts.insert(gifts.begin(), gifts.end());
  return all;
}

}  // namespace

Lots no_lots(store::Database& db) {
  Lots lots;
  lots.categories = categories(db);
  for (const auto& category : lots.categories)
    lots.codes.emplace(category.code, static_cast<std::uint32_t>(lots.codes.size()));
  for (const auto& category : lots.categories) {
    const auto above = lots.codes.find(category.parent);
    lots.tree.push_back(above == lots.codes.end() ? -1 : static_cast<std::int32_t>(above->second));
  }
  lots.refusals = all_refusals(db);
  return lots;
}

void add_lots(store::Database& db, Day day, Lots& lots) {
  add(db, lots, select(may_be_matched) + "order by p.id", day);
}

void add_lots_in(store::Database& db, Day day, Type type, std::uint32_t category,
                 std::uint32_t district, Lots& lots) {
  const auto which = select(may_be_matched) + "and p.type = ?2 and p.category = ?3 ";
  const auto& code_of_category = lots.categories[category].code;
  const auto* const code_of_type = type == Type::offer ? "offer" : "need";
  if (district == 0)
    return add(db, lots, which + "order by p.id", day, code_of_type, code_of_category);
  // A copy: texts move when another comes.
  const auto name = lots.districts.text(district);
  add(db, lots, which + "and p.district in ('', ?4) order by p.id", day, code_of_type,
      code_of_category, name);
}

void add_lot(store::Database& db, PostId id, Lots& lots) {
  const auto before = lots.lots.size();
  add(db, lots, select("p.id = ?1"), id);
  if (lots.lots.size() == before) throw Error{Exit::refused, msg("there is no {}", id)};
}

void fill_return(store::Database& db, const Lots& lots, Lot& offer) {
  Row row{db, "select category, wanted from post_return where post = ? order by rowid"};
  store::fill(row, offer.id);
  while (row.next()) {
    if (row.null("category")) {
      offer.wanted.push_back(row.id<PostId>("wanted"));
    } else {
      offer.asked.push_back(lots.codes.at(row.text("category")));
    }
  }
}

}  // namespace mk::exchange::records
