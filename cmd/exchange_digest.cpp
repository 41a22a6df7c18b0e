#include "cmd/nouns.hpp"
#include "lib/exchange/digest.hpp"

namespace mk::cmd {

namespace {

struct Digest {
  FacilityId facility;
  bool off = false;
  bool on = false;

  void declare(cli::Command& digest) {
    digest.needs(facility, "facility", tr("whose letter it is, such as F-12"));
    digest.takes(off, "--off", tr("send it no more"));
    digest.takes(on, "--on", tr("send it again"));
    digest.example("mk exchange digest F-12 --off");
  }

  void run(const Context& context, print::Teller& out) const {
    if (on && off) throw Error{Exit::usage, msg("the letter is either --on or --off")};
    if (!on && !off) return out.show(shown(exchange::subscription(context, facility)));
    const auto now = exchange::subscribe(context, facility, on);
    out.changed(on ? msg("{} gets the weekly letter of new posts", facility)
                   : msg("{} gets no weekly letter of new posts any more", facility),
                shown(now));
  }

 private:
  static print::Thing shown(const exchange::Subscription& it) {
    const auto state = it.off_since ? print::Code{"off", tr_later("not sent")}
                                    : print::Code{"on", tr_later("sent every week")};
    return {{"id", tr("Facility"), it.facility},
            {"state", tr("Weekly letter"), state},
            {"since", tr("Not since"), it.off_since}};
  }
};

}  // namespace

void exchange_digest(cli::Command& noun) {
  noun.verb<Digest>("digest", tr("stop or start a facility's weekly letter of new posts"));
}

}  // namespace mk::cmd
