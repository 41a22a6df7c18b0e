#include "cmd/facility_shown.hpp"
#include "cmd/nouns.hpp"
#include "lib/facility/actions.hpp"
#include "lib/facility/batch_views.hpp"
#include "lib/facility/batches.hpp"

namespace mk::cmd {

namespace {

constexpr std::size_t told_changes = 100;

struct Imports {
  static void declare(cli::Command& imports) { imports.example("mk facility imports"); }
  static void run(Context& context, print::Teller& out) {
    const auto found = facility::batches(context.db);
    const bool people = out.format() == print::Format::table;
    out.show(people ? facility::brief(found) : facility::table(found));
  }
};

struct UndoImport {
  BatchId id;
  bool yes = false;

  void declare(cli::Command& undo) {
    undo.needs(id, "import", tr("the import, such as B-3"));
    undo.takes(yes, "--yes", tr("do not ask"));
    undo.example("mk facility undo-import B-3");
  }

  void run(Context& context, print::Teller& out) const {
    if (!yes && !out.may_ask())
      throw Error{Exit::usage, msg("undoing an import changes what facilities say: say --yes; what "
                                   "it changes is told by --dry-run --yes")};
    if (!yes) {
      tell(out, facility::preview_undo(context, id));
      if (!out.agreed(msg("Undo? [y/N]"))) return out.say(msg("nothing was changed"));
    }
    const auto done = facility::undo_import(context, id);
    if (yes) tell(out, done);
    out.changed(facility::sentence(done), facility::thing(done));
  }

 private:
  static void tell(print::Teller& out, const facility::Undone& undone) {
    const auto& batch = undone.batch;
    out.note(msg("{}: {}, {}", batch.id, batch.file, batch.at));
    std::size_t told = 0;
    const auto changes = facility::put_back(undone);
    for (const auto& it : changes)
      if (++told <= told_changes) out.note(it);
    if (changes.size() > told_changes)
      out.note(counted(changes.size() - told_changes, "{} more; --format json tells all",
                       "{} more; --format json tells all"));
    told = 0;
    const auto left = facility::left(undone);
    for (const auto& it : left)
      if (++told <= told_changes) out.warn(it);
    if (left.size() > told_changes)
      out.warn(counted(left.size() - told_changes, "{} more; --format json tells all",
                       "{} more; --format json tells all"));
  }
};

struct Merge {
  FacilityId heir;
  FacilityId former;

  void declare(cli::Command& merge) {
    merge.needs(heir, "new", tr("the row of the register that the account goes to, such as F-30"));
    merge.needs(former, "old", tr("the facility that has the account, such as F-12"));
    merge.example("mk facility merge F-30 F-12");
  }
  void run(Context& context, print::Teller& out) const {
    const auto sentence = facility::merge(context, heir, former);
    out.changed(sentence, thing(context, heir));
  }
};

struct Keep {
  FacilityId id;
  std::string reason;

  void declare(cli::Command& keep) {
    keep.needs(id, "facility", tr("the facility, such as F-12"));
    keep.needs(reason, "--reason", tr("why; it is kept"));
    keep.example("mk facility keep F-12 --reason \"the tender is not over\"");
  }
  void run(Context& context, print::Teller& out) const {
    const auto sentence = facility::keep(context, id, reason);
    out.changed(sentence, thing(context, id));
  }
};

}  // namespace

void facility_batches(cli::Command& noun) {
  noun.verb<Imports>("imports", tr("the register files that were taken in"));
  noun.verb<UndoImport>("undo-import", tr("take a register file back"));
  noun.verb<Keep>("keep", tr("let a facility stay that left the register"));
  noun.verb<Merge>("merge", tr("let an account continue as another row of the register"));
}

}  // namespace mk::cmd
