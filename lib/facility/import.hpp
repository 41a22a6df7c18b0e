#pragma once

#include "lib/base/id.hpp"
#include "lib/base/source.hpp"
#include "lib/facility/facility.hpp"
#include "lib/facility/rejects.hpp"
#include "lib/register/register.hpp"
#include "lib/store/context.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mk::facility {

/// A file of the official register, and what to do with it.
struct RegisterFile {
  std::string name;  ///< As it was given; "-" is stdin.
  Source source;
  registry::Options options;
  bool partial = false;                           ///< Adds and updates only, delists nobody.
  bool allow_shrink = false;                      ///< More than a fifth may be delisted.
  bool all_or_nothing = false;                    ///< One bad row stops everything.
  Rejects* rejects = nullptr;                     ///< Where refused rows are written, if they are.
  std::size_t most_refusals = std::string::npos;  ///< How many are told one by one.
  /// Hears how many bytes of how many are read, now and then.
  std::function<void(std::uint64_t, std::uint64_t)> progress = [](auto, auto) {};
};

/// What an import changes in a facility.
struct Difference {
  FacilityId id;
  std::string column;
  std::string before;
  std::string after;
};

/// What an import did, or would have done.
struct Imported {
  std::optional<BatchId> batch;  ///< Nothing when nothing changed.
  registry::Reading reading;
  std::size_t read = 0;  ///< added + updated + unchanged + rejected.
  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::size_t rejected = 0;
  std::size_t delisted = 0;
  std::vector<Message> warnings;
  std::vector<csv::Refusal> refusals;   ///< The first of them.
  std::vector<Difference> differences;  ///< Of a rehearsal: each value that would change.
  std::optional<Message> stopped;  ///< Why nothing was taken: a bad row, or too few facilities.
};

/// Brings the facilities in line with the register, in one transaction. A row is the facility with
/// its number in the register, else the one with its operator, name and street. Those that the file
/// lacks are marked as delisted, not those added by hand; accounts stay as they are. An import that
/// changes nothing writes nothing, and a rehearsal only decides. Throws `Error`: data (the file as
/// a whole), usage.
MK_API Imported import_register(const Context& context, RegisterFile file);

/// The facilities that are in the register now, in its order.
MK_API std::vector<Facility> registered(store::Database& db);

}  // namespace mk::facility
