#pragma once

#include "lib/base/export.hpp"
#include "lib/facility/batches.hpp"
#include "lib/facility/facility.hpp"
#include "lib/print/value.hpp"

#include <vector>

/// Files of the register as answers.
namespace mk::facility {

/// The name of a file as a table has it: without its folder, cut when it is still too long.
std::string short_file(const std::string& file);

/// Everything about the file: "state" is "done" or "undone".
MK_API print::Thing thing(const Batch& batch);
/// The same of many, for programs.
MK_API print::Table table(const std::vector<Batch>& batches);
/// What a person compares, as narrow as a terminal.
MK_API print::Table brief(const std::vector<Batch>& batches);

/// The file with what taking it back did.
MK_API print::Thing thing(const Undone& undone);
MK_API Message sentence(const Undone& undone);
/// What is put back and taken away, a sentence each.
MK_API std::vector<Message> put_back(const Undone& undone);
/// What stays as it is and why, a sentence each.
MK_API std::vector<Message> left(const Undone& undone);

/// Where each value of `facility` comes from: all of it for programs, what a person reads beside
/// the values else.
MK_API print::List source_list(const Facility& facility, const std::vector<Origin>& sources,
                               bool for_programs);

}  // namespace mk::facility
