#include "lib/mime/words.hpp"

#include "lib/base/text.hpp"

#include <glib.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace mk::mime {

namespace {

constexpr std::size_t longest_line = 76;
/// Four characters of base 64 hold three bytes; "=?UTF-8?B?" and "?=" go around them, and the
/// header's name stands before the first.
constexpr std::size_t longest_chunk = 39;

bool is_plain(const std::string& text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; }) &&
         text.find("=?") == std::string::npos;
}

std::string encoded_word(const std::string& chunk) {
  const std::unique_ptr<char, decltype(&g_free)> encoded{
      g_base64_encode(reinterpret_cast<const guchar*>(chunk.data()), chunk.size()), g_free};
  return std::string{"=?UTF-8?B?"} + encoded.get() + "?=";
}

}  // namespace

std::string header_value(const std::string& name, const std::string& text) {
  if (is_plain(text) && name.size() + 2 + text.size() <= longest_line) return " " + text + "\n";
  std::string folded;
  std::string chunk;
  for (std::string_view rest = text; !rest.empty();) {
    std::string character;
    text::append(character, text::take(rest));
    if (chunk.size() + character.size() > longest_chunk) {
      folded += " " + encoded_word(chunk) + "\n";
      chunk.clear();
    }
    chunk += character;
  }
  return folded + " " + encoded_word(chunk) + "\n";
}

}  // namespace mk::mime
