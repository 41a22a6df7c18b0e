#include "lib/base/secret.hpp"

#include <sodium.h>

#include <array>
#include <span>
#include <stdexcept>

namespace mk::secret {

namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t ticket_bytes = 5;
constexpr std::size_t group = 4;

void ready() {
  if (sodium_init() < 0) throw std::runtime_error{"libsodium does not start"};
}

template <std::size_t Size>
std::array<unsigned char, Size> random_bytes() {
  ready();
  std::array<unsigned char, Size> random{};
  randombytes_buf(random.data(), random.size());
  return random;
}

template <std::size_t Size>
std::string hex(const std::array<unsigned char, Size>& bytes) {
  std::array<char, Size * 2 + 1> text{};
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  return text.data();
}

std::string base32(std::span<const unsigned char> random) {
  std::string text;
  unsigned bits = 0;
  unsigned held = 0;
  for (const auto byte : random) {
    bits = (bits << 8U | byte) & 0xFFFU;
    for (held += 8; held >= 5; held -= 5) text += alphabet[bits >> (held - 5) & 31U];
  }
  if (held > 0) text += alphabet[bits << (5 - held) & 31U];
  return text;
}

}  // namespace

std::string make() { return base32(random_bytes<secret_bytes>()); }

std::string seed() { return hex(random_bytes<secret_bytes>()); }

std::string ticket() { return as_ticket(base32(random_bytes<ticket_bytes>())); }

std::string grouped(std::string_view secret) {
  std::string text;
  for (std::size_t at = 0; at < secret.size(); at += group) {
    if (at > 0) text += '-';
    text += secret.substr(at, group);
  }
  return text;
}

std::string as_ticket(std::string_view secret) {
  auto text = grouped(secret);
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string typed(std::string_view text) {
  std::string secret;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '-';
    if (!blank) secret += c;
  }
  return secret;
}

std::string digest(std::string_view secret) {
  ready();
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(),
                     reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), nullptr,
                     0);
  return hex(hash);
}

}  // namespace mk::secret
