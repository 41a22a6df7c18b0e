#pragma once

#include "lib/base/csv.hpp"
#include "lib/base/message.hpp"
#include "lib/register/listing.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The official register as a file: which columns it has, which rows can be taken and why not.
namespace mk::registry {

/// How a register file is to be read.
struct Options {
  csv::Options csv;
  std::map<std::string, std::string>
      columns;                    ///< A header → the name of a column, or "-": pass over.
  std::string city = "Warszawa";  ///< The programme's; a row of another one is refused.
};

/// A row that can be taken.
struct Row {
  std::size_t line = 0;
  Listing listing;
  std::string phone_raw;
  ShortDigest key_hash{};
};

/// A row that cannot, and what of its key could be read: it is still in the register.
struct Refused {
  csv::Refusal refusal;
  std::string register_no;
  std::optional<ShortDigest> key_hash;
};

/// Which header was read as which column.
struct Heading {
  std::string header;
  std::string column;
};

/// What a register file says.
struct Reading {
  std::string encoding;
  char separator = ';';
  std::size_t header_line = 0;
  std::vector<Heading> columns;
  std::vector<std::string> absent;  ///< The columns that the file does not have.
  std::vector<Row> rows;            ///< In the order of the file; no two with the same key.
  std::vector<Refused> refused;     ///< In the order of the file; one reason a row.
  std::size_t skipped = 0;          ///< Blank, title, section and total lines.
  std::vector<Message> warnings;
};

/// Reads the register in `bytes`. Lines before the header are titles; a line with one filled cell
/// is a section, one that begins with "Razem" or the like a total. Throws `Error`: data
/// ("encoding", "quote", "empty", "header"); usage or config when `options` names an unknown
/// encoding or column.
Reading read(std::string bytes, const Options& options);

}  // namespace mk::registry
