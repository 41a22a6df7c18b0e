#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace mk {

/// 64 hexadecimal digits of BLAKE2b: what two files are compared by.
std::string digest(std::string_view text);

/// 64 hexadecimal digits of SHA-256, for what people outside check with tools of their own.
std::string sha256(std::string_view text);

/// The digest of bytes that come in pieces.
class Digester {
 public:
  Digester();
  ~Digester();
  Digester(const Digester&) = delete;
  Digester& operator=(const Digester&) = delete;
  void add(std::string_view piece);
  std::string digest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// 16 bytes of BLAKE2b: what rows are found and compared by.
using ShortDigest = std::array<unsigned char, 16>;
ShortDigest short_digest(std::string_view text);

}  // namespace mk
