#include "lib/base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace mk::text {

namespace {

using Bytes = std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)>;

const utf8proc_uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

/// Whether nothing in `text` can compose: letters below U+0300 and general punctuation, which is
/// nearly all that Polish offices write.
bool is_composed(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0xCC) continue;
    const bool punctuation = byte == 0xE2 && at + 2 < text.size() && text[at + 1] == '\x80' &&
                             static_cast<unsigned char>(text[at + 2]) >= 0x82;
    if (!punctuation) return false;
    at += 2;
  }
  return true;
}

std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* made = nullptr;
  const auto size = utf8proc_map(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &made,
                                 static_cast<utf8proc_option_t>(options | UTF8PROC_STABLE));
  const Bytes owner{made, &std::free};
  if (size < 0) return std::string{text};
  return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool shows_nothing(char32_t c) {
  return c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

/// Whether the character beyond ASCII that begins `rest` may be a blank or show nothing.
bool may_be_blank(std::string_view rest) {
  const auto second = rest.size() > 1 ? static_cast<unsigned char>(rest[1]) : 0U;
  switch (static_cast<unsigned char>(rest[0])) {
    case 0xC2:
      return second == 0xA0 || second == 0xAD;
    case 0xE2: {
      const auto third = rest.size() > 2 ? static_cast<unsigned char>(rest[2]) : 0U;
      return !(second == 0x80 && ((third >= 0x90 && third <= 0xA7) || third >= 0xB0));
    }
    case 0xE1:
    case 0xE3:
    case 0xEF:
      return true;
    default:
      return false;
  }
}

/// `text` is one clean line as it stands, which is the usual case.
bool is_tidy(std::string_view text) {
  char before = ' ';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ' && before == ' ') return false;
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || (byte >= 0xC2 && may_be_blank(text.substr(at)))) return false;
    before = c;
  }
  return text.empty() || before != ' ';
}

/// How many bytes of `rest`, which begins beyond ASCII, are a letter or a sign that is plain; 0
/// when it may be anything else.
std::size_t plain_size(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest[0]);
  const auto second = rest.size() > 1 ? static_cast<unsigned char>(rest[1]) : 0U;
  if (lead >= 0xC3 && lead < 0xCC) return (second & 0xC0U) == 0x80 ? 2 : 0;
  if (lead == 0xC2) return second > 0xA0 && second < 0xC0 && second != 0xAD ? 2 : 0;
  if (lead != 0xE2 || second != 0x80 || rest.size() < 3) return 0;
  const auto third = static_cast<unsigned char>(rest[2]);  // Dashes, quotes, an ellipsis.
  return (third >= 0x92 && third <= 0x9F) || third == 0xA6 ? 3 : 0;
}

/// Bytes that show something alone: ASCII without blanks and controls.
constexpr std::array<bool, 256> shows_alone = [] {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0x21; byte < 0x7F; ++byte) table.at(byte) = true;
  return table;
}();

/// The second byte of a Polish letter in lower case, by its first byte (C3, C4, C5) and its second
/// (80 to BF); 0 for letters that are not Polish.
constexpr std::array<std::array<unsigned char, 64>, 3> lower_second = [] {
  std::array<std::array<unsigned char, 64>, 3> table{};
  const auto pair = [&](std::size_t lead, std::size_t capital, std::size_t small) {
    for (const auto second : {capital, small})
      table.at(lead - 0xC3).at(second - 0x80) = static_cast<unsigned char>(small);
  };
  pair(0xC3, 0x93, 0xB3);  // Ó
  for (const std::size_t capital : {0x84U, 0x86U, 0x98U}) pair(0xC4, capital, capital + 1);
  for (const std::size_t capital : {0x81U, 0x83U, 0x9AU, 0xB9U, 0xBBU})
    pair(0xC5, capital, capital + 1);
  return table;
}();

/// Adds `line` to `key` in lower case when it has nothing but what Polish offices write; else
/// false.
bool add_lower(std::string& key, std::string_view line) {
  const auto begin = key.size();
  key += line;
  for (auto at = begin; at < key.size(); ++at) {
    const auto byte = static_cast<unsigned char>(key[at]);
    if (byte < 0x80) {
      if (byte >= 'A' && byte <= 'Z') key[at] = static_cast<char>(byte | 0x20U);
      continue;
    }
    const auto second = at + 1 < key.size() ? static_cast<unsigned char>(key[at + 1]) : 0U;
    unsigned char small = 0;
    if (byte >= 0xC3 && byte <= 0xC5 && second >= 0x80 && second < 0xC0) {
      small = lower_second[byte - 0xC3U][second - 0x80U];
      key[++at] = static_cast<char>(small);
    } else if (byte == 0xE2 && second == 0x80 && at + 2 < key.size()) {
      small = 1;
      at += 2;  // A dash or a quote.
    }
    if (small != 0) continue;
    key.erase(begin);
    return false;
  }
  return true;
}

