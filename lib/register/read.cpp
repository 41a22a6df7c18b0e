#include "lib/base/encoding.hpp"
#include "lib/base/text.hpp"
#include "lib/register/columns.hpp"
#include "lib/register/lines.hpp"
#include "lib/register/register.hpp"
#include "lib/register/rules.hpp"

#include <algorithm>
#include <utility>

namespace mk::registry {

namespace {

constexpr std::size_t lines_before_header = 50;
constexpr std::size_t most_warnings = 1000;

/// Reads the records one by one, once the header is known.
class Reader {
 public:
  Reader(Reading& reading, const Options& options, const Taker& taker)
      : reading_{reading},
        taker_{taker},
        city_{options.city},
        explained_{explained(options.columns)} {}

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
  void finish() {
    if (header_.line == 0 && best_.words.empty())
      throw Error{Exit::data, msg("the file is empty"), "empty", 0};
    if (header_.line == 0) no_header();
    if (!any_row_)
      throw Error{Exit::data, msg("the file has a header and no facility below it"), "empty",
                  header_.line};
    if (untold_ > 0)
      reading_.warnings.push_back(
          counted(untold_, "{} more warning of this kind", "{} more warnings of this kind"));
  }

 private:
  void skip(Message warning) {
    ++reading_.skipped;
    warn(std::move(warning));
  }

  /// Tells the first warnings and counts the rest, however many lines have one.
  void warn(Message warning) {
    if (reading_.warnings.size() < most_warnings) {
      reading_.warnings.push_back(std::move(warning));
    } else {
      ++untold_;
    }
  }

  void look_for_header(const csv::Record& record) {
    auto header = header_in(record, explained_);
    if (header.complete()) {
      header_ = std::move(header);
      note_header();
      return;
    }
    if (best_.words.empty() || known(header) > known(best_)) best_ = std::move(header);
    if (++reading_.skipped > lines_before_header) no_header();
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
    reading_.headers = header_.words;
    reading_.unread = header_.unknown;
    if (!header_.unknown.empty()) warn(not_read());
    for (std::size_t i = 0; i < header_.columns.size(); ++i)
      if (const auto column = header_.columns[i])
        reading_.columns.push_back({header_.words[i], name_of(*column)});
    for (std::size_t i = 0; i < column_count; ++i)
      if (const auto column = static_cast<Column>(i); !header_.has(column))
        reading_.absent.emplace_back(name_of(column));
    taker_.begin(reading_);
  }

  Message not_read() const {
    constexpr std::size_t enough = 20;
    std::string unknown;
    for (std::size_t i = 0; i < std::min(header_.unknown.size(), enough); ++i)
      unknown += (unknown.empty() ? "" : ", ") + told(header_.unknown[i]);
    if (header_.unknown.size() > enough) unknown += ", …";
    return msg("columns not read: {}", unknown);
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
    if (record.cells.size() < header_.words.size()) return false;
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
    clear(row_);
    row_.line = record.line;
    auto refusal = why_not_shape(record);
    if (!refusal) refusal = take_cells(record, row_);
    if (!refusal) refusal = taker_.take(row_);
    if (refusal) return refuse(record, std::move(*refusal));
    any_row_ = true;
    warn_of_pesel(row_);
  }

  /// Empties `row` and keeps the room its texts have.
  static void clear(Row& row) {
    auto& it = row.listing;
    for (auto* text : {&it.operator_name, &it.name, &it.street, &it.postal_code, &it.city,
                       &it.district, &it.manager, &it.email, &it.phone, &it.regon, &it.nip, &it.krs,
                       &it.register_no, &it.informal_name, &row.phone_raw})
      text->clear();
    it.kinds.clear();
    it.places.reset();
  }

  void warn_of_pesel(const Row& row) {
    const auto& it = row.listing;
    for (const auto* text :
         {&it.operator_name, &it.name, &it.street, &it.manager, &it.informal_name})
      if (text::looks_like_pesel(*text))
        warn(
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
    any_row_ = true;
    if (is_header_again(record))
      refusal = {record.line, {}, {}, "header_repeated", msg("the header stands here once more")};
    Listing listing;
    listing.operator_name = text::tidy(cell(record, Column::operator_name));
    listing.name = text::tidy(cell(record, Column::name));
    listing.street = text::tidy(cell(record, Column::street));
    taker_.refuse({std::move(refusal), text::tidy(cell(record, Column::register_no)),
                   listing.name.empty() ? std::nullopt : std::optional{key_hash_of(listing)}},
                  record);
  }

  Reading& reading_;
  const Taker& taker_;
  const std::string& city_;
  Explained explained_;
  Header header_;
  Header best_;  ///< The line most like a header so far.
  Row row_;
  bool any_row_ = false;
  std::size_t untold_ = 0;  ///< Warnings that were counted alone.
};

/// Reads all of `source` once, to know its encoding and what it is.
void look_through(Source& source, const Options& options, Reading& reading) {
  encoding::Detector detector;
  for (auto piece = source.piece(); !piece.empty(); piece = source.piece()) detector.look(piece);
  reading.encoding = detector.encoding(options.csv.encoding);
  source.rewind();
}

}  // namespace

Reading read(Source& source, const Options& options, const Taker& taker) {
  constexpr std::size_t enough_for_separator = 64U << 10U;
  Reading reading;
  Reader reader{reading, options, taker};
  look_through(source, options, reading);
  encoding::Decoder decoder{reading.encoding, !options.csv.encoding.empty()};
  csv::Parser parser{[&](const csv::Record& record) { reader.take(record); }};
  bool separated = false;
  const auto separate = [&] {
    reading.separator = options.csv.separator.value_or(csv::separator_of(parser.text()));
    parser.separate_by(reading.separator);
    separated = true;
  };
  for (auto piece = source.piece(); !piece.empty(); piece = source.piece()) {
    decoder.decode(piece, parser.text());
    if (!separated && parser.text().size() < enough_for_separator) continue;
    if (!separated) separate();
    parser.cut();
    taker.progress(source.done(), source.size());
  }
  decoder.finish(parser.text());
  if (!separated) separate();
  parser.finish();
  reader.finish();
  return reading;
}

}  // namespace mk::registry
