#include "lib/cli/command.hpp"
#include "lib/programme/calendar.hpp"
#include "lib/store/jobs.hpp"

namespace {

using namespace mk;

struct Remind {
  void declare(cli::Command& /*remind*/) {}

  void run(Context& context, print::Teller& out) const {
    const auto duties = programme::advance(context);
    print::Thing done{{"job", tr("Job"), "mk-remind"}};
    std::optional<Error> failure;
    for (const auto& duty : duties) {
      done.push_back({duty.key, tr(duty.title), duty.done});
      if (duty.failure && !failure) failure = duty.failure;
    }
    store::note_run(context, "mk-remind", failure ? "failed" : "ok",
                    failure ? in_english(failure->message()) : summary(duties));
    if (out.format() != print::Format::table) out.show(done);
    if (failure) throw Error{*failure};
  }

  static std::string summary(const std::vector<programme::Duty>& duties) {
    std::string told;
    for (const auto& duty : duties)
      if (duty.done > 0)
        told +=
            (told.empty() ? "" : ", ") + std::string{duty.key} + " " + std::to_string(duty.done);
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
