#include "cmd/nouns.hpp"
#include "cmd/rewards_shown.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/rules.hpp"
#include "lib/rewards/words.hpp"

namespace mk::cmd {

namespace {

using namespace rewards;

/// Says what a person should know beside the answer.
void warn(print::Teller& out, const std::vector<Message>& warnings) {
  for (const auto& it : warnings) out.warn(it);
}

survey::Status lowest_status(const std::string& text) {
  const auto found = status_named(text);
  if (!found) throw Error{Exit::usage, msg("“{}” is none of: {}", text, "standard, premium, vip")};
  return *found;
}

struct Import {
  std::string file;

  void declare(cli::Command& import) {
    import.needs(file, "file", tr("the file, CSV or .toml; “-” is the standard input"));
    import.example("mk rewards import rewards.csv");
  }

  void run(const Context& context, print::Teller& out) const {
    constexpr std::size_t most_told = 100;
    const auto done = rewards::import(context, read_catalogue(file));
    warn(out, done.warnings);
    for (std::size_t at = 0; at < done.refusals.size() && at < most_told; ++at) {
      const auto& it = done.refusals[at];
      out.warn(msg("{}, line {}: {}", file, it.line, spoken(it.message)));
    }
    out.changed(msg("{} read: {} added, {} updated, {} unchanged, {} refused", done.read,
                    done.added, done.updated, done.unchanged, done.refusals.size()),
                shown(done, file));
    if (!done.refusals.empty()) out.end_with(Exit::partial);
  }
};

struct Add {
  Reward reward;
  std::string status;

  void declare(cli::Command& add) {
    add.needs(reward.name, "name", tr("what it is called"));
    add.needs(reward.type, "--type",
              tr("service, training, consultation, supervision, tool or trip"));
    add.needs(status, "--status", tr("the lowest status: standard, premium or vip"));
    add.needs(reward.unit, "--unit", tr("place, hour, visit or set"));
    add.needs(reward.pool, "--pool", tr("units for all facilities in a season"));
    add.needs(reward.limit, "--limit", tr("units for one facility in a season"));
    add.needs(reward.unit_cost, "--unit-cost", tr("what a unit costs, such as 1200,50"));
    add.takes(reward.budget, "--budget", tr("the name of its budget line"));
    add.needs(reward.opens_on, "--from", tr("the first day on which it can be reserved"));
    add.needs(reward.closes_on, "--to", tr("the last day on which it can be reserved"));
    add.takes(reward.visible_from, "--visible-from",
              tr("the first day on which facilities see it; always when left out"));
    add.takes(reward.visible_to, "--visible-to",
              tr("the last day on which they see it; that of the window when left out"));
    add.takes(reward.allocation, "--allocation", tr("order (who asks first; the default) or draw"));
    add.takes(reward.delivery, "--delivery", tr("how it is delivered"));
    add.takes(reward.description, "--description", tr("what it is, with its limits"));
  }

  void run(const Context& context, print::Teller& out) {
    reward.status = lowest_status(status);
    const auto added = rewards::add(context, reward);
    warn(out, added.warnings);
    out.changed(msg("{} is added: {}", added.reward.id, added.reward.name), shown(added));
  }
};

struct Edit {
  RewardId id;
  Changes changes;
  std::optional<std::string> status;

  void declare(cli::Command& edit) {
    edit.needs(id, "reward", tr("the reward, such as R-3"));
    edit.takes(changes.name, "--name", tr("what it is called"));
    edit.takes(changes.type, "--type",
               tr("service, training, consultation, supervision, tool or trip"));
    edit.takes(status, "--status", tr("the lowest status: standard, premium or vip"));
    edit.takes(changes.unit, "--unit", tr("place, hour, visit or set"));
    edit.takes(changes.pool, "--pool", tr("units for all facilities in a season"));
    edit.takes(changes.limit, "--limit", tr("units for one facility in a season"));
    edit.takes(changes.unit_cost, "--unit-cost", tr("what a unit costs, such as 1200,50"));
    edit.takes(changes.budget, "--budget", tr("the name of its budget line"));
    edit.takes(changes.opens_on, "--from", tr("the first day on which it can be reserved"));
    edit.takes(changes.closes_on, "--to", tr("the last day on which it can be reserved"));
    edit.takes(changes.visible_from, "--visible-from",
               tr("the first day on which facilities see it"));
    edit.takes(changes.visible_to, "--visible-to", tr("the last day on which they see it"));
    edit.takes(changes.allocation, "--allocation", tr("order (who asks first) or draw"));
    edit.takes(changes.delivery, "--delivery", tr("how it is delivered"));
    edit.takes(changes.description, "--description", tr("what it is, with its limits"));
    edit.example("mk rewards edit R-3 --pool 12");
  }

