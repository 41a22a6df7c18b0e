#include "lib/facility/rejects.hpp"

#include "lib/base/text.hpp"

namespace mk::facility {

namespace {

constexpr std::size_t enough_to_write = 1U << 16U;

/// `cell` with U+FFFD in the place of what may deceive a reader or is no UTF-8: an import refuses
/// that as it refuses the cell itself.
std::string shown(std::string_view cell) {
  if (text::is_plain(cell)) return std::string{cell};
  std::string safe;
  while (!cell.empty()) {
    const auto before = cell.size();
    const auto character = text::take(cell);
    const bool broken = character == U'\uFFFD' && before - cell.size() == 1;
    const bool line_end = character == '\n' || character == '\r' || character == '\t';
    text::append(safe, broken || (text::dangerous(character) && !line_end) ? U'\uFFFD' : character);
  }
  return safe;
}

}  // namespace

void Rejects::begin(const std::vector<std::string>& headers) {
  waiting_ = csv::beginning(csv::Style::people);
  columns_ = headers.size();
  auto cells = headers;
  for (const auto* name : {"line", "reason", "message"}) cells.emplace_back(name);
  add(cells);
}

void Rejects::add(const csv::Refusal& refusal, const csv::Record& record) {
  std::vector<std::string> cells;
  for (const auto cell : record.cells) cells.push_back(shown(cell));
  // What a row has too much comes behind the reason, so that nothing of it is lost.
  std::vector<std::string> surplus;
  if (cells.size() > columns_)
    surplus.assign(cells.begin() + static_cast<std::ptrdiff_t>(columns_), cells.end());
  cells.resize(columns_);
  cells.push_back(std::to_string(refusal.line));
  cells.push_back(refusal.reason);
  cells.push_back((refusal.column.empty() ? "" : refusal.column + ": ") + spoken(refusal.message));
  while (!surplus.empty() && surplus.back().empty()) surplus.pop_back();
  cells.insert(cells.end(), surplus.begin(), surplus.end());
  add(cells);
}

void Rejects::add(const std::vector<std::string>& cells) {
  csv::add(waiting_, cells, csv::Style::people);
  if (waiting_.size() < enough_to_write) return;
  draft_.add(waiting_);
  waiting_.clear();
}

void Rejects::keep() {
  draft_.add(waiting_);
  draft_.keep();
}

}  // namespace mk::facility
