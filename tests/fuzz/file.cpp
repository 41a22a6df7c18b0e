// A file as the register: the first byte says how it is to be read.
#include "lib/base/csv.hpp"
#include "lib/base/encoding.hpp"
#include "lib/base/error.hpp"
#include "lib/base/source.hpp"
#include "lib/register/register.hpp"
#include "tests/fuzz/harmless.hpp"
#include "tests/fuzz/holds.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace mk;
using namespace mk::fuzz;

namespace {

using Records = std::vector<std::vector<std::string>>;

struct Taken {
  std::vector<registry::Listing> listings;
  std::size_t refused = 0;
};

registry::Options options_of(std::uint8_t byte) {
  constexpr std::array encodings{"", "utf-8", "windows-1250", "iso-8859-2", "utf-16le", "utf-16be"};
  constexpr std::array separators{'\0', ';', ',', '\t'};
  registry::Options options;
  options.csv.encoding = encodings.at(byte % encodings.size());
  const char separator = separators.at(byte / encodings.size() % separators.size());
  if (separator != '\0') options.csv.separator = separator;
  return options;
}

void is_told(const Error& error) {
  static const std::set<std::string> reasons{"encoding", "header",         "empty",
                                             "quote",    "field_too_long", "column_count"};
  holds(error.exit() == Exit::data && reasons.contains(error.reason()),
        "a file is refused for what the manual tells", error.what());
}

/// Reads `bytes` and holds what is told on the way to what a caller may rely on.
std::optional<Taken> taken(const std::string& bytes, const registry::Options& options) {
  Taken all;
  std::size_t header = 0;
  std::size_t line = 0;
  const auto follows = [&](std::size_t next) {
    holds(header > 0, "how a file is read is told before its rows");
    holds(next > std::max(header, line), "lines are told in their order");
    line = next;
  };
  registry::Taker taker;
  taker.begin = [&](const registry::Reading& it) {
    holds(header == 0 && it.header_line > 0, "a header is told once");
    header = it.header_line;
  };
  taker.take = [&](registry::Row& row) -> std::optional<csv::Refusal> {
    follows(row.line);
    all.listings.push_back(row.listing);
    return std::nullopt;
  };
  taker.refuse = [&](const registry::Refused& it, const csv::Record& record) {
    follows(it.refusal.line);
    holds(record.line == it.refusal.line, "a refused row is told by its line");
    is_known(it.refusal.reason, it.refusal.column, it.refusal.message);
    ++all.refused;
  };
  try {
    auto source = Source::of(bytes);
    registry::read(source, options, taker);
  } catch (const Error& error) {
    is_told(error);
    return std::nullopt;
  }
  const auto lines =
      1 + std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '\r' || c == '\n'; });
  holds(line <= static_cast<std::size_t>(lines), "a line is one that the file has");
  return all;
}

std::string exported(const std::vector<registry::Listing>& listings) {
  std::string file{csv::beginning(csv::Style::people)};
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < registry::column_count; ++i)
    cells.emplace_back(registry::name_of(static_cast<registry::Column>(i)));
  csv::add(file, cells, csv::Style::people);
  for (const auto& it : listings) {
    for (std::size_t i = 0; i < registry::column_count; ++i)
      cells.at(i) = kept(static_cast<registry::Column>(i), it);
    csv::add(file, cells, csv::Style::people);
  }
  return file;
}

void reads(const std::string& bytes, const registry::Options& options) {
  const auto first = taken(bytes, options);
  if (!first || first->listings.empty()) return;
  for (const auto& it : first->listings) {
    holds(!it.operator_name.empty() && !it.name.empty() && !it.district.empty(),
          "what must be filled is filled");
    for (std::size_t i = 0; i < registry::column_count; ++i)
      is_harmless(kept(static_cast<registry::Column>(i), it));
  }
  const auto again = taken(exported(first->listings), {});
  holds(again && again->refused == 0, "an export is taken whole");
  holds(again->listings == first->listings, "an export is taken as it was");
}

/// `text` cut into records, given in pieces of `size` bytes; nothing when it is refused.
std::optional<Records> records(const std::string& text, std::size_t size) {
  Records all;
  csv::Parser parser{[&](const csv::Record& record) {
    all.emplace_back(record.cells.begin(), record.cells.end());
    all.back().push_back(std::to_string(record.line));
  }};
  parser.separate_by(';');
  try {
    for (std::size_t at = 0; at < text.size(); at += size) {
      parser.text().append(text, at, size);
      parser.cut();
    }
    parser.finish();
  } catch (const Error& error) {
    is_told(error);
    return std::nullopt;
  }
  return all;
}

std::optional<std::string> decoded(const std::string& bytes, const std::string& encoding,
                                   std::size_t size) {
  std::string text;
  try {
    encoding::Detector detector;
    for (std::size_t at = 0; at < bytes.size(); at += size)
      detector.look(std::string_view{bytes}.substr(at, size));
    encoding::Decoder decoder{detector.encoding(encoding), !encoding.empty()};
    for (std::size_t at = 0; at < bytes.size(); at += size)
      decoder.decode(std::string_view{bytes}.substr(at, size), text);
    decoder.finish(text);
  } catch (const Error& error) {
    is_told(error);
    return std::nullopt;
  }
  return text;
}

/// Where a file is cut into pieces says nothing.
void reads_in_pieces(const std::string& bytes, const std::string& encoding, std::size_t size) {
  holds(records(bytes, size) == records(bytes, bytes.size()), "pieces are cut into the same rows");
  // The first piece must be as long as what the beginning is told by.
  constexpr std::size_t head = 4096;
  if (bytes.size() <= head) return;
  holds(decoded(bytes, encoding, head + size) == decoded(bytes, encoding, bytes.size()),
        "pieces are decoded to the same text");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  const auto options = options_of(bytes[0]);
  const std::string file{reinterpret_cast<const char*>(bytes) + 1, size - 1};
  reads(file, options);
  reads_in_pieces(file, options.csv.encoding, 1 + bytes[0] % 7);
  return 0;
}