  void run(const Context& context, print::Teller& out) {
    if (status) changes.status = lowest_status(*status);
    if (changes == Changes{})
      throw Error{
          Exit::usage,
          msg("nothing to change: give an option such as --pool; see: mk rewards edit --help")};
    const auto changed = rewards::edit(context, id, changes);
    warn(out, changed.warnings);
    out.changed(msg("{} is changed", id), shown(changed));
  }
};

struct Delete {
  RewardId id;

  void declare(cli::Command& take_away) {
    take_away.needs(id, "reward", tr("the reward, such as R-3"));
  }

  void run(const Context& context, print::Teller& out) const {
    const auto done = rewards::remove(context, id);
    if (done.kept_for.empty()) return out.changed(msg("{} is deleted", id), shown(done));
    std::string ids;
    for (const auto& it : done.kept_for) ids += (ids.empty() ? "" : ", ") + it.id.text();
    out.changed(msg("{} is archived, not deleted: it was reserved ({})", id, ids), shown(done));
  }
};

struct List {
  std::optional<FacilityId> facility;
  bool archived = false;

  void declare(cli::Command& list) {
    list.takes(facility, "--for",
               tr("what this facility may reserve now, and the way to the rest"));
    list.takes(archived, "--archived", tr("the archived ones too"));
    list.example("mk rewards list --for F-12");
  }

  void run(const Context& context, print::Teller& out) const {
    if (facility) return out.show(listed(offers(context, *facility), true));
    auto all = offers(context);
    if (!archived)
      std::erase_if(all, [](const Offer& it) { return it.state == RewardState::archived; });
    out.show(listed(all, false));
  }
};

struct Show {
  std::string id;

  void declare(cli::Command& show) {
    show.needs(id, "id", tr("the reward, such as R-3, or the reservation, such as V-7"));
  }

  void run(const Context& context, print::Teller& out) const {
    if (id.starts_with('V') || id.starts_with('v')) {
      ReservationId wanted;
      read(id, wanted);
      out.show(shown(reservation(context, wanted)));
    } else {
      RewardId wanted;
      read(id, wanted);
      out.show(shown(offer(context, wanted)));
    }
  }
};

struct BudgetAdd {
  BudgetLine line;
  std::optional<std::int64_t> year;

  void declare(cli::Command& add) {
    add.needs(line.name, "name", tr("what the line is called in the catalogue"));
    add.needs(line.amount, "--amount", tr("what it holds, such as 40000"));
    add.takes(year, "--year", tr("the calendar year; this year when left out"));
    add.takes(line.classification, "--classification", tr("its budget classification"));
    add.example("mk rewards budget add superwizje --amount 40000 --classification 852-85295-4300");
  }

  void run(const Context& context, print::Teller& out) {
    line.year = year.value_or(budget_year(context.today()));
    const auto added = add_line(context, line);
    out.changed(msg("the budget line {} is added", added.line.text()), shown(added));
  }
};

struct BudgetEdit {
  std::string name;
  std::optional<std::int64_t> year;
  std::optional<Money> amount;
  std::optional<std::string> classification;

  void declare(cli::Command& edit) {
    edit.needs(name, "name", tr("what the line is called in the catalogue"));
    edit.takes(year, "--year", tr("the calendar year; this year when left out"));
    edit.takes(amount, "--amount", tr("what it holds, such as 40000"));
    edit.takes(classification, "--classification", tr("its budget classification"));
  }

  void run(const Context& context, print::Teller& out) const {
    const auto changed = edit_line(context, name, year.value_or(budget_year(context.today())),
                                   amount, classification);
    out.changed(msg("the budget line {} is changed", changed.line.text()), shown(changed));
  }
};

struct BudgetList {
  std::optional<std::int64_t> year;

  void declare(cli::Command& list) { list.takes(year, "--year", tr("only those of this year")); }

  void run(const Context& context, print::Teller& out) const {
    out.show(listed(lines(context, year)));
  }
};

}  // namespace

void rewards(cli::Command& noun) {
  noun.verb<Import>("import", tr("take rewards from a CSV or TOML file"));
  noun.verb<Add>("add", tr("add a reward to the catalogue"));
  noun.verb<Edit>("edit", tr("change a reward"));
  noun.verb<Delete>("delete", tr("take a reward out of the catalogue"));
  noun.verb<List>("list", tr("list the catalogue"));
  noun.verb<Show>("show", tr("show a reward or a reservation"));
  auto budget = noun.group("budget", tr("the budget lines that rewards draw on"));
  budget.verb<BudgetAdd>("add", tr("add a budget line"));
  budget.verb<BudgetEdit>("edit", tr("change a budget line"));
  budget.verb<BudgetList>("list", tr("list the budget lines and what is left of them"));
  rewards_reservations(noun);
}

}  // namespace mk::cmd
