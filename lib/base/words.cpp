#include "lib/base/text.hpp"

#include <utf8proc.h>

namespace mk::text {

namespace {

bool in_word(char32_t character) {
  if (character < 0x80)
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9');
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> found;
  std::size_t begin = 0;
  auto rest = text;
  while (true) {
    const auto at = text.size() - rest.size();
    if (rest.empty() || !in_word(take(rest))) {
      if (at > begin) found.push_back(text.substr(begin, at - begin));
      if (at == text.size()) return found;
      begin = text.size() - rest.size();
    }
  }
}

}  // namespace mk::text
