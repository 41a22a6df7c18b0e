#pragma once

#include "lib/base/error.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Rows of cells, as files have them.
namespace mk::csv {

/// One record of a file, while it is being read: the cells live until the next one.
struct Record {
  std::size_t line = 0;                 ///< The physical line where it begins, from 1.
  std::vector<std::string_view> cells;  ///< Without the quotes; as written else.

  /// Whether it has nothing but blanks.
  bool blank() const;
};

/// Reads `text` record by record; a line without anything is a record without cells. Lines end in
/// LF, CRLF or CR, mixed too. A first line `sep=;` is not told.
/// Throws `Error` (data, "quote") naming the line where a quote was opened and never closed.
MK_API void each_record(std::string_view text, char separator,
                        const std::function<void(const Record&)>& take);

/// The separator of `text`: what a first line `sep=;` says, else the one of `;`, TAB and `,` that
/// cuts its first lines most evenly.
MK_API char separator_of(std::string_view text);

/// The separator that a person typed: one character, or "tab". Throws `Error` (usage).
MK_API char read_separator(const std::string& text);

/// How a file is to be read; what is left out is found out.
struct Options {
  std::string encoding;
  std::optional<char> separator;
};

struct Row {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

/// A file with a header: how survey answers, rewards and posts come.
struct Table {
  std::string encoding;
  char separator = ';';
  std::size_t header_line = 0;
  std::vector<std::string> headers;  ///< In lower case, blanks folded, `_` for blanks and hyphens.
  std::vector<Row> rows;             ///< Below the header, those that are not blank; as written.

  /// The place of the column named `header`, or nothing.
  std::optional<std::size_t> column(std::string_view header) const;
  /// The cell of `row` under `header`, tidied; empty when there is none.
  std::string cell(const Row& row, std::string_view header) const;
};

/// The table in `bytes`; its header is the first line that is not blank.
/// Throws `Error` (data): "encoding", "quote", "empty", "header" (a name stands twice).
MK_API Table read_table(std::string bytes, const Options& options = {});

/// A row of a file that was not taken.
struct Refusal {
  std::size_t line = 0;
  std::string column;  ///< Its English name; empty when the whole row is meant.
  std::string value;   ///< As written; bytes that are no UTF-8 are U+FFFD.
  std::string reason;  ///< A code of mk-register(5), such as "nip".
  Message message;
};

/// Why `cells` do not fit under as many headers as `columns`, or nothing when they do. Empty cells
/// too many are none.
MK_API std::optional<Refusal> why_not_row(const Row& row, std::size_t columns);

/// Whom a file is written for.
enum class Style {
  programs,  ///< RFC 4180: comma, CRLF, no byte order mark.
  tabs,      ///< The same with TAB and LF.
  people,    ///< A byte order mark, `;`, CRLF; cells that a spreadsheet would run are guarded.
};

/// What a file in `style` begins with: a byte order mark, or nothing.
MK_API std::string_view beginning(Style style);

/// Adds `cells` to `file` as one line.
MK_API void add(std::string& file, std::span<const std::string> cells, Style style);

/// Whether a spreadsheet would run `cell`: it begins with `= + - @`, full-width ones too, TAB or
/// CR. A telephone number after a plus and a dash alone are none.
MK_API bool would_run(std::string_view cell);

/// `cell` so that a spreadsheet shows it and runs nothing: an apostrophe before what would run.
MK_API std::string guarded(std::string_view cell);

}  // namespace mk::csv
