#pragma once

#include "lib/base/error.hpp"
#include "lib/base/export.hpp"
#include "lib/print/value.hpp"

#include <string>
#include <vector>

namespace mk::print {

/// How one answer looks to a person, a program, a spreadsheet. `dry_run` adds `"dry_run": true`.
std::string as_table(const Table& table);
std::string as_lines(const Thing& thing);
std::string as_json(const Table& table);
/// The same piece by piece: the bracket with the `first` rows, more rows, and the end.
std::string rows_as_json(const Table& part, bool first);
std::string end_of_json_rows();
MK_API std::string as_json(const Thing& thing, bool dry_run);
std::string as_json(const std::vector<Thing>& things, bool dry_run);
/// `{"error": {"kind", "code", "message", …}}` on one line.
std::string failure_as_json(const Error& error);
/// RFC 4180 with `separator` ',' or '\t'; keys as the header, no BOM.
std::string as_csv(const Table& table, char separator);
/// The same piece by piece: the header stands above the `first` rows.
std::string rows_as_csv(const Table& part, char separator, bool first);

/// The rows of `things`, whose fields are the columns.
Table table_of(const std::vector<Thing>& things);

}  // namespace mk::print
