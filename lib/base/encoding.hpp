#pragma once

#include "lib/base/export.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

/// Files as offices send them, put into UTF-8.
namespace mk::encoding {

/// Finds out from all bytes of a file, piece by piece, how it is written.
class MK_API Detector {
 public:
  Detector();
  ~Detector();
  Detector(const Detector&) = delete;
  Detector& operator=(const Detector&) = delete;

  /// Throws `Error` (data, "encoding") when the first bytes are no text at all.
  void look(std::string_view piece);

  /// "UTF-8", "Windows-1250", "ISO-8859-2", "UTF-16LE" or "UTF-16BE". Without `wanted` the bytes
  /// tell: a byte order mark, UTF-8, UTF-16, else Windows-1250 or ISO-8859-2 by the Polish letters
  /// they spell differently. Throws `Error`: data with reason "encoding" when the bytes do not
  /// decide, are none of these or contradict `wanted`; usage when `wanted` is no encoding known
  /// here.
  std::string encoding(const std::string& wanted) const;

 private:
  struct Seen;
  std::unique_ptr<Seen> seen_;
};

/// Turns bytes of one encoding into UTF-8 without a byte order mark, piece by piece. Bytes that are
/// plainly of another one, as in a row pasted from elsewhere, become bytes that are no UTF-8, so
/// that their row can be refused and those around it be taken.
class MK_API Decoder {
 public:
  /// `encoding` as `Detector` names it. `told`: a person said so, and it is taken at its word.
  Decoder(std::string encoding, bool told);
  ~Decoder();
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  /// Adds what `piece` says to `text`. Throws `Error` (data, "encoding") with the line where bytes
  /// are no character.
  void decode(std::string_view piece, std::string& text);
  /// Adds what is left at the end of the file. Throws the same when it ended inside a character.
  void finish(std::string& text);

 private:
  struct Work;
  std::unique_ptr<Work> work_;
};

struct Decoded {
  std::string text;  ///< As `Decoder` makes it.
  std::string name;  ///< As `Detector` names it.
};

/// The whole of `bytes` at once. Throws what `Detector` and `Decoder` do.
MK_API Decoded decode(std::string_view bytes, const std::string& wanted = {});

}  // namespace mk::encoding
