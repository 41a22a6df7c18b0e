#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

/// Ends the fuzzer, or the replay of what it found, when a law does not hold.
inline void holds(bool law, std::string_view sentence, std::string_view about = {}) {
  if (law) return;
  std::cerr << "does not hold: " << sentence << (about.empty() ? "" : ": ") << about << '\n';
  std::abort();
}

/// What a fuzzer does with one input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);
