#include "lib/mime/words.hpp"

#include <glib.h>

#include <algorithm>
#include <memory>

namespace mk::mime {

namespace {

constexpr std::size_t longest_line = 76;
constexpr std::string_view open = "=?UTF-8?B?";
constexpr std::string_view close = "?=";

std::string word(std::string_view text) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes.
  const auto* const bytes = reinterpret_cast<const guchar*>(text.data());
  const std::unique_ptr<gchar, decltype(&g_free)> base64{g_base64_encode(bytes, text.size()),
                                                         g_free};
  return std::string{open} + base64.get() + std::string{close};
}

/// How many bytes of `text` fit into a word of so many characters, whole characters only.
std::size_t fitting(std::string_view text, std::size_t room) {
  auto most = std::min(text.size(), (room - open.size() - close.size()) / 4 * 3);
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (most > 1 && most < text.size() && continues(most)) --most;
  return most;
}

}  // namespace

std::string header_words(std::size_t name, std::string_view text) {
  const auto room = longest_line - name - std::string_view{": "}.size();
  const bool plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 127; });
  if (plain && text.size() <= room && text.find("=?") == text.npos) return std::string{text};
  std::string words;
  while (!text.empty()) {
    const auto size = fitting(text, words.empty() ? room : longest_line - 1);
    words += (words.empty() ? "" : "\n ") + word(text.substr(0, size));
    text.remove_prefix(size);
  }
  return words;
}

}  // namespace mk::mime
