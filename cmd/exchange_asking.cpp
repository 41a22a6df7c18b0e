#include "cmd/nouns.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/shown.hpp"

namespace mk::cmd {

namespace {

using namespace exchange;

struct Ask {
  Asking asking;

  void declare(cli::Command& ask) {
    ask.needs(asking.post, "post", tr("the post, such as P-4"));
    ask.needs(asking.party, "facility", tr("who asks: a facility, or city"));
    ask.takes(asking.giving, "--giving",
              tr("what it gives: one of its offers, or in words; otherwise nothing"));
    ask.takes(asking.quantity, "--quantity", tr("how many; otherwise as many as go"));
    ask.example("mk exchange ask P-4 F-12 --giving \"pomoc w ogrodzie\"");
  }

  void run(const Context& context, print::Teller& out) const {
    const auto match = exchange::ask(context, asking);
    const auto post = exchange::show(context, asking.post);
    out.changed(post.type == Type::offer
                    ? msg("{} asks {} for {}; {} waits for the answer until {}", asking.party,
                          post.party, post.id, match.id, match.answer_by)
                    : msg("{} offers {} to meet {}; {} waits for the answer until {}", asking.party,
                          post.party, post.id, match.id, match.answer_by),
                shown(match));
  }
};

struct Refuse {
  Refusal refusal;
  std::string why;

  void declare(cli::Command& refuse) {
    refuse.needs(refusal.party, "facility", tr("who refuses: a facility, or city"));
    refuse.takes(refusal.partner, "--partner", tr("with whom it will not be matched"));
    refuse.takes(refusal.post, "--post", tr("which post will not be proposed to it"));
    refuse.takes(why, "--reason", tr("why, for the audit trail"));
    refuse.example("mk exchange refuse F-12 --partner F-30");
  }

  void run(const Context& context, print::Teller& out) const {
    const auto kept = exchange::refuse(context, refusal, why);
    out.changed(
        refusal.partner
            ? msg("{} and {} will not be matched with each other", refusal.party, *refusal.partner)
            : msg("{} will not be proposed to {}", *refusal.post, refusal.party),
        shown(kept.refusal));
    if (kept.proposed)
      out.note(msg("{} is proposed already; to end it: mk exchange decline {} {}", *kept.proposed,
                   *kept.proposed, refusal.party));
  }
};

struct Allow {
  Refusal refusal;

  void declare(cli::Command& allow) {
    allow.needs(refusal.party, "facility", tr("who refused: a facility, or city"));
    allow.takes(refusal.partner, "--partner", tr("with whom it may be matched again"));
    allow.takes(refusal.post, "--post", tr("which post may be proposed to it again"));
    allow.example("mk exchange allow F-12 --post P-4");
  }

  void run(const Context& context, print::Teller& out) const {
    const auto taken_back = exchange::allow(context, refusal);
    out.changed(refusal.partner
                    ? msg("{} and {} may be matched again", refusal.party, *refusal.partner)
                    : msg("{} may be proposed to {} again", *refusal.post, refusal.party),
                shown(taken_back));
  }
};

struct Refusals {
  std::optional<Party> party;

  void declare(cli::Command& refusals) {
    refusals.takes(party, "facility", tr("only what this facility, or the city, refuses"));
  }

  void run(const Context& context, print::Teller& out) const {
    out.show(shown(exchange::refusals(context, party)));
  }
};

}  // namespace

void exchange_asking(cli::Command& noun) {
  noun.verb<Ask>("ask", tr("ask the owner of a post for it"));
  noun.verb<Refuse>("refuse", tr("keep that a facility refuses a partner or a post"));
  noun.verb<Allow>("allow", tr("take a refusal back"));
  noun.verb<Refusals>("refusals", tr("who refuses whom and what"));
}

}  // namespace mk::cmd
