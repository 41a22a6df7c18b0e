#include "lib/base/encoding.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <stdexcept>
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

/// What the bytes above ASCII say.
struct Evidence {
  std::size_t sequences = 0;        ///< Characters of UTF-8.
  std::size_t stray = 0;            ///< Bytes that are none.
  std::array<bool, 256> present{};  ///< Which bytes there are.

  bool any(std::string_view bytes) const {
    return std::any_of(bytes.begin(), bytes.end(),
                       [&](char byte) { return present[static_cast<unsigned char>(byte)]; });
  }
  // The Polish letters ą, ś, ź stand in different places, and Windows alone has quotes and dashes
  // where ISO-8859-2 has control characters.
  bool windows() const {
    return std::any_of(present.begin() + 0x80, present.begin() + 0xA0, std::identity{}) ||
           any("\xA5\xB9");
  }
  bool latin2() const { return any("\xA1\xA6\xAC\xB1\xB6\xBC"); }
  /// A sign that the two read differently and that neither makes likely.
  bool either() const { return any("\xA9\xAB\xAE\xB5\xB7\xBB\xBE"); }
};

/// Whether a Polish file may have `character`: two letters of Windows-1250 side by side make some
/// character of UTF-8 too, but hardly one of these.
bool is_usual(char32_t character) {
  return character < 0x180 || (character >= 0x300 && character < 0x370) ||
         (character >= 0x2000 && character < 0x2300) || character >= 0xFE00;
}

/// Bytes that begin a file which is no text, and what to do about it.
struct Signature {
  std::string_view bytes;
  Sentence<0> message;
};
const std::array signatures{
    Signature{"PK\x03\x04",
              tr_later("the file is a workbook (.xlsx, .ods) or an archive, not text: "
                       "save it as CSV and import that")},
    Signature{"\xD0\xCF\x11\xE0", tr_later("the file is an old Excel workbook (.xls), not text: "
                                           "save it as CSV and import that")},
    Signature{"%PDF", tr_later("the file is a PDF, not text: ask for the register as CSV")}};

/// UTF-16 without a mark shows as a zero beside nearly every letter, always on the same side.
std::optional<std::string> utf16_in(std::string_view head) {
  std::array<std::size_t, 2> zeros{};
  for (std::size_t at = 0; at < head.size(); ++at)
    if (head[at] == '\0') ++zeros[at % 2];
  const auto [few, many] = std::minmax(zeros[0], zeros[1]);
  if (head.size() < 4 || many * 10 < head.size() * 3 || few * 10 > many) return std::nullopt;
  return zeros[1] > zeros[0] ? utf16_little : utf16_big;
}

bool has_mark_16(std::string_view head) {
  return head.starts_with(mark_little) || head.starts_with(mark_big);
}

void refuse_what_is_no_text(std::string_view head) {
  for (const auto& it : signatures)
    if (head.starts_with(it.bytes)) refuse(msg(it.message));
  const auto zeros = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
  if (!has_mark_16(head) && !utf16_in(head) && zeros > 1 && zeros * 10 > head.size())
    refuse(msg("the file is not text: ask for the register as CSV"));
}

/// The bytes at the beginning of `text` that are ASCII.
std::size_t ascii_size(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && (text[at] & 0x80) == 0) ++at;
  return at;
}

/// Whether `rest`, which begins beyond ASCII, may be the first bytes of a longer character.
bool is_begun(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest.front());
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  return lead >= 0xC2 && lead < 0xF5 && rest.size() < size &&
         std::all_of(rest.begin() + 1, rest.end(), [](char c) { return (c & 0xC0) == 0x80; });
}

std::string single_byte(const Evidence& evidence) {
  if (evidence.windows() && !evidence.latin2()) return windows;
  if (evidence.latin2() && !evidence.windows()) return latin2;
  if (!evidence.latin2() && !evidence.either()) return windows;  // Both read it alike.
  refuse(
      msg("the encoding of the file cannot be told from its bytes: give it, such as --encoding "
          "windows-1250 or --encoding iso-8859-2"));
}

