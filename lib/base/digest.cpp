#include "lib/base/digest.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace mk {

namespace {

template <std::size_t Bytes>
std::string hashed(std::string_view text) {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error{"libsodium does not start"};
  std::array<unsigned char, Bytes> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), nullptr, 0);
  std::array<char, Bytes * 2 + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return {hex.data(), Bytes * 2};
}

}  // namespace

std::string digest(std::string_view text) { return hashed<32>(text); }

std::string short_digest(std::string_view text) { return hashed<16>(text); }

}  // namespace mk
