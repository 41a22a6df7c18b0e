#pragma once

#include "lib/base/csv.hpp"
#include "lib/register/register.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Which column of a file is which.
namespace mk::registry {

/// The columns of the register, in the order of an export.
enum class Column {
  operator_name,
  name,
  kind,
  street,
  postal_code,
  city,
  district,
  manager,
  email,
  phone,
  places,
  regon,
  nip,
  krs,
  register_no,
  informal_name,
};

inline constexpr std::size_t column_count = 16;

/// "operator", "name", … as programs and files call it.
const char* name_of(Column column);

/// The column that a header means: its English name or a usual Polish one, whatever the case,
/// blanks and diacritics.
std::optional<Column> column_of(std::string_view header);

/// Headers that a person explained: what they mean, or nothing for a column to pass over.
using Explained = std::map<std::string, std::optional<Column>>;

/// Throws `Error` (usage) when a column is not one of the register's.
Explained explained(const std::map<std::string, std::string>& columns);

/// A header that was recognised.
struct Header {
  std::size_t line = 0;
  std::vector<std::string> words;              ///< As written, tidied.
  std::vector<std::optional<Column>> columns;  ///< What each means; nothing for an unknown one.
  std::vector<std::string> unknown;            ///< Headers that mean nothing here.

  bool has(Column column) const;
  /// Whether operator, name and district are there.
  bool complete() const;
  /// The columns that are there twice.
  std::vector<Column> repeated() const;
};

Header header_in(const csv::Record& record, const Explained& explained);

}  // namespace mk::registry
