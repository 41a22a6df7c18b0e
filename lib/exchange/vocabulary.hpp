#pragma once

#include "lib/config/settings.hpp"
#include "lib/exchange/lemmas.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What words of posts and of searches have in common, whatever their endings.
namespace mk::exchange {

/// `word` as it is kept: in lower case and without diacritics.
std::string plain(std::string_view word);

/// What somebody who searches means by one word.
struct Term {
  std::set<std::string> any;  ///< Words as a post keeps them, one of which is enough,
  std::string prefix;         ///< or a word that begins so; "" when the word is known.
};

/// Whether a word of which a post keeps `kept` is one that `term` means.
bool means(const Term& term, const std::vector<std::string>& kept);

/// `term` as a question to FTS5, in which everything is quoted.
std::string question(const Term& term);

/// What words begin with whatever their endings, for a word that no dictionary knows: "krzes" of
/// "krzesla" and of "krzesel". `plain` is in lower case and without diacritics.
std::string beginning(std::string plain);

/// Whether a word is taken for what it is alone, or for whatever it could be with diacritics.
enum class Reading { narrow, wide };

class Vocabulary {
 public:
  /// `irregular` is the text of a file such as examples/exchange-words.txt.
  Vocabulary(Dictionary dictionary, std::string_view irregular);
  /// With the dictionary and the file of `settings`. Throws `Error` (missing): no such file.
  explicit Vocabulary(const Settings& settings);

  /// What a post keeps of `word`: its form, then its lemmas, in lower case and without diacritics.
  const std::vector<std::string>& kept(std::string_view word);

  /// What a post keeps of all words of `text`, each once, with blanks between.
  std::string kept_text(std::string_view text);

  /// What `word` means in a search.
  Term term(std::string_view word, Reading reading);

  /// The terms of `text`; prepositions of one letter are left out where there are other words.
  std::vector<Term> terms(std::string_view text, Reading reading);

 private:
  /// Those of `word`, or when it has none those of the words that it is without diacritics.
  std::vector<std::string> lemmas(std::string_view word, Reading reading);

  /// The forms of the irregular word that has one of `words`.
  std::set<std::string> forms_of(const std::vector<std::string>& words) const;

  Dictionary dictionary_;
  std::vector<std::vector<std::string>> irregular_;
  std::multimap<std::string, std::size_t> places_;  ///< A form, and its word in `irregular_`.
  std::unordered_map<std::string, std::vector<std::string>> kept_;
};

}  // namespace mk::exchange
