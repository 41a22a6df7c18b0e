#include "lib/base/place.hpp"

#include <dlfcn.h>

#include <filesystem>

namespace mk {

namespace {

namespace fs = std::filesystem;

/// This library or, in a test, the program that it is a part of; nothing when nobody knows.
fs::path ourselves() {
  Dl_info info{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): dladdr's own interface.
  if (dladdr(reinterpret_cast<const void*>(&shared_folder), &info) == 0) return {};
  std::error_code ignored;
  return fs::canonical(info.dli_fname, ignored);
}

}  // namespace

std::string library_folder() { return ourselves().parent_path().string(); }

std::string shared_folder(const std::string& name) {
  const auto library = ourselves();
  if (library.empty()) return name;
  return (library.parent_path().parent_path() / "share" / name).string();
}

}  // namespace mk
