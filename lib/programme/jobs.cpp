#include "lib/programme/jobs.hpp"

#include "lib/programme/records.hpp"
#include "lib/programme/schedule.hpp"
#include "lib/store/jobs.hpp"

#include <algorithm>
#include <optional>

namespace mk::programme {

namespace {

/// Whether there is anything for the job to do: without a mailbox mk-bounces leaves at once.
bool is_set_up(const Schedule& schedule, const Settings& settings) {
  return schedule.job != "mk-bounces" || !settings.bounces.transport.empty();
}

/// A run notes itself at its end, and one that sends many letters takes longer than until the next.
bool is_under_way(const Schedule& schedule, const Context& context) {
  return schedule.job == "mk-mail" && records::is_sending(context.db, context.now);
}

std::optional<Message> advice(bool set_up, const std::optional<store::Run>& run, bool overdue) {
  if (!set_up) return msg("[bounces] in mk.toml names no mailbox to read");
  if (run && run->name == "mk-remind" && run->result == "refused")
    return msg("mend the clock, or, when it is right: mk-remind --force");
  if (!run) return msg("never ran: enable its timer, or the cron table; see: man mk-jobs");
  if (overdue) return msg("not started, or could not begin; see: man mk-jobs");
  return std::nullopt;
}

/// How a run ended, by the word that it was kept with.
print::Value result(const std::string& kept) {
  if (kept == "network") return print::Code{kept, tr_later("no connection")};
  if (kept == "failed") return print::Code{kept, tr_later("error")};
  if (kept == "refused") return print::Code{kept, tr_later("with trouble")};
  return print::Code{kept, tr_later("ok")};
}

print::Thing row(const Schedule& schedule, const std::optional<store::Run>& run,
                 const Context& context) {
  const bool set_up = is_set_up(schedule, context.settings);
  // A rehearsal on another day may have run later than now.
  const auto last = run ? std::optional{std::min(run->ran_at, context.now)} : std::nullopt;
  const bool overdue = set_up && last && is_overdue(schedule, *last, context.now) &&
                       !is_under_way(schedule, context);
  return {{"job", tr("Job"), std::string{schedule.job}},
          {"ran_at", tr("Last run"), run ? print::Value{run->ran_at} : print::Value{}},
          {"result", tr("Result"), run ? result(run->result) : print::Value{}},
          {"next_due", tr("Next due"),
           set_up && last ? print::Value{next_due(schedule, *last)} : print::Value{}},
          {"overdue", tr("Overdue"), overdue},
          {"advice", tr("What to do"), advice(set_up, run, overdue)},
          {"detail", tr("Detail"),
           run && !run->detail.empty() ? print::Value{run->detail} : print::Value{}}};
}

}  // namespace

print::List jobs(const Context& context) {
  const auto runs = store::last_runs(context.db);
  print::List rows;
  for (const auto& schedule : schedules) {
    const auto run = std::ranges::find(runs, schedule.job, &store::Run::name);
    rows.emplace_back(
        row(schedule, run == runs.end() ? std::nullopt : std::optional{*run}, context));
  }
  return rows;
}

}  // namespace mk::programme
