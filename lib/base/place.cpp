#include "lib/base/place.hpp"

#include <dlfcn.h>

#include <filesystem>

namespace mk {

std::string shared_folder(const std::string& name) {
  Dl_info info{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): dladdr's own interface.
  if (dladdr(reinterpret_cast<const void*>(&shared_folder), &info) == 0) return name;
  std::error_code ignored;
  const auto library = std::filesystem::canonical(info.dli_fname, ignored);
  return (library.parent_path().parent_path() / "share" / name).string();
}

}  // namespace mk
