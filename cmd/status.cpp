#include "lib/programme/status.hpp"

#include "cmd/nouns.hpp"

namespace mk::cmd {

namespace {

struct Status {
  void declare(cli::Command& status) { status.example("mk status"); }

  void run(Context& context, print::Teller& out) const { out.show(programme::status(context)); }
};

}  // namespace

void status(cli::Command& noun) { noun.is<Status>(); }

}  // namespace mk::cmd
