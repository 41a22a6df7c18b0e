#include "cmd/exchange_shown.hpp"

namespace mk::cmd {

void show(print::Teller& out, const exchange::Direct& direct) {
  auto pair = direct.pairs.begin();
  out.show(exchange::columns_of_direct(), [&](std::vector<print::Value>& row) {
    if (pair == direct.pairs.end()) return false;
    row = exchange::shown(direct, *pair++);
    return true;
  });
}

}  // namespace mk::cmd
