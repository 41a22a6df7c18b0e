#include "lib/cli/command.hpp"
#include "lib/programme/calendar.hpp"
#include "lib/store/jobs.hpp"
#include "lib/store/turn.hpp"

namespace {

using namespace mk;

struct Remind {
  bool force = false;

  void declare(cli::Command& job) {
    job.takes(force, "--force", tr("believe the clock, however far it is from the last run"));
  }

  void run(cli::Session& session) const {
    auto& context = session.context();
    const bool turn = session.out.dry_run() || store::take_turn(session.database);
    print::Thing told{{"job", tr("Job"), "mk-remind"}};
    if (!turn) told.push_back({"running_already", tr("Another one runs already"), true});
    const auto done = turn ? advance(context) : programme::Advance{};
    std::optional<Error> failure;
    if (turn) told.push_back({"days_off", tr("days without a run before"), done.days_off});
    for (const auto& duty : done.duties) {
      told.push_back({duty.key, tr(duty.title), duty.done});
      if (duty.failure && !failure) failure = duty.failure;
    }
    if (turn)
      store::note_run(context, "mk-remind", failure ? "failed" : "ok",
                      failure ? spoken(failure->message()) : summary(done));
    if (session.out.format() != print::Format::table) session.out.show(told);
    if (failure) throw Error{*failure};
  }

 private:
  programme::Advance advance(const Context& context) const {
    using programme::Clock;
    try {
      return programme::advance(context, force ? Clock::said_right : Clock::to_check);
    } catch (const Error& error) {
      if (error.exit() == Exit::refused)
        store::note_refusal(context, "mk-remind", spoken(error.message()));
      throw;
    }
  }

  static std::string summary(const programme::Advance& done) {
    std::string told;
    const auto add = [&](const std::string& what, auto count) {
      if (count > 0) told += (told.empty() ? "" : ", ") + what + ": " + std::to_string(count);
    };
    add(tr("days without a run before"), done.days_off);
    for (const auto& duty : done.duties) add(tr(duty.title), duty.done);
    return told;
  }
};

void declare(cli::Command& job) { job.is<Remind>(); }

}  // namespace

int main(int argc, char** argv) {
  return cli::run({"mk-remind",
                   tr_later("Does what the calendar demands and queues the letters; run by cron."),
                   {},
                   declare,
                   "mk-remind --now 2027-03-01 --dry-run --format json"},
                  argc, argv);
}
