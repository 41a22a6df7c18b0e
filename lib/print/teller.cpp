#include "lib/print/teller.hpp"

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "lib/print/plain.hpp"
#include "lib/print/render.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace mk::print {

namespace {

constexpr std::size_t enough_to_write = 1U << 16U;

/// Writes all of `text` to the open file `number`; gives errno, or 0.
int write_all(int number, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const auto put = ::write(number, text.data() + done, text.size() - done);
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    done += static_cast<std::size_t>(put);
  }
  return 0;
}

/// As many rows of a long answer as are made text together.
constexpr std::size_t rows_at_once = 256;

/// The rows of a part of a table, the `first` part or a later one.
std::string rows_of(const Table& part, Format format, bool first) {
  if (format == Format::json) return rows_as_json(part, first);
  return rows_as_csv(part, format == Format::csv ? ',' : '\t', first);
}

std::string end_of_rows(Format format) { return format == Format::json ? end_of_json_rows() : ""; }

void talk(const std::string& line) { write_all(STDERR_FILENO, line + "\n"); }

}  // namespace

void read(const std::string& text, Format& format) {
  if (text == "table") {
    format = Format::table;
  } else if (text == "json") {
    format = Format::json;
  } else if (text == "csv") {
    format = Format::csv;
  } else if (text == "tsv") {
    format = Format::tsv;
  } else {
    throw Error{Exit::usage, msg("“{}” is not a format; there are table, json, csv and tsv", text)};
  }
}

void Teller::out(const std::string& text) {
  if (text.size() > enough_to_write) {
    flush();
    return write(text);  // A long answer is not kept twice.
  }
  buffer_ += text;
  if (buffer_.size() > enough_to_write) flush();
}

void Teller::flush() { write(std::exchange(buffer_, {})); }

void Teller::write(const std::string& text) {
  if (closed_ || text.empty()) return;
  const int why = write_all(STDOUT_FILENO, text);
  if (why == EPIPE) {
    closed_ = true;
  } else if (why != 0) {
    throw Error{Exit::storage, msg("the answer cannot be written: {}", std::strerror(why))};
  }
}

void Teller::show(const Table& table) {
  switch (format_) {
    case Format::json:
      return out(as_json(table));
    case Format::csv:
      return out(as_csv(table, ','));
    case Format::tsv:
      return out(as_csv(table, '\t'));
    case Format::table:
      break;
  }
  if (table.rows.empty()) return note(msg("There is nothing to show."));
  out(as_table(table));
}

void Teller::show(const Thing& thing) {
  if (format_ == Format::json) return out(as_json(thing, dry_run_));
  if (format_ == Format::table) return out(as_lines(thing));
  show(table_of({thing}));
}

void Teller::show(std::vector<Column> columns,
                  const std::function<bool(std::vector<Value>&)>& next) {
  Table table{std::move(columns), {}};
  bool first = true;
  for (std::vector<Value> row; next(row); row.clear()) {
    table.rows.push_back(std::move(row));
    if (format_ == Format::table || table.rows.size() < rows_at_once) continue;
    out(rows_of(table, format_, first));
    table.rows.clear();
    first = false;
  }
  if (first) return show(table);
  out(rows_of(table, format_, false) + end_of_rows(format_));
}

void Teller::text(const std::string& text) { out(text); }

void Teller::changed(const Message& sentence, const Thing& thing) {
  if (format_ != Format::table) return show(thing);
  say(sentence);
}

void Teller::changed(const Message& sentence, const std::vector<Thing>& things) {
  if (things.size() == 1) return changed(sentence, things.front());
  if (format_ == Format::json) return out(as_json(things, dry_run_));
  if (format_ != Format::table) return show(table_of(things));
  say(sentence);
}

void Teller::say(const Message& sentence) {
  if (!quiet_) out(harmless(spoken(sentence)) + "\n");
  if (dry_run_) note(msg("This was a rehearsal (--dry-run): nothing was changed."));
}

void Teller::note(const Message& message) {
  if (!quiet_ && format_ == Format::table) talk(harmless(spoken(message)));
}

void Teller::warn(const Message& message) {
  if (!quiet_) talk(program_ + ": " + harmless(spoken(message)));
}

void Teller::progress(std::uint64_t done, std::uint64_t all) {
  using namespace std::chrono_literals;
  if (quiet_ || format_ != Format::table || all == 0 || isatty(STDERR_FILENO) != 1) return;
  const auto now = std::chrono::steady_clock::now();
  if (began_ == std::chrono::steady_clock::time_point{}) began_ = now;
  const auto percent = static_cast<int>(std::min(done, all) * 100 / all);
  if (now - began_ < 1s || percent == percent_) return;
  percent_ = percent;
  constexpr int width = 40;
  const auto filled = static_cast<std::size_t>(percent * width / 100);
  write_all(STDERR_FILENO, "\r[" + std::string(filled, '#') + std::string(width - filled, '.') +
                               "] " + std::to_string(percent) + " %");
}

void Teller::progress_ends() {
  if (percent_ >= 0) write_all(STDERR_FILENO, "\r\x1b[K");
  percent_ = -1;
  began_ = {};
}

void tell_failure(const std::string& program, const Error& error, Format format) {
  if (format == Format::json) return talk(failure_as_json(error));
  talk(program + ": " + harmless(spoken(error.message())));
}

void Teller::converse(const Message& line) {
  flush();
  talk(harmless(spoken(line)));
}

std::optional<std::string> Teller::hear(const Message& question) {
  flush();
  write_all(STDERR_FILENO, harmless(spoken(question)) + " ");
  std::string answer;
  for (char c = 0; ::read(STDIN_FILENO, &c, 1) == 1;) {
    if (c == '\n') return answer;
    answer += c;
  }
  if (answer.empty()) return std::nullopt;
  return answer;
}

std::string Teller::ask(const Message& question) {
  return text::tidy(hear(question).value_or(std::string{}));
}

bool Teller::agreed(const Message& question) {
  const auto answer = text::folded(ask(question));
  return answer == "y" || answer == "yes" || answer == "t" || answer == "tak";
}

bool Teller::may_ask() const {
  return format_ != Format::json && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

}  // namespace mk::print
