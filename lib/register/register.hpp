#pragma once

#include "lib/base/csv.hpp"
#include "lib/base/digest.hpp"
#include "lib/base/message.hpp"
#include "lib/base/source.hpp"
#include "lib/register/listing.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
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

/// How a register file was read, and what was told of it.
struct Reading {
  std::string encoding;
  char separator = ';';
  std::size_t header_line = 0;
  std::vector<std::string> headers;  ///< As written, tidied.
  std::vector<Heading> columns;
  std::vector<std::string> unread;  ///< Headers that mean nothing here.
  std::vector<std::string> absent;  ///< The columns that the file does not have.
  std::size_t skipped = 0;          ///< Blank, title, section and total lines.
  std::vector<Message> warnings;
};

/// What becomes of the rows of a register, one by one as the file has them.
struct Taker {
  /// Hears how the file is read, before its first row.
  std::function<void(const Reading&)> begin;
  /// Takes a row, or tells why it cannot be taken; the row lives until the next one.
  std::function<std::optional<csv::Refusal>(Row&)> take;
  /// Hears of a row that is refused, with its cells as they are in the file.
  std::function<void(Refused, const csv::Record&)> refuse;
  /// Hears how many bytes of how many are read, now and then.
  std::function<void(std::uint64_t, std::uint64_t)> progress = [](auto, auto) {};
};

/// Reads the register in `source`, a piece at a time: the memory it takes does not grow with the
/// file. Lines before the header are titles; a line with one filled cell is a section, one that
/// begins with "Razem" or the like a total. Throws `Error`: data ("encoding", "quote", "empty",
/// "header", "field_too_long", "column_count"); usage or config when `options` names an unknown
/// encoding or column.
Reading read(Source& source, const Options& options, const Taker& taker);

}  // namespace mk::registry
