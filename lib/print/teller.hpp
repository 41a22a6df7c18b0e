#pragma once

#include "lib/base/export.hpp"
#include "lib/base/file.hpp"
#include "lib/print/value.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mk::print {

enum class Format { table, json, csv, tsv };

/// Takes the name of a format that a person typed. Throws `Error` (usage).
MK_API void read(const std::string& text, Format& format);

/// Answers: results to stdout, talk to stderr. The only one who knows how an answer looks.
class MK_API Teller {
 public:
  /// `program` is who warns: "mk", "mk-mail".
  Teller(std::string program, Format format, bool quiet, bool dry_run)
      : program_{std::move(program)}, format_{format}, quiet_{quiet}, dry_run_{dry_run} {}

  Format format() const { return format_; }
  bool json() const { return format_ == Format::json; }
  bool dry_run() const { return dry_run_; }

  /// Results of verbs that tell.
  void show(const Table& table);
  void show(const Thing& thing);
  /// The same table as `show` of all rows at once, for so many that they should not be held
  /// together: `next` fills in a row, until it gives false. A person's table is laid out as a
  /// whole.
  void show(std::vector<Column> columns, const std::function<bool(std::vector<Value>&)>& next);
  /// Text for a person or a file, as it is: a template, a letter.
  void text(const std::string& text);

  /// The result of a verb that changes: `sentence` for people, the thing for programs.
  void changed(const Message& sentence, const Thing& thing);
  /// The same for several ids: programs get an array, and an object when there is one.
  void changed(const Message& sentence, const std::vector<Thing>& things);

  /// The sentence of a verb that changes and has no thing to show.
  void say(const Message& sentence);

  /// Talk, which programs and `--quiet` do not need to hear.
  void note(const Message& message);
  /// A warning, on stderr.
  void warn(const Message& message);

  /// Shows a person at a terminal how far a long work is: `done` of `all` bytes, say. Nothing is
  /// shown within the first second, nor to programs.
  void progress(std::uint64_t done, std::uint64_t all);
  /// Takes what `progress` shows away again.
  void progress_ends();

  /// The code that the program ends with although nothing failed: some rows refused, say.
  void end_with(Exit exit) { exit_ = exit; }
  Exit exit() const { return exit_; }

  /// Whether stdin and stderr are a person's terminal and questions may be asked.
  bool may_ask() const;

  /// Asks for one line, on stderr, where `may_ask`; what was typed, tidied.
  std::string ask(const Message& question);
  /// Asks a question to be answered with y, yes, t or tak; everything else is no.
  bool agreed(const Message& question);

  /// A line of a conversation, on stderr, where `may_ask`. Not even `--quiet` silences it.
  void converse(const Message& line);
  /// Asks for one line, as `converse` does, and gives what was typed, as it was; nothing when the
  /// person ended the input. A terminal cuts a line longer than `longest_line` bytes.
  std::optional<std::string> hear(const Message& question);
  static constexpr std::size_t longest_line = 4095;

  /// Sends what is buffered to stdout. Throws `Error` (storage) when it cannot be written;
  /// a closed pipe ends the output quietly.
  void flush();

 private:
  void out(const std::string& text);
  void write(const std::string& text);

  std::string program_;
  Format format_;
  bool quiet_;
  bool dry_run_;
  std::string buffer_;
  bool closed_ = false;
  std::chrono::steady_clock::time_point began_{};  ///< When `progress` was first called.
  int percent_ = -1;                               ///< What it shows.
  Exit exit_ = Exit::ok;
};

/// Says on stderr what ended the program: a sentence, or an object for programs.
MK_API void tell_failure(const std::string& program, const Error& error, Format format);

/// `table` as a file for people: UTF-8 with BOM, `;`, CRLF, cells that a spreadsheet would run
/// guarded by an apostrophe.
MK_API std::string sheet(const Table& table);

}  // namespace mk::print
