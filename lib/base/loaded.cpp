#include "lib/base/loaded.hpp"

#include "lib/base/error.hpp"
#include "lib/base/place.hpp"

#include <dlfcn.h>

namespace mk {

Loaded::Loaded(const char* soname)
    : handle_{dlopen(soname, RTLD_NOW | RTLD_LOCAL)}, soname_{soname} {}

void* Loaded::symbol(const char* name) const {
  auto* const found = handle_ == nullptr ? nullptr : dlsym(handle_, name);
  if (found == nullptr) throw Error{Exit::bug, msg("{} has no {}", soname_, name)};
  return found;
}

Loaded module_of_ours(const std::string& name) {
  const auto file = library_folder() + "/mk/" + name + ".so";
  Loaded module{file.c_str()};
  if (module.there()) return module;
  const char* const why = dlerror();
  throw Error{Exit::missing, msg("a part of mk cannot be loaded: {}; install mk and the packages "
                                 "that it needs again",
                                 why == nullptr ? file : why)};
}

}  // namespace mk
