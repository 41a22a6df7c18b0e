#pragma once

#include "lib/store/database.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

/// What refers to a row by its number, as the schema's foreign keys tell.
namespace mk::store {

/// A column that holds the number of a row of another table.
struct Reference {
  std::string table;
  std::string column;
};

/// The columns that refer to the id of `table`, and those that refer to one of these in turn, as a
/// logo does to the account that has its facility's number; by table and column.
std::vector<Reference> references(Database& db, const std::string& table);

/// The ids of the rows of `table` that anything refers to.
std::set<std::int64_t> referred(Database& db, const std::string& table);

/// Lets everything that refers to the row `from` of `table` refer to its row `to`, in the running
/// transaction. It goes over as a whole, so triggers, which see a row at a time, do not look.
void move_references(Database& db, const std::string& table, std::int64_t from, std::int64_t to);

}  // namespace mk::store
