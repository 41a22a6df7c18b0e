#pragma once

#include "lib/base/export.hpp"
#include "lib/facility/facility.hpp"
#include "lib/facility/import.hpp"
#include "lib/print/value.hpp"

#include <string>
#include <vector>

/// Files of the register as answers: the keys are for programs and never change.
namespace mk::facility {

/// How `file` was read: its encoding, separator and header, and which column is which.
MK_API print::Thing how_read(const std::string& file, const Imported& done);

/// What an import did, in a sentence.
MK_API Message sentence(const Imported& done);

/// The same for programs, with every warning and refused row.
MK_API print::Thing thing(const std::string& file, Imported done);

/// Of a rehearsal: each value that would change, old and new.
MK_API print::Table changes(const Imported& done);

/// What the register says of `facilities`, as an import reads it back.
MK_API print::Table listings(const std::vector<Facility>& facilities);

}  // namespace mk::facility