/// Where the first Polish letter of UTF-8 is in bytes of another encoding. In Windows-1250 and
/// ISO-8859-2 it would be two signs that no Polish word has side by side.
std::size_t polish_utf8_in(std::string_view bytes) {
  constexpr std::array<std::string_view, 18> letters{"ą", "ć", "ę", "ł", "ń", "ó", "ś", "ź", "ż",
                                                     "Ą", "Ć", "Ę", "Ł", "Ń", "Ó", "Ś", "Ź", "Ż"};
  for (auto at = ascii_size(bytes); at < bytes.size(); at += 1 + ascii_size(bytes.substr(at + 1)))
    if (std::ranges::find(letters, bytes.substr(at, 2)) != letters.end()) return at;
  return bytes.npos;
}

}  // namespace

struct Detector::Seen {
  std::string head;   ///< The first bytes.
  std::string carry;  ///< The beginning of a character that the next piece may end.
  Evidence evidence;

  void weigh_up(std::string_view bytes) {
    while (true) {
      bytes.remove_prefix(ascii_size(bytes));
      if (bytes.empty()) return;
      if (is_begun(bytes)) {
        carry = bytes;
        return;
      }
      take(bytes);
    }
  }

  void take(std::string_view& bytes) {
    const auto lead = static_cast<unsigned char>(bytes[0]);
    const auto second = bytes.size() > 1 ? static_cast<unsigned char>(bytes[1]) : 0U;
    if (lead >= 0xC3 && lead < 0xC6 && (second & 0xC0U) == 0x80) {  // Nearly all there are.
      ++evidence.sequences;
      evidence.present[lead] = evidence.present[second] = true;
      return bytes.remove_prefix(2);
    }
    const auto before = bytes;
    const auto character = text::take(bytes);
    if (before.size() - bytes.size() == 1) {
      ++evidence.stray;
    } else if (is_usual(character)) {
      ++evidence.sequences;
    }
    for (const char byte : before.substr(0, before.size() - bytes.size()))
      evidence.present[static_cast<unsigned char>(byte)] = true;
  }

  /// What was seen, the last bytes too.
  Evidence all() const {
    auto copy = *this;
    for (std::string_view rest = copy.carry; !rest.empty();) copy.take(rest);
    return copy.evidence;
  }
};

Detector::Detector() : seen_{std::make_unique<Seen>()} {}
Detector::~Detector() = default;

void Detector::look(std::string_view piece) {
  constexpr std::size_t enough = 4096;
  if (seen_->head.empty()) {
    seen_->head = piece.substr(0, enough);
    refuse_what_is_no_text(seen_->head);
  }
  if (seen_->carry.empty()) return seen_->weigh_up(piece);
  auto joined = std::exchange(seen_->carry, {});
  joined += piece;
  seen_->weigh_up(joined);
}

namespace {

std::string found_in(std::string_view head, const Evidence& evidence) {
  if (head.starts_with(mark_utf8)) return utf8;
  if (head.starts_with(mark_little)) return utf16_little;
  if (head.starts_with(mark_big)) return utf16_big;
  if (const auto wide = utf16_in(head)) return *wide;
  // A row pasted from elsewhere does not turn the file into Windows-1250.
  if (evidence.stray <= evidence.sequences) return utf8;
  return single_byte(evidence);
}

/// What `wanted` means for these bytes, unless they plainly are something else.
std::string agreed(std::string_view head, const Evidence& evidence, const std::string& wanted) {
  const auto name = named(wanted);
  const bool little = head.starts_with(mark_little);
  const bool big = head.starts_with(mark_big);
  if (name == "UTF-16")
    return little ? utf16_little : big ? utf16_big : utf16_in(head).value_or(utf16_little);
  const bool is_utf8 =
      head.starts_with(mark_utf8) || (evidence.sequences > 0 && evidence.stray == 0);
  if ((is_utf8 && name != utf8) || (little && name != utf16_little) || (big && name != utf16_big))
    refuse(msg("the file is {}, not {}: leave --encoding out",
               is_utf8  ? utf8
               : little ? utf16_little
                        : utf16_big,
               name));
  const bool is_windows = evidence.windows() && !evidence.latin2();
  const bool is_latin2 = evidence.latin2() && !evidence.windows();
  if ((name == windows && is_latin2) || (name == latin2 && is_windows))
    refuse(
        msg("the file is {}, not {}: leave --encoding out", is_windows ? windows : latin2, name));
  if (name == utf8 && evidence.stray > evidence.sequences)
    refuse(msg("the file is not UTF-8: leave --encoding out, or give --encoding windows-1250"));
  return name;
}

}  // namespace

