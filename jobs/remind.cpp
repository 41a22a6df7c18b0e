#include "lib/cli/command.hpp"
#include "lib/programme/calendar.hpp"
#include "lib/store/jobs.hpp"

namespace {

using namespace mk;

struct Remind {
  void declare(cli::Command& /*remind*/) {}

  void run(Context& context, print::Teller& out) const {
    print::Thing done{{"job", tr("Job"), "mk-remind"}};
    std::string told;
    for (const auto& duty : programme::advance(context)) {
      done.push_back({duty.key, tr(duty.title), duty.done});
      if (duty.done == 0) continue;
      told += (told.empty() ? "" : ", ") + std::string{duty.key} + " " + std::to_string(duty.done);
    }
    store::note_run(context, "mk-remind", "ok", told);
    if (out.format() != print::Format::table) out.show(done);
  }
};

void declare(cli::Command& job) { job.is<Remind>(); }

}  // namespace

int main(int argc, char** argv) {
  return cli::run({"mk-remind", tr_later("Does what the calendar demands and queues the letters; run by cron."),
                   {}, declare, "mk-remind --now 2027-03-01 --dry-run --format json"},
                  argc, argv);
}
