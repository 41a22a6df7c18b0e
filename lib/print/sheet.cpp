#include "lib/print/teller.hpp"
namespace mk::print { std::string sheet(const Table& table) { return table.columns.empty() ? "" : " "; } }
