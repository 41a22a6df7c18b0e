#include "lib/base/csv.hpp"
#include "lib/print/plain.hpp"
#include "lib/print/teller.hpp"

namespace mk::print {

std::string sheet(const Table& table) {
  std::string file{csv::beginning(csv::Style::people)};
  std::vector<std::string> cells;
  for (const auto& column : table.columns) cells.push_back(column.title);
  csv::add(file, cells, csv::Style::people);
  for (const auto& row : table.rows) {
    cells.clear();
    for (const auto& value : row) cells.push_back(harmless_lines(plain(value)));
    csv::add(file, cells, csv::Style::people);
  }
  return file;
}

}  // namespace mk::print
