#pragma once

#include "lib/base/time.hpp"
#include "lib/facility/batches.hpp"
#include "lib/facility/trace.hpp"

#include <vector>

/// What taking a file of the register back means for one facility; pure.
namespace mk::facility {

/// The file that is taken back, which `imports` counts as undone already.
struct Undoing {
  BatchId batch;
  std::int64_t entry = 0;  ///< What took it in.
  Imports imports;
  Instant now;
};

/// What is known of the facility.
struct Subject {
  FacilityId id;
  Trace trace;
  bool account = false;
  bool referred = false;  ///< Something refers to it.
};

/// A value that stays although the file had changed it, and the entry that is the reason.
struct Kept {
  std::string column;  ///< Empty: the facility itself.
  Left::Why why = Left::Why::changed;
  std::int64_t entry = 0;
  bool delisted = false;
};

struct Verdict {
  bool remove = false;  ///< Then there is nothing else.
  std::vector<PutBack> values;
  std::vector<Kept> kept;
};

/// Whether a person is told of `column`; the others tell where these come from, and follow.
bool told(const std::string& column);

Verdict judge(const Subject& subject, const Undoing& undoing);

}  // namespace mk::facility
