// Stands for libFuzzer where there is none: runs a fuzzer on the files and folders it is given.
#include "tests/fuzz/holds.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

void run(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  std::cerr << file.filename().string() << '\n';  // So that the last one told is the one at fault.
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int count, char** words) {
  int files = 0;
  for (int at = 1; at < count; ++at)
    for (const auto& entry : std::filesystem::directory_iterator{words[at]}) {
      run(entry.path());
      ++files;
    }
  std::cerr << files << " inputs hold\n";
  return files > 0 ? 0 : 1;
}
