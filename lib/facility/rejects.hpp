#pragma once

#include "lib/base/csv.hpp"
#include "lib/base/export.hpp"
#include "lib/base/file.hpp"

#include <string>
#include <vector>

namespace mk::facility {

/// The refused rows of a register as a file for people: the columns of the register itself, then
/// `line;reason;message`. Mended, it is imported as it is.
class MK_API Rejects {
 public:
  /// Throws `Error` (output) when `file` cannot be made; it gets its name in `keep`.
  explicit Rejects(const std::string& file) : draft_{file} {}

  void begin(const std::vector<std::string>& headers);
  void add(const csv::Refusal& refusal, const csv::Record& record);
  void keep();

 private:
  void add(const std::vector<std::string>& cells);

  Draft draft_;
  std::string waiting_;
  std::size_t columns_ = 0;
};

}  // namespace mk::facility
