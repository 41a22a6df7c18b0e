#include "lib/base/encoding.hpp"
#include "lib/base/text.hpp"
#include "lib/register/columns.hpp"
#include "lib/register/lines.hpp"
#include "lib/register/register.hpp"
#include "lib/register/rules.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

namespace mk::registry {

namespace {

constexpr std::size_t lines_before_header = 50;

/// Reads the records one by one, once the header is known.
class Reader {
 public:
  Reader(Reading& reading, const Options& options)
      : reading_{reading}, city_{options.city}, explained_{explained(options.columns)} {}

  void take(const csv::Record& record) {
    if (record.blank()) {
      ++reading_.skipped;
    } else if (header_.line == 0) {
      look_for_header(record);
    } else {
      take_row(record);
    }
  }

  /// Throws when the file as a whole says nothing.
  void finish() const {
    if (header_.line == 0 && best_.words.empty())
      throw Error{Exit::data, msg("the file is empty"), "empty", 0};
    if (header_.line == 0) no_header();
    if (reading_.rows.empty() && reading_.refused.empty())
      throw Error{Exit::data, msg("the file has a header and no facility below it"), "empty",
                  header_.line};
  }

 private:
  void skip(Message warning) {
    ++reading_.skipped;
    reading_.warnings.push_back(std::move(warning));
  }

  void look_for_header(const csv::Record& record) {
    auto header = header_in(record, explained_);
    if (header.complete()) {
      header_ = std::move(header);
      note_header();
      return;
    }
    if (best_.words.empty() || known(header) > known(best_)) best_ = std::move(header);
    if (++reading_.skipped >= lines_before_header) no_header();
  }

  static std::size_t known(const Header& header) {
    return header.columns.size() - static_cast<std::size_t>(std::count(
                                       header.columns.begin(), header.columns.end(), std::nullopt));
  }

  [[noreturn]] void no_header() const {
    std::string missing;
    for (const auto column : {Column::operator_name, Column::name, Column::district})
      if (!best_.has(column))
        missing += (missing.empty() ? "" : ", ") + std::string{name_of(column)};
    throw Error{Exit::data,
                msg("the file has no header with operator, name and district; nearest is line {}, "
                    "which lacks {}: mend it, or explain it with --map \"HEADER=column\"",
                    best_.line, missing),
                "header", best_.line};
  }

  void note_header() {
    if (const auto twice = header_.repeated(); !twice.empty())
      throw Error{
          Exit::data,
          msg("line {}: two columns of the file are read as {}: take one away, or explain it "
              "with --map \"HEADER=-\"",
              header_.line, name_of(twice.front())),
          "header", header_.line};
    reading_.header_line = header_.line;
    std::string unknown;
    for (const auto& word : header_.unknown) unknown += (unknown.empty() ? "" : ", ") + told(word);
    if (!unknown.empty()) reading_.warnings.push_back(msg("columns not read: {}", unknown));
    for (std::size_t i = 0; i < header_.columns.size(); ++i)
      if (const auto column = header_.columns[i])
        reading_.columns.push_back({header_.words[i], name_of(*column)});
    for (std::size_t i = 0; i < column_count; ++i)
      if (const auto column = static_cast<Column>(i); !header_.has(column))
        reading_.absent.emplace_back(name_of(column));
  }

  std::string_view cell(const csv::Record& record, Column column) const {
    const auto at = std::find(header_.columns.begin(), header_.columns.end(), column);
    const auto place = static_cast<std::size_t>(at - header_.columns.begin());
    return place < record.cells.size() && place < header_.columns.size() ? record.cells[place]
                                                                         : std::string_view{};
  }

  bool lacks_district(const csv::Record& record) const {
    return district_of(std::string{cell(record, Column::district)}).empty();
  }

  bool is_header_again(const csv::Record& record) const {
    for (std::size_t i = 0; i < header_.words.size(); ++i)
      if (text::folded(record.cells[i]) != text::folded(header_.words[i])) return false;
    return true;
  }

