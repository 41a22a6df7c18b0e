#include "lib/base/encoding.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <utility>

namespace mk::encoding {

namespace {

constexpr const char* utf8 = "UTF-8";
constexpr const char* windows = "Windows-1250";
constexpr const char* latin2 = "ISO-8859-2";
constexpr const char* utf16_little = "UTF-16LE";
constexpr const char* utf16_big = "UTF-16BE";

constexpr std::string_view mark_utf8 = "\xEF\xBB\xBF";
constexpr std::string_view mark_little = "\xFF\xFE";
constexpr std::string_view mark_big = "\xFE\xFF";

[[noreturn]] void refuse(const Message& message, std::size_t line = 0) {
  throw Error{Exit::data, message, "encoding", line};
}

/// The encoding that a person means by `wanted`; "UTF-16" leaves the order of bytes to the file.
std::string named(const std::string& wanted) {
  std::string plain;
  for (const char c : wanted) {
    if (c == '-' || c == '_' || c == ' ') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  constexpr std::array<std::pair<std::string_view, const char*>, 13> names{
      {{"utf8", utf8},
       {"utf8bom", utf8},
       {"utf8sig", utf8},
       {"windows1250", windows},
       {"cp1250", windows},
       {"win1250", windows},
       {"1250", windows},
       {"iso88592", latin2},
       {"latin2", latin2},
       {"88592", latin2},
       {"utf16", "UTF-16"},
       {"utf16le", utf16_little},
       {"utf16be", utf16_big}}};
  for (const auto& [name, encoding] : names)
    if (name == plain) return encoding;
  throw Error{Exit::usage, msg("“{}” is not an encoding known here: give utf-8, windows-1250, "
                               "iso-8859-2, utf-16le or utf-16be",
                               wanted)};
}

std::size_t line_of(std::string_view bytes, std::size_t place) {
  const auto before = bytes.substr(0, place);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

/// What the bytes above ASCII say.
struct Evidence {
  std::size_t sequences = 0;  ///< Characters of UTF-8.
  std::size_t stray = 0;      ///< Bytes that are none.
  bool windows = false;       ///< A letter or quote where Windows-1250 has it and ISO-8859-2 not.
  bool latin2 = false;
  bool either = false;  ///< A sign that the two read differently and that neither makes likely.
};

/// The Polish letters ą, ś, ź stand in different places, and Windows alone has quotes and dashes
/// where ISO-8859-2 has control characters.
void weigh(unsigned char byte, Evidence& evidence) {
  if (byte < 0xA0 || byte == 0xA5 || byte == 0xB9) {
    evidence.windows = true;
  } else if (std::string_view{"\xA1\xA6\xAC\xB1\xB6\xBC"}.find(static_cast<char>(byte)) !=
             std::string_view::npos) {
    evidence.latin2 = true;
  } else if (std::string_view{"\xA9\xAB\xAE\xB5\xB7\xBB\xBE"}.find(static_cast<char>(byte)) !=
             std::string_view::npos) {
    evidence.either = true;
  }
}

/// Whether a Polish file may have `character`: two letters of Windows-1250 side by side make some
/// character of UTF-8 too, but hardly one of these.
bool is_usual(char32_t character) {
  return character < 0x180 || (character >= 0x300 && character < 0x370) ||
         (character >= 0x2000 && character < 0x2300) || character >= 0xFE00;
}

Evidence evidence_in(std::string_view bytes) {
  Evidence evidence;
  while (!bytes.empty()) {
    if ((bytes.front() & 0x80) == 0) {
      bytes.remove_prefix(1);
      continue;
    }
    const auto before = bytes;
    const auto character = text::take(bytes);
    if (before.size() - bytes.size() == 1) {
      ++evidence.stray;
    } else if (is_usual(character)) {
      ++evidence.sequences;
    }
    for (const char byte : before.substr(0, before.size() - bytes.size()))
      weigh(static_cast<unsigned char>(byte), evidence);
  }
  return evidence;
}

/// UTF-16 without a mark shows as a zero beside nearly every letter.
std::optional<std::string> utf16_in(std::string_view bytes) {
  constexpr std::size_t enough = 4096;
  const auto part = bytes.substr(0, enough);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t at = 0; at < part.size(); ++at)
    if (part[at] == '\0') ++zeros[at % 2];
  if (part.size() < 4 || std::max(zeros[0], zeros[1]) * 10 < part.size() * 3) return std::nullopt;
  return zeros[1] > zeros[0] ? utf16_little : utf16_big;
}

std::string single_byte(const Evidence& evidence) {
  if (evidence.windows && !evidence.latin2) return windows;
  if (evidence.latin2 && !evidence.windows) return latin2;
  if (!evidence.latin2 && !evidence.either) return windows;  // Both read it alike.
  refuse(
      msg("the encoding of the file cannot be told from its bytes: give it, such as --encoding "
          "windows-1250 or --encoding iso-8859-2"));
}

std::string found_in(std::string_view bytes) {
  if (bytes.starts_with(mark_utf8)) return utf8;
  if (bytes.starts_with(mark_little)) return utf16_little;
  if (bytes.starts_with(mark_big)) return utf16_big;
  if (const auto wide = utf16_in(bytes)) return *wide;
  const auto evidence = evidence_in(bytes);
  // A row pasted from elsewhere does not turn the file into Windows-1250.
  if (evidence.stray <= evidence.sequences) return utf8;
  return single_byte(evidence);
}

/// What `wanted` means for these bytes, unless they plainly are something else.
std::string agreed(std::string_view bytes, const std::string& wanted) {
  const auto name = named(wanted);
  const bool little = bytes.starts_with(mark_little);
  const bool big = bytes.starts_with(mark_big);
  if (name == "UTF-16")
    return little ? utf16_little : big ? utf16_big : utf16_in(bytes).value_or(utf16_little);
  const auto evidence = evidence_in(bytes);
  const bool is_utf8 =
      bytes.starts_with(mark_utf8) || (evidence.sequences > 0 && evidence.stray == 0);
  if ((is_utf8 && name != utf8) || (little && name != utf16_little) || (big && name != utf16_big))
    refuse(msg("the file is {}, not {}: leave --encoding out",
               is_utf8  ? utf8
               : little ? utf16_little
                        : utf16_big,
               name));
  const bool is_windows = evidence.windows && !evidence.latin2;
  const bool is_latin2 = evidence.latin2 && !evidence.windows;
  if ((name == windows && is_latin2) || (name == latin2 && is_windows))
    refuse(
        msg("the file is {}, not {}: leave --encoding out", is_windows ? windows : latin2, name));
  if (name == utf8 && evidence.stray > evidence.sequences)
    refuse(msg("the file is not UTF-8: leave --encoding out, or give --encoding windows-1250"));
  return name;
}

/// Turns bytes of `encoding` into UTF-8, a buffer at a time.
class Converter {
 public:
  explicit Converter(const std::string& encoding) : iconv_{iconv_open(utf8, encoding.c_str())} {
    if (iconv_ == failed()) throw std::runtime_error{"iconv does not know " + encoding};
  }
  ~Converter() { iconv_close(iconv_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  /// The text, and how many bytes of it could be read.
  std::pair<std::string, std::size_t> read(std::string& bytes) {
    std::string text;
    char* in = bytes.data();
    std::size_t left = bytes.size();
    std::array<char, 65536> buffer;
    while (left > 0) {
      char* out = buffer.data();
      std::size_t room = buffer.size();
      const auto result = iconv(iconv_, &in, &left, &out, &room);
      text.append(buffer.data(), buffer.size() - room);
      if (result == static_cast<std::size_t>(-1) && errno != E2BIG) break;
    }
    return {std::move(text), bytes.size() - left};
  }

 private:
  static iconv_t failed() { return reinterpret_cast<iconv_t>(-1); }
  iconv_t iconv_;
};

}  // namespace

Decoded decode(std::string bytes, const std::string& wanted) {
  const auto name = wanted.empty() ? found_in(bytes) : agreed(bytes, wanted);
  const auto mark = name == utf8           ? mark_utf8
                    : name == utf16_little ? mark_little
                    : name == utf16_big    ? mark_big
                                           : std::string_view{};
  if (!mark.empty() && bytes.starts_with(mark)) bytes.erase(0, mark.size());
  if (name == utf8) return {std::move(bytes), name};
  auto [text, read] = Converter{name}.read(bytes);
  if (read < bytes.size())
    refuse(msg("line {} of the file is not {}: give its encoding with --encoding",
               line_of(bytes, read), name),
           line_of(bytes, read));
  return {std::move(text), name};
}

}  // namespace mk::encoding
