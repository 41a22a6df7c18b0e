#pragma once

#include "lib/base/id.hpp"
#include "lib/base/message.hpp"
#include "lib/store/context.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The files of the register that were taken, what each facility has from which, and taking one
/// back.
namespace mk::facility {

/// A file of the register that changed something.
struct Batch {
  BatchId id;
  Instant at;
  std::string who;   ///< Who took it in.
  std::string file;  ///< Its name as it was given; "-" is stdin.
  std::string hash;  ///< 64 hexadecimal digits for its bytes.
  std::string encoding;
  std::string separator;
  bool partial = false;
  std::int64_t read = 0;  ///< added + updated + unchanged + rejected.
  std::int64_t added = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t rejected = 0;
  std::int64_t skipped = 0;
  std::int64_t delisted = 0;
  std::optional<Instant> undone_at;
};

/// What gave a value: an entry of the change log, and the file when it was an import.
struct Cause {
  Instant at;
  std::string who;
  std::string verb;
  std::optional<BatchId> batch;
  std::string file;  ///< Of the batch, or empty.
};

/// Where a value of the register comes from.
struct Origin {
  std::string column;  ///< As programs call it: "operator", "name" …
  std::optional<Cause> cause;
  std::optional<std::int64_t> line;  ///< The physical line of the file.
};

/// A value that was put back.
struct PutBack {
  std::string column;
  std::optional<std::string> before;
  std::optional<std::string> after;
};

/// A facility some of whose values were put back.
struct Restored {
  FacilityId id;
  std::string name;
  std::vector<PutBack> values;
};

/// A facility that the file had added and that is gone.
struct Removed {
  FacilityId id;
  std::string name;
};

/// What an undoing left as it is, and why.
struct Left {
  enum class Why {
    changed,  ///< Something else changed the value since: `cause`.
    erased,   ///< The earlier value was erased for privacy.
    taken,    ///< The facility `holder` is known by the earlier value now.
    account,  ///< The facility would be taken away, but has an account.
    referred  ///< … or something else, such as a letter, refers to it.
  };
  FacilityId id;
  std::string name;
  std::string column;  ///< Empty: the whole facility, which the file had added.
  std::optional<std::string> value;
  Why why = Why::changed;
  std::optional<Cause> cause;
  std::optional<FacilityId> holder;
  bool delisted = false;  ///< The facility stays, and is not in the register now.
};

/// What an undoing did, or would do.
struct Undone {
  Batch batch;
  std::vector<Restored> restored;
  std::vector<Removed> removed;
  std::vector<Left> left;
};

/// The files that changed something, the oldest first.
MK_API std::vector<Batch> batches(store::Database& db);

/// Where each value that the register has of `id` comes from, in the order of its columns. What an
/// import gave that was undone is not told.
MK_API std::vector<Origin> sources(store::Database& db, FacilityId id);

/// Takes the file `id` back, in one transaction: each value that it gave is again what the last
/// change before says, unless a change since stands; a facility that it added goes, unless
/// something refers to it or a change since stands. Undoing all files, in any order, leaves none
/// of what they brought. Throws `Error` (refused): there is no B-9, it was undone.
MK_API Undone undo_import(const Context& context, BatchId id);

/// What `undo_import` would do; nothing is kept.
MK_API Undone preview_undo(const Context& context, BatchId id);

}  // namespace mk::facility
