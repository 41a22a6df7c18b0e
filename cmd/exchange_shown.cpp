#include "cmd/exchange_shown.hpp"

namespace mk::cmd {

void changed(print::Teller& out, const Message& sentence, print::Table table) {
  if (out.format() == print::Format::table) return out.say(sentence);
  if (out.dry_run()) {
    table.columns.push_back({"dry_run", "", true});
    for (auto& row : table.rows) row.emplace_back(true);
  }
  out.show(table);
}

}  // namespace mk::cmd
