#include "lib/programme/audit.hpp"

#include "cmd/nouns.hpp"

namespace mk::cmd {

namespace {

struct List {
  programme::AuditFilter filter;

  void declare(cli::Command& list) {
    list.takes(filter.of, "--of", tr("only what changed this thing, such as F-12"));
    list.takes(filter.by, "--by", tr("only what this person did, or had done"));
    list.takes(filter.from, "--from", tr("from this day"));
    list.takes(filter.to, "--to", tr("to this day"));
    list.example("mk audit list --of F-12 --from 2026-09-01");
  }

  void run(Context& context, print::Teller& out) const {
    out.show(programme::audit(context, filter));
  }
};

}  // namespace

void audit(cli::Command& noun) { noun.verb<List>("list", tr("who did what when")); }

}  // namespace mk::cmd
