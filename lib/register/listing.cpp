#include "lib/register/listing.hpp"

#include "lib/base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mk::registry {

namespace {

/// The 18 districts of Warsaw (TERC 146502 to 146519, published), and each as it is compared.
constexpr std::array<std::pair<const char*, std::string_view>, 18> districts{
    {{"Bemowo", "bemowo"},
     {"Białołęka", "bialoleka"},
     {"Bielany", "bielany"},
     {"Mokotów", "mokotow"},
     {"Ochota", "ochota"},
     {"Praga-Południe", "pragapoludnie"},
     {"Praga-Północ", "pragapolnoc"},
     {"Rembertów", "rembertow"},
     {"Śródmieście", "srodmiescie"},
     {"Targówek", "targowek"},
     {"Ursus", "ursus"},
     {"Ursynów", "ursynow"},
     {"Wawer", "wawer"},
     {"Wesoła", "wesola"},
     {"Wilanów", "wilanow"},
     {"Włochy", "wlochy"},
     {"Wola", "wola"},
     {"Żoliborz", "zoliborz"}}};

/// Joined by what no cell can hold, so that no two lists read the same.
constexpr char between = '\n';

std::string folded_key(const Listing& it) {
  std::string key;
  key.reserve(it.operator_name.size() + it.name.size() + it.street.size() + 2);
  text::add_folded(key, it.operator_name);
  key += between;
  text::add_folded(key, it.name);
  key += between;
  text::add_folded(key, it.street);
  return key;
}

std::string everything(const Listing& it) {
  std::string row;
  row.reserve(256);
  for (const auto* value : {&it.operator_name, &it.name, &it.street, &it.postal_code, &it.city,
                            &it.district, &it.manager, &it.email, &it.phone, &it.regon, &it.nip,
                            &it.krs, &it.register_no, &it.informal_name}) {
    row += *value;
    row += between;
  }
  row += it.places ? std::to_string(*it.places) : "";
  for (const auto& kind : it.kinds) (row += between) += kind;
  return row;
}

}  // namespace

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : "+") + word;
  return text;
}

std::string district_of(std::string_view text) {
  for (const auto& [name, compared] : districts)
    if (text == name) return name;
  auto word = text::without_diacritics(text::folded(text));
  for (const std::string_view dash : {"–", "—", "‑", "‐"})
    if (const auto at = word.find(dash); at != word.npos) word.erase(at, dash.size());
  std::erase_if(word, [](char c) { return c == ' ' || c == '-'; });
  for (const auto& [name, compared] : districts)
    if (compared == word) return name;
  return {};
}

ShortDigest key_hash_of(const Listing& listing) { return short_digest(folded_key(listing)); }

ShortDigest row_hash_of(const Listing& listing) { return short_digest(everything(listing)); }

}  // namespace mk::registry