std::string Detector::encoding(const std::string& wanted) const {
  const auto evidence = seen_->all();
  return wanted.empty() ? found_in(seen_->head, evidence) : agreed(seen_->head, evidence, wanted);
}

struct Decoder::Work {
  std::string name;
  bool told = false;
  bool begun = false;  ///< Whether the mark at the beginning is behind us.
  iconv_t iconv = none();
  std::string carry;  ///< The beginning of a character that the next piece may end.
  std::size_t line = 1;

  static iconv_t none() { return reinterpret_cast<iconv_t>(-1); }

  bool single() const { return name == windows || name == latin2; }

  void drop_mark(std::string_view& bytes) {
    const auto mark = name == utf8           ? mark_utf8
                      : name == utf16_little ? mark_little
                      : name == utf16_big    ? mark_big
                                             : std::string_view{};
    if (!mark.empty() && bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
    begun = true;
  }

  [[noreturn]] void fail() const {
    refuse(msg("line {} of the file is not {}: give its encoding with --encoding", line, name),
           line);
  }

  /// Puts `bytes` into UTF-8; what is left of them is the beginning of a character.
  void convert(std::string_view& bytes, std::string& text) {
    std::array<char, 65536> buffer;
    auto* in = const_cast<char*>(bytes.data());  // iconv only reads it.
    auto left = bytes.size();
    while (left > 0) {
      char* out = buffer.data();
      auto room = buffer.size();
      const auto before = left;
      const auto result = ::iconv(iconv, &in, &left, &out, &room);
      const auto read = bytes.substr(bytes.size() - before, before - left);
      line += static_cast<std::size_t>(std::count(read.begin(), read.end(), '\n'));
      text.append(buffer.data(), buffer.size() - room);
      if (result != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
      if (errno != EINVAL) fail();
      break;
    }
    bytes.remove_prefix(bytes.size() - left);
  }

  /// The same, Polish letters of UTF-8 made into bytes that are none.
  void convert_single(std::string_view bytes, std::string& text) {
    while (true) {
      const auto at = polish_utf8_in(bytes);
      auto before = bytes.substr(0, at);
      convert(before, text);
      if (at == bytes.npos) return;
      text += '\xFF';
      bytes.remove_prefix(at + 2);
    }
  }
};

Decoder::Decoder(std::string encoding, bool told) : work_{std::make_unique<Work>()} {
  work_->name = std::move(encoding);
  work_->told = told;
  if (work_->name == utf8) return;
  work_->iconv = iconv_open(utf8, work_->name.c_str());
  if (work_->iconv == Work::none()) throw std::runtime_error{"iconv does not know " + work_->name};
}

Decoder::~Decoder() {
  if (work_->iconv != Work::none()) iconv_close(work_->iconv);
}

void Decoder::decode(std::string_view piece, std::string& text) {
  auto& work = *work_;
  std::string joined;
  if (!work.carry.empty()) {
    joined = std::exchange(work.carry, {});
    joined += piece;
    piece = joined;
  }
  if (!work.begun) work.drop_mark(piece);
  if (work.name == utf8) {
    text += piece;
    return;
  }
  if (work.single() && !work.told) {
    // A letter of UTF-8 may be cut in two by the end of the piece.
    const bool cut = !piece.empty() && static_cast<unsigned char>(piece.back()) >= 0xC3 &&
                     static_cast<unsigned char>(piece.back()) <= 0xC5;
    if (cut) work.carry = piece.substr(piece.size() - 1);
    return work.convert_single(piece.substr(0, piece.size() - (cut ? 1 : 0)), text);
  }
  work.convert(piece, text);
  work.carry = piece;
}

void Decoder::finish(std::string& text) {
  if (work_->carry.empty()) return;
  std::string_view rest = work_->carry;
  work_->convert(rest, text);
  if (!rest.empty()) work_->fail();
}

Decoded decode(std::string_view bytes, const std::string& wanted) {
  Detector detector;
  detector.look(bytes);
  Decoded decoded;
  decoded.name = detector.encoding(wanted);
  Decoder decoder{decoded.name, !wanted.empty()};
  decoder.decode(bytes, decoded.text);
  decoder.finish(decoded.text);
  return decoded;
}

}  // namespace mk::encoding