std::string without_extra_blanks(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  bool gap = false;
  while (!text.empty()) {
    const auto before = text;
    const auto character = take(text);
    if (is_blank(character)) {
      gap = true;
    } else if (!shows_nothing(character)) {
      if (gap && !line.empty()) line += ' ';
      gap = false;
      line += before.substr(0, before.size() - text.size());
    }
  }
  return line;
}

bool is_bidirectional(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x206F);
}

/// How many bytes at the beginning of `text` are ASCII that shows or Latin letters.
std::size_t harmless_size(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool letter = byte >= 0xC3 && byte < 0xCC && at + 1 < text.size() &&
                        (static_cast<unsigned char>(text[at + 1]) & 0xC0U) == 0x80;
    if (!letter && (byte < 0x20 || byte >= 0x7F)) return at;
    at += letter ? 2 : 1;
  }
  return at;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

char32_t take(std::string_view& rest) {
  const auto first = static_cast<unsigned char>(rest.front());
  if (first < 0x80) {
    rest.remove_prefix(1);
    return first;
  }
  if (first >= 0xC2 && first < 0xE0 && rest.size() > 1 && (rest[1] & 0xC0) == 0x80) {
    const auto second = static_cast<unsigned char>(rest[1]);
    rest.remove_prefix(2);
    return (first & 0x1FU) << 6U | (second & 0x3FU);
  }
  utf8proc_int32_t character = 0;
  const auto size =
      utf8proc_iterate(bytes_of(rest), static_cast<utf8proc_ssize_t>(rest.size()), &character);
  rest.remove_prefix(size > 0 ? static_cast<std::size_t>(size) : 1);
  return size > 0 ? static_cast<char32_t>(character) : U'\uFFFD';
}

void append(std::string& text, char32_t character) {
  utf8proc_uint8_t bytes[4];
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(character), bytes);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto before = text;
    if (take(text) == U'\uFFFD' && before.size() - text.size() == 1) return false;
  }
  return true;
}

std::string nfc(std::string_view text) {
  return is_composed(text) ? std::string{text} : mapped(text, UTF8PROC_COMPOSE);
}

std::string tidy(std::string_view text) {
  if (is_tidy(text)) return nfc(text);
  return nfc(without_extra_blanks(text));
}

bool is_plain(std::string_view text) {
  const auto* const bytes = text.data();
  const auto size = text.size();
  std::size_t at = 0;
  while (true) {
    while (at < size && shows_alone[static_cast<unsigned char>(bytes[at])]) ++at;
    if (at == size) return true;
    if (bytes[at] == ' ') {
      // One blank, and neither at the beginning nor at the end.
      if (at == 0 || at + 1 == size || bytes[at + 1] == ' ') return false;
      ++at;
      continue;
    }
    const auto longer = (bytes[at] & 0x80) != 0 ? plain_size(text.substr(at)) : 0;
    if (longer == 0) return false;
    at += longer;
  }
}

void add_folded(std::string& key, std::string_view line) {
  if (!add_lower(key, line)) key += mapped(line, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

std::string folded(std::string_view text) {
  std::string key;
  add_folded(key, tidy(text));
  return key;
}

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const auto character = take(text);
    columns += character >= ' ' && character < 0x7F
                   ? 1
                   : static_cast<std::size_t>(
                         utf8proc_charwidth(static_cast<utf8proc_int32_t>(character)));
  }
  return columns;
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) take(text);
  return count;
}

bool dangerous(char32_t character) {
  return character < 0x20 || (character >= 0x7F && character < 0xA0) ||
         is_bidirectional(character) || (shows_nothing(character) && character != 0xAD) ||
         character == 0x2028 || character == 0x2029 || (character & 0xFFFE) == 0xFFFE ||
         (character >= 0xE0000 && character <= 0xE007F);
}

bool has_dangerous(std::string_view text, Lines lines) {
  while (true) {
    text.remove_prefix(harmless_size(text));
    if (text.empty()) return false;
    const auto before = text;
    const auto character = take(text);
    const bool broken = character == U'\uFFFD' && before.size() - text.size() == 1;
    const bool line_end = character == '\n' || character == '\r' || character == '\t';
    if (broken || (dangerous(character) && !(line_end && lines == Lines::many))) return true;
  }
}

bool looks_like_pesel(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    auto end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - at == 11 && (at == 0 || text[at - 1] != '+')) return true;
    at = end;
  }
  return false;
}

}  // namespace mk::text
