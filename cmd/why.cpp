#include "lib/programme/why.hpp"

#include "cmd/nouns.hpp"

namespace mk::cmd {

namespace {

struct Why {
  std::string id;

  void declare(cli::Command& why) {
    why.needs(id, "id", tr("a post, a match or a letter, such as P-4, X-2 or M-9"));
    why.example("mk why P-4");
  }

  void run(const Context& context, print::Teller& out) const {
    out.show(programme::why(context, id, out.format() == print::Format::table));
  }
};

}  // namespace

void why(cli::Command& noun) { noun.is<Why>(); }

}  // namespace mk::cmd
