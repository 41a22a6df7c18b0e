#pragma once

#include "lib/base/time.hpp"
#include "lib/config/settings.hpp"
#include "lib/store/database.hpp"

#include <string>

namespace mk {

/// What an action works with. Actions know no command line and no page.
struct Context {
  store::Database& db;
  Instant now;  ///< Asked once a command; `--now` stops it.
  store::Actor actor;
  const Settings& settings;

  /// The day that it is in Warsaw.
  Day today() const { return day_of(now); }

  /// The entry of the change log for what `verb` is about to do. An actor without a user is the
  /// user of the system, by the name that `[actors]` gives: asked for here, as only changes need
  /// it.
  MK_API store::Deed deed(std::string verb, std::string reason = {}) const;
};

}  // namespace mk
