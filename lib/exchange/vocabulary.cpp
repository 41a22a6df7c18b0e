#include "lib/exchange/vocabulary.hpp"

#include "lib/base/file.hpp"
#include "lib/base/place.hpp"
#include "lib/base/text.hpp"

#include <algorithm>
#include <array>

namespace mk::exchange {

namespace {

void add_once(std::vector<std::string>& words, std::string word) {
  if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
}

bool is_vowel(char c) { return std::string_view{"aeiouy"}.find(c) != std::string_view::npos; }

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Endings of cases that are more than a vowel.
constexpr std::array endings{"ami", "ach", "om", "ow", "em"};
/// A beginning is no shorter: it would be that of too much else.
constexpr std::size_t shortest_beginning = 4;

std::string irregular_of(const Settings& settings) {
  const auto& file = settings.exchange.words;
  return read_file(file.empty() ? shared_folder("mk") + "/exchange-words.txt" : file);
}

}  // namespace

std::string plain(std::string_view word) {
  auto bare = text::without_diacritics(text::folded(word));
  return bare.empty() ? std::string{word} : bare;  // A mark without a letter.
}

bool means(const Term& term, const std::vector<std::string>& kept) {
  if (std::ranges::any_of(kept, [&](const auto& it) { return term.any.contains(it); })) return true;
  return !term.prefix.empty() &&
         std::ranges::any_of(kept, [&](const auto& it) { return it.starts_with(term.prefix); });
}

std::string question(const Term& term) {
  std::string all;
  for (const auto& word : term.any) all += (all.empty() ? "\"" : " OR \"") + word + "\"";
  if (!term.prefix.empty()) all += " OR \"" + term.prefix + "\" *";
  return all;
}

std::string beginning(std::string plain) {
  const auto cut = [&](std::size_t letters) { plain.resize(plain.size() - letters); };
  const auto spares = [&](std::size_t letters) {
    return plain.size() >= shortest_beginning + letters;
  };
  const auto* const ending = std::ranges::find_if(
      endings, [&](std::string_view it) { return plain.ends_with(it) && spares(it.size()); });
  if (ending != endings.end()) cut(std::string_view{*ending}.size());
  while (spares(1) && is_vowel(plain.back())) cut(1);
  // An e comes and goes before the last consonant: krzesło, krzeseł; książka, książek.
  const auto size = plain.size();
  if (spares(2) && !is_vowel(plain[size - 1]) && plain[size - 2] == 'e') {
    cut(2);
  } else if (spares(1) && !is_vowel(plain[size - 1]) && !is_vowel(plain[size - 2])) {
    cut(1);
  }
  return plain;
}

Vocabulary::Vocabulary(Dictionary dictionary, std::string_view irregular)
    : dictionary_{std::move(dictionary)} {
  while (!irregular.empty()) {
    const auto end = std::min(irregular.find('\n'), irregular.size());
    const auto line = irregular.substr(0, std::min(end, irregular.find('#')));
    irregular.remove_prefix(std::min(end + 1, irregular.size()));
    std::vector<std::string> forms;
    for (const auto word : text::words(line)) add_once(forms, plain(word));
    for (const auto& form : forms) places_.emplace(form, irregular_.size());
    if (!forms.empty()) irregular_.push_back(std::move(forms));
  }
}

Vocabulary::Vocabulary(const Settings& settings)
    : Vocabulary{Dictionary{settings.exchange.dictionary}, irregular_of(settings)} {}

std::vector<std::string> Vocabulary::lemmas(std::string_view word, Reading reading) {
  auto found = dictionary_.lemmas(word);
  if (found.empty() || reading == Reading::wide)
    for (const auto& spelling : dictionary_.spellings(word))
      for (auto& lemma : dictionary_.lemmas(spelling)) found.push_back(std::move(lemma));
  return found;
}

const std::vector<std::string>& Vocabulary::kept(std::string_view word) {
  const auto [it, is_new] = kept_.try_emplace(text::folded(word));
  auto& kept = it->second;
  if (!is_new) return kept;
  kept.push_back(plain(word));
  for (const auto& lemma : lemmas(word, Reading::narrow)) add_once(kept, plain(lemma));
  const auto known = kept;
  for (const auto& form : known) {
    const auto [first, last] = places_.equal_range(form);
    for (auto place = first; place != last; ++place)
      add_once(kept, irregular_[place->second].front());
  }
  return kept;
}

std::string Vocabulary::kept_text(std::string_view text) {
  std::set<std::string> seen;
  std::string all;
  for (const auto word : text::words(text))
    for (const auto& it : kept(word))
      if (seen.insert(it).second) all += (all.empty() ? "" : " ") + it;
  return all;
}

std::set<std::string> Vocabulary::forms_of(const std::vector<std::string>& words) const {
  std::set<std::string> forms;
  for (const auto& word : words) {
    const auto [first, last] = places_.equal_range(word);
    for (auto place = first; place != last; ++place)
      forms.insert(irregular_[place->second].begin(), irregular_[place->second].end());
  }
  return forms;
}

Term Vocabulary::term(std::string_view word, Reading reading) {
  auto known = lemmas(word, reading);
  for (auto& lemma : known) lemma = plain(lemma);
  const auto form = plain(word);
  const bool unknown = known.empty() && !places_.contains(form);
  known.push_back(form);
  Term term{{known.begin(), known.end()}, {}};
  term.any.merge(forms_of(known));
  if (unknown && form.size() > 2 && std::ranges::all_of(form, is_letter))
    term.prefix = beginning(form);
  return term;
}

std::vector<Term> Vocabulary::terms(std::string_view text, Reading reading) {
  auto words = text::words(text);
  const auto is_short = [](std::string_view word) {
    return text::length(word) == 1 && (word[0] < '0' || word[0] > '9');
  };
  if (!std::ranges::all_of(words, is_short)) std::erase_if(words, is_short);
  std::vector<Term> terms;
  terms.reserve(words.size());
  for (const auto word : words) terms.push_back(term(word, reading));
  return terms;
}

}  // namespace mk::exchange
