#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The base forms of Polish words, by Hunspell's dictionary.
namespace mk::exchange {

/// A folder of dictionaries, such as /usr/share/hunspell, of which `pl_PL.aff` and `pl_PL.dic` are
/// read. That costs a tenth of a second and 35 MiB, so it is done once a process, when a word is
/// first asked for. Without the files, or without the library, it knows no word.
class Dictionary {
 public:
  explicit Dictionary(std::string folder);

  /// The lemmas of `word`, whatever its case: "krzesło" of "Krzeseł". None when it is not known.
  std::vector<std::string> lemmas(std::string_view word);

  /// The words that are written like `word` but for diacritics that it lacks: "krzeseł" of
  /// "krzesel". All that Hunspell would suggest beside them is left alone: nobody should be shown
  /// some of it.
  std::vector<std::string> spellings(std::string_view word);

 private:
  struct Opened;
  static std::shared_ptr<Opened> opened(const std::string& folder);
  Opened& open();

  std::string folder_;
  std::shared_ptr<Opened> opened_;
};

}  // namespace mk::exchange
