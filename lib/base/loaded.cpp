#include "lib/base/loaded.hpp"

#include "lib/base/error.hpp"

#include <dlfcn.h>

namespace mk {

Loaded::Loaded(const char* soname)
    : handle_{dlopen(soname, RTLD_NOW | RTLD_LOCAL)}, soname_{soname} {}

void* Loaded::symbol(const char* name) const {
  auto* const found = handle_ == nullptr ? nullptr : dlsym(handle_, name);
  if (found == nullptr) throw Error{Exit::bug, msg("{} has no {}", soname_, name)};
  return found;
}

}  // namespace mk
