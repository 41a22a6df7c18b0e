#include "lib/exchange/lemmas.hpp"

#include "lib/base/loaded.hpp"
#include "lib/base/text.hpp"

#include <hunspell/hunspell.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>

namespace mk::exchange {

namespace {

/// Longer ones are no words, and Hunspell would cut them.
constexpr std::size_t longest_word = 60;
/// One costs some microseconds; a word of twelve letters has some hundreds.
constexpr std::size_t most_spellings = 4096;

struct Letter {
  char32_t character;
  char latin2;
  char bare;
};

// The dictionary is in ISO-8859-2.
constexpr std::array<Letter, 18> polish{{
    {U'ą', '\xB1', 'a'},
    {U'ć', '\xE6', 'c'},
    {U'ę', '\xEA', 'e'},
    {U'ł', '\xB3', 'l'},
    {U'ń', '\xF1', 'n'},
    {U'ó', '\xF3', 'o'},
    {U'ś', '\xB6', 's'},
    {U'ź', '\xBC', 'z'},
    {U'ż', '\xBF', 'z'},
    {U'Ą', '\xA1', 'A'},
    {U'Ć', '\xC6', 'C'},
    {U'Ę', '\xCA', 'E'},
    {U'Ł', '\xA3', 'L'},
    {U'Ń', '\xD1', 'N'},
    {U'Ó', '\xD3', 'O'},
    {U'Ś', '\xA6', 'S'},
    {U'Ź', '\xAC', 'Z'},
    {U'Ż', '\xAF', 'Z'},
}};

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// `word` as the dictionary writes it; nothing when it has anything but Polish letters.
std::optional<std::string> to_latin2(std::string_view word) {
  std::string bytes;
  while (!word.empty()) {
    const auto character = text::take(word);
    const auto* const found = std::ranges::find(polish, character, &Letter::character);
    if (found != polish.end()) {
      bytes += found->latin2;
    } else if (is_ascii_letter(character)) {
      bytes += static_cast<char>(character);
    } else {
      return std::nullopt;
    }
  }
  if (bytes.empty() || bytes.size() > longest_word) return std::nullopt;
  return bytes;
}

/// The same back; nothing for what is more than one word, or has foreign letters.
std::optional<std::string> from_latin2(std::string_view bytes) {
  std::string word;
  for (const char byte : bytes) {
    const auto* const found = std::ranges::find(polish, byte, &Letter::latin2);
    if (found != polish.end()) {
      text::append(word, found->character);
    } else if (is_ascii_letter(static_cast<unsigned char>(byte))) {
      word += byte;
    } else {
      return std::nullopt;
    }
  }
  return word;
}

/// Every way to put diacritics on the bare letters of `bytes`, none among them; nothing when there
/// are too many.
std::vector<std::string> marked(const std::string& bytes) {
  std::vector<std::string> ways{""};
  for (const char byte : bytes) {
    std::string letters{byte};
    for (const auto& [character, latin2, bare] : polish)
      if (bare == byte) letters += latin2;
    if (ways.size() * letters.size() > most_spellings) return {};
    std::vector<std::string> longer;
    for (const auto& way : ways)
      for (const char letter : letters) longer.push_back(way + letter);
    ways = std::move(longer);
  }
  return ways;
}

std::string capitalised(std::string bytes) {
  const auto* const found = std::ranges::find(polish, bytes.front(), &Letter::latin2);
  if (found != polish.end()) {
    bytes.front() = polish.at(static_cast<std::size_t>(found - polish.begin()) % 9 + 9).latin2;
  } else if (bytes.front() >= 'a') {
    bytes.front() = static_cast<char>(bytes.front() - 'a' + 'A');
  }
  return bytes;
}

}  // namespace

/// What is loaded of one folder; to the end of the process, as loading costs more than all else.
struct Dictionary::Opened {
  explicit Opened(const std::string& folder) : library{"libhunspell-1.7.so.0"} {
    const auto affixes = folder + "/pl_PL.aff";
    const auto words = folder + "/pl_PL.dic";
    std::error_code ignored;
    if (!library.there() || !std::filesystem::is_regular_file(affixes, ignored) ||
        !std::filesystem::is_regular_file(words, ignored))
      return;
    destroy = library.function<decltype(Hunspell_destroy)>("Hunspell_destroy");
    stem = library.function<decltype(Hunspell_stem)>("Hunspell_stem");
    free_list = library.function<decltype(Hunspell_free_list)>("Hunspell_free_list");
    auto* const create = library.function<decltype(Hunspell_create)>("Hunspell_create");
    handle = create(affixes.c_str(), words.c_str());
  }
  ~Opened() {
    if (handle != nullptr) destroy(handle);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

  std::vector<std::string> lemmas(const std::string& word) const {
    auto found = stems(word);
    return found.empty() ? stems(capitalised(word)) : found;  // A name.
  }

  std::vector<std::string> stems(const std::string& word) const {
    char** list = nullptr;
    const int count = stem(handle, &list, word.c_str());
    std::vector<std::string> found;
    for (int i = 0; i < count; ++i)
      if (auto it = from_latin2(list[i])) found.push_back(std::move(*it));
    free_list(handle, &list, count);
    return found;
  }

  Loaded library;
  Hunhandle* handle = nullptr;
  decltype(&Hunspell_destroy) destroy = nullptr;
  decltype(&Hunspell_stem) stem = nullptr;
  decltype(&Hunspell_free_list) free_list = nullptr;
};

Dictionary::Dictionary(std::string folder) : folder_{std::move(folder)} {}

std::shared_ptr<Dictionary::Opened> Dictionary::opened(const std::string& folder) {
  static std::map<std::string, std::shared_ptr<Opened>> folders;
  auto& it = folders[folder];
  if (!it) it = std::make_shared<Opened>(folder);
  return it;
}

Dictionary::Opened& Dictionary::open() {
  if (!opened_) opened_ = opened(folder_);
  return *opened_;
}

std::vector<std::string> Dictionary::lemmas(std::string_view word) {
  const auto small = to_latin2(text::folded(word));
  if (!small || open().handle == nullptr) return {};
  return open().lemmas(*small);
}

std::vector<std::string> Dictionary::spellings(std::string_view word) {
  const auto small = to_latin2(text::folded(word));
  if (!small || open().handle == nullptr) return {};
  std::vector<std::string> found;
  for (const auto& spelling : marked(*small))
    if (!open().lemmas(spelling).empty()) found.push_back(from_latin2(spelling).value_or(""));
  return found;
}

}  // namespace mk::exchange
