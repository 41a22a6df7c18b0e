#include "lib/base/digest.hpp"

#include <sodium.h>

#include <stdexcept>

namespace mk {

namespace {

constexpr std::size_t digest_bytes = 32;

void start_sodium() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error{"libsodium does not start"};
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t Size>
std::string hex(const std::array<unsigned char, Size>& bytes) {
  std::array<char, Size * 2 + 1> text{};
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  return {text.data(), Size * 2};
}

}  // namespace

struct Digester::State {
  crypto_generichash_state hash;
};

Digester::Digester() : state_{std::make_unique<State>()} {
  start_sodium();
  crypto_generichash_init(&state_->hash, nullptr, 0, digest_bytes);
}

Digester::~Digester() = default;

void Digester::add(std::string_view piece) {
  crypto_generichash_update(&state_->hash, bytes_of(piece), piece.size());
}

std::string Digester::digest() {
  std::array<unsigned char, digest_bytes> hash{};
  crypto_generichash_final(&state_->hash, hash.data(), hash.size());
  return hex(hash);
}

std::string digest(std::string_view text) {
  Digester digester;
  digester.add(text);
  return digester.digest();
}

std::string sha256(std::string_view text) {
  start_sodium();
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), bytes_of(text), text.size());
  return hex(hash);
}

ShortDigest short_digest(std::string_view text) {
  start_sodium();
  ShortDigest hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(text), text.size(), nullptr, 0);
  return hash;
}

}  // namespace mk