  std::optional<csv::Refusal> why_not_shape(const csv::Record& record) const {
    auto cells = record.cells.size();
    while (cells > header_.words.size() && text::tidy(record.cells[cells - 1]).empty()) --cells;
    if (cells != header_.words.size())
      return csv::Refusal{
          record.line,
          {},
          {},
          "column_count",
          msg("the row has {} cells where the header has {}", cells, header_.words.size())};
    if (is_header_again(record))
      return csv::Refusal{
          record.line, {}, {}, "header_repeated", msg("the header stands here once more")};
    return std::nullopt;
  }

  std::optional<csv::Refusal> take_cells(const csv::Record& record, Row& row) const {
    for (std::size_t i = 0; i < header_.columns.size(); ++i) {
      const auto column = header_.columns[i];
      if (!column) continue;
      if (auto fault = registry::take(*column, record.cells[i], city_, row))
        return csv::Refusal{record.line, name_of(*column), told(record.cells[i]),
                            std::move(fault->reason), std::move(fault->message)};
    }
    return std::nullopt;
  }

  void take_row(const csv::Record& record) {
    auto refusal = why_not_shape(record);
    Row row;
    row.line = record.line;
    if (!refusal) refusal = take_cells(record, row);
    if (refusal) return refuse(record, std::move(*refusal));
    row.key_hash = key_hash_of(row.listing);
    if (const auto earlier = line_of_same(row)) {
      return refuse(record, {record.line, "name", told(row.listing.name), "duplicate_facility",
                             msg("the facility stands in line {} already", *earlier)});
    }
    warn_of_pesel(row);
    reading_.rows.push_back(std::move(row));
  }

  void warn_of_pesel(const Row& row) {
    const auto& it = row.listing;
    for (const auto* text :
         {&it.operator_name, &it.name, &it.street, &it.manager, &it.informal_name})
      if (text::looks_like_pesel(*text))
        reading_.warnings.push_back(
            msg("line {}: “{}” has eleven digits like a PESEL number; the "
                "register must not tell of children",
                row.line, told(*text)));
  }

  /// Sections and totals are found among the rows that are no facility. A refused row is still in
  /// the register, if it can be made out which facility it is.
  void refuse(const csv::Record& record, csv::Refusal refusal) {
    if (filled(record) == 1)
      return skip(msg("line {}: “{}” stands alone, as above a section: passed over", record.line,
                      told(first_word(record))));
    if (is_total(record) && lacks_district(record))
      return skip(
          msg("line {}: “{}” is a total: passed over", record.line, told(first_word(record))));
    Listing listing;
    listing.operator_name = text::tidy(cell(record, Column::operator_name));
    listing.name = text::tidy(cell(record, Column::name));
    listing.street = text::tidy(cell(record, Column::street));
    reading_.refused.push_back(
        {std::move(refusal), text::tidy(cell(record, Column::register_no)),
         listing.name.empty() ? std::nullopt : std::optional{key_hash_of(listing)}});
  }

  /// The line that had the same facility before: the same number, or the same operator, name and
  /// street while one of the two has no number. Remembers the row when there is none.
  std::optional<std::size_t> line_of_same(const Row& row) {
    const auto& number = row.listing.register_no;
    if (!number.empty()) {
      if (const auto [at, fresh] = by_number_.try_emplace(number, row.line); !fresh)
        return at->second;
    }
    auto [at, fresh] = by_key_.try_emplace(row.key_hash, Seen{row.line, !number.empty()});
    if (fresh || (at->second.numbered && !number.empty())) return std::nullopt;
    return at->second.line;
  }

  struct Seen {
    std::size_t line;
    bool numbered;
  };

  Reading& reading_;
  const std::string& city_;
  Explained explained_;
  Header header_;
  Header best_;  ///< The line most like a header so far.
  std::unordered_map<std::string, std::size_t> by_number_;
  std::map<ShortDigest, Seen> by_key_;
};

}  // namespace

Reading read(std::string bytes, const Options& options) {
  Reading reading;
  Reader reader{reading, options};
  const auto decoded = encoding::decode(std::move(bytes), options.csv.encoding);
  reading.encoding = decoded.name;
  reading.separator = options.csv.separator.value_or(csv::separator_of(decoded.text));
  csv::each_record(decoded.text, reading.separator,
                   [&](const csv::Record& record) { reader.take(record); });
  reader.finish();
  return reading;
}

}  // namespace mk::registry
