#include "lib/programme/check.hpp"

#include "cmd/nouns.hpp"

namespace mk::cmd {

namespace {

struct Check {
  void declare(cli::Command& check) { check.example("mk check"); }

  /// Silent when all holds, for people and cron.
  void run(Context& context, print::Teller& out) const {
    print::Table table{{{"breach", tr("What does not hold")}}, {}};
    for (auto& it : programme::check(context)) table.rows.push_back({std::move(it)});
    if (!table.rows.empty() || out.json()) out.show(table);
    if (!table.rows.empty()) out.end_with(Exit::refused);
  }
};

}  // namespace

void check(cli::Command& noun) { noun.is<Check>(); }

}  // namespace mk::cmd
