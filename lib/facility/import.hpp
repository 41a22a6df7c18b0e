#pragma once

#include "lib/base/id.hpp"
#include "lib/facility/facility.hpp"
#include "lib/register/register.hpp"
#include "lib/store/context.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace mk::facility {

/// A file of the official register, and what to do with it.
struct RegisterFile {
  std::string name;  ///< As it was given; "-" is stdin.
  std::string bytes;
  registry::Options options;
  bool partial = false;         ///< Adds and updates only, delists nobody.
  bool allow_shrink = false;    ///< More than a fifth may be delisted.
  bool all_or_nothing = false;  ///< One bad row stops everything.
};

/// What an import did, or would have done.
struct Imported {
  std::optional<BatchId> batch;  ///< Nothing when nothing changed.
  std::string encoding;
  char separator = ';';
  std::size_t header_line = 0;
  std::vector<registry::Heading> columns;
  std::size_t read = 0;  ///< added + updated + unchanged + rejected.
  std::size_t added = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::size_t skipped = 0;
  std::size_t delisted = 0;
  std::vector<Message> warnings;
  std::vector<csv::Refusal> refusals;
  std::optional<Message> stopped;  ///< Why nothing was taken: a bad row, or too few facilities.
};

/// Brings the facilities in line with the register, in one transaction. A row is the facility with
/// its number in the register, else the one with its operator, name and street. Those that the file
/// lacks are marked as delisted, not those added by hand; accounts stay as they are. An import that
/// changes nothing writes nothing. Throws `Error`: data (the file as a whole), usage.
MK_API Imported import_register(const Context& context, RegisterFile file);

/// The facilities that are in the register now, in its order.
MK_API std::vector<Facility> registered(store::Database& db);

}  // namespace mk::facility
