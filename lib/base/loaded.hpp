#pragma once

#include "lib/base/export.hpp"

#include <string>

namespace mk {

/// A shared library that few commands need, loaded by the first that does and kept to the end, so
/// that the others start without it.
class MK_API Loaded {
 public:
  /// Loads `soname`, such as "libClp.so.1"; whether it was there is told by `there`.
  explicit Loaded(const char* soname);

  bool there() const { return handle_ != nullptr; }

  /// The function `name` of the library, to be called as `Function`, which its header declares:
  /// `auto* const create = library.function<decltype(Hunspell_create)>("Hunspell_create");`
  /// Throws `Error` (bug) when the library has no such function.
  template <class Function>
  Function* function(const char* name) const {
    return reinterpret_cast<Function*>(symbol(name));
  }

 private:
  void* symbol(const char* name) const;

  void* handle_;
  std::string soname_;
};

/// The module NAME of ours, `mk/NAME.so` beside libmk wherever that was installed: what one program
/// needs at times, with the libraries behind it. Throws `Error` (missing) and says what was not
/// found.
MK_API Loaded module_of_ours(const std::string& name);

}  // namespace mk
