#pragma once

#include "lib/base/error.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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

/// Cuts text that comes in pieces into records. Lines end in LF, CRLF or CR, mixed too; a byte
/// order mark where a record begins and a Ctrl-Z at the end are none of it. A quote inside a cell
/// that does not begin with one is a character as any.
class MK_API Parser {
 public:
  using Take = std::function<void(const Record&)>;

  explicit Parser(Take take) : take_{std::move(take)} {}

  /// What stands between cells; to be said before the first `cut`.
  void separate_by(char separator);

  /// Where the next piece of text is to be added.
  std::string& text() { return text_; }
  /// Takes every record that is whole. Throws `Error` (data): "quote" when a quote was opened and
  /// is not closed within `most` bytes, "field_too_long" when a record is longer, "column_count"
  /// when it has more than `most_cells`.
  void cut();
  /// Takes the last record too. Throws `Error` (data, "quote") naming the line where a quote was
  /// opened and never closed.
  void finish();

  /// The longest record, in bytes (default of ours).
  static constexpr std::size_t most = 16U << 20U;
  /// The most cells of a record (default of ours).
  static constexpr std::size_t most_cells = 16'384;

 private:
  struct Cell {
    std::size_t from;
    std::size_t size;
    bool doubled;  ///< Has quotes that are doubled.
  };

  void cut_all(bool last);
  bool record(std::size_t& at, bool last);
  bool cell(std::size_t& at, bool last);
  bool quoted(std::size_t& at, bool last);
  bool plain(std::size_t& at, bool last);
  bool line_end(std::size_t& at, bool last);
  void give();
  [[noreturn]] void refuse_long() const;

  Take take_;
  std::string text_;
  std::array<bool, 256> stops_{};
  char separator_ = ';';
  bool first_ = true;
  std::size_t enough_ = 0;  ///< Until the text is so long there is no whole record in it.
  std::size_t line_ = 1;
  std::size_t opened_ = 0;  ///< The line of the quote that is open.
  std::size_t inside_ = 0;  ///< Line ends inside the cells of the record.
  std::vector<Cell> cells_;
  Record record_;
};

/// Reads `text` record by record; a line without anything is a record without cells. A first line
/// `sep=;` is not told. Throws what `Parser` does.
MK_API void each_record(std::string_view text, char separator, const Parser::Take& take);

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

/// The same, but its rows are told one by one instead of kept: `header` once, with a table that has
/// no rows, then `row` for each row. Their cells live only until the next one.
MK_API void each_row(std::string bytes, const Options& options,
                     const std::function<void(const Table&)>& header,
                     const std::function<void(const Record&)>& row);

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
MK_API std::optional<Refusal> why_not_record(const Record& row, std::size_t columns);

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
