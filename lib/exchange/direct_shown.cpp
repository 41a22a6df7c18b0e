#include "lib/base/text.hpp"
#include "lib/exchange/direct_matches.hpp"

#include <algorithm>
#include <cctype>

namespace mk::exchange {

namespace {

/// The words of a line as they are written, without what stands between them.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words(1);
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// `word`, a lemma or a form in letters of ASCII, as a person wrote it in one of `written`: the one
/// that begins like it and differs in no more than its ending.
std::string spelled(const std::string& word, const std::vector<std::string>& written) {
  constexpr std::size_t longest_ending = 2;
  constexpr std::size_t shortest_stem = 3;
  std::size_t longest = std::max(shortest_stem, word.size() - longest_ending);
  auto best = word;
  for (const auto& it : written) {
    const auto plain = text::folded(text::without_diacritics(it));
    const auto same =
        static_cast<std::size_t>(std::ranges::mismatch(word, plain).in1 - word.begin());
    if (same < longest) continue;
    longest = same + 1;
    best = text::folded(it);
  }
  return best;
}

std::vector<std::string> common_words(const Lots& lots, const Lot& need, const Lot& offer) {
  std::vector<std::string> words;
  const auto common = common_words(need, offer);
  if (common.empty()) return words;
  const auto written = words_of(need.title);
  for (const auto word : common) {
    auto there = spelled(lots.words.text(word), written);
    if (std::ranges::find(words, there) == words.end()) words.push_back(std::move(there));
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

std::vector<std::string> asked_by(const Lots& lots, const Lot& offer) {
  std::vector<std::string> asked;
  asked.reserve(offer.asked.size() + offer.wanted.size());
  for (const auto category : offer.asked) asked.push_back(lots.categories[category].name);
  for (const auto id : offer.wanted) asked.push_back(id.text());
  return asked;
}

Message about_district(const Lots& lots, const Lot& need, const Lot& offer) {
  if (offer.district == 0) return msg("for the whole city");
  if (need.district == offer.district) return msg("in the same district");
  return msg("in the district {}", lots.districts.text(offer.district));
}

Message about_quantity(const Lot& need, const Lot& offer) {
  switch (supply(offer, need)) {
    case Supply::enough:
      return msg("enough for all {}", need.quantity);
    case Supply::fewer:
      return msg("{} of the {}", offer.quantity, need.quantity);
    case Supply::untold:
      break;
  }
  if (offer.quantity == 0) return msg("it does not say how many");
  return msg("counted in another unit");
}

Message about_time(const Lot& need, const Lot& offer) {
  if (offer.until < need.until) return msg("stands only until {}", offer.until);
  if (offer.until == need.until) return msg("stands as long as the need");
  return msg("stands longer than the need");
}

std::string reason(const Lots& lots, const Lot& need, const Lot& offer,
                   const std::vector<std::string>& words) {
  std::vector<std::string> parts;
  parts.push_back(spoken(need.category == offer.category
                             ? msg("the same category")
                             : msg("within the category {}", lots.categories[need.category].name)));
  if (words.size() == 1) parts.push_back(spoken(msg("the word “{}”", words.front())));
  if (words.size() > 1) parts.push_back(spoken(msg("the words {}", joined(words))));
  parts.push_back(spoken(about_district(lots, need, offer)));
  if (need.quantity > 0) parts.push_back(spoken(about_quantity(need, offer)));
  parts.push_back(spoken(about_time(need, offer)));
  if (const auto asked = asked_by(lots, offer); !asked.empty())
    parts.push_back(spoken(msg("asks in return: {}", joined(asked))));
  return joined(parts);
}

const char* code_of_district(const Lot& need, const Lot& offer) {
  if (need.district != 0 && need.district == offer.district) return "same";
  return offer.district == 0 ? "city" : "other";
}

print::Value code_of_quantity(const Lot& need, const Lot& offer) {
  if (need.quantity == 0) return {};
  switch (supply(offer, need)) {
    case Supply::enough:
      return "enough";
    case Supply::fewer:
      return "fewer";
    case Supply::untold:
      break;
  }
  return "unknown";
}

print::List in_return(const Lots& lots, const Lot& offer) {
  print::List list;
  for (const auto category : offer.asked) list.emplace_back(lots.categories[category].code);
  for (const auto id : offer.wanted) list.emplace_back(id);
  return list;
}

std::string party(const Lot& lot) {
  return (lot.party == 0 ? Party{} : Party{FacilityId{lot.party}}).text();
}

}  // namespace

std::vector<print::Column> columns_of_direct() {
  return {{"need", tr("Need")},
          {"need_facility", tr("Who needs it"), true},
          {"need_title", tr("What is needed")},
          {"offer", tr("Offer")},
          {"offer_facility", tr("Who offers it"), true},
          {"offer_title", tr("What is offered")},
          {"category", tr("Category"), true},
          {"words", tr("Words"), true},
          {"district", tr("District"), true},
          {"quantity", tr("Quantity"), true},
          {"offer_until", tr("Stands until"), true},
          {"in_return_for", tr("In return for"), true},
          {"reason", tr("Why it fits")}};
}

std::vector<print::Value> shown(const Direct& direct, const Pair& pair) {
  const auto& lots = direct.lots;
  const auto& need = lots.lots[pair.need];
  const auto& offer = lots.lots[pair.offer];
  const auto words = common_words(lots, need, offer);
  return {need.id,
          party(need),
          need.title,
          offer.id,
          party(offer),
          offer.title,
          need.category == offer.category ? "same" : "below",
          print::List{words.begin(), words.end()},
          code_of_district(need, offer),
          code_of_quantity(need, offer),
          offer.until,
          in_return(lots, offer),
          reason(lots, need, offer, words)};
}

}  // namespace mk::exchange
