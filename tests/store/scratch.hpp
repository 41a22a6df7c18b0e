#pragma once

#include "lib/store/database.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

/// A folder of the test's own, gone when the test is.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "mk-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder for the test"};
    folder_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& folder() const { return folder_; }
  std::string file(const std::string& name) const { return folder_ + "/" + name; }

  /// A new database, `mk.db`, open.
  mk::store::Database database() const {
    mk::store::make(file("mk.db"), mk::Instant{});
    return mk::store::open(file("mk.db"));
  }

 private:
  std::string folder_;
};
