#include "cmd/exchange_shown.hpp"
#include "cmd/nouns.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/matching.hpp"
#include "lib/exchange/shown.hpp"
#include "lib/exchange/words.hpp"

namespace mk::cmd {

namespace {

using namespace exchange;

struct FindMatches {
  std::int64_t rings = usual_ring;
  std::int64_t seed = 0;
  bool propose = false;

  void declare(cli::Command& match) {
    match.takes(rings, "--rings", tr("the longest ring: 2 to 4 parties, otherwise 3"));
    match.takes(seed, "--seed", tr("a number that chooses among equally good answers"));
    match.takes(propose, "--propose", tr("propose what is found to all who take part, by letter"));
    match.example("mk exchange match --rings 3 --propose");
  }

  void run(const Context& context, print::Teller& out) const {
    const auto found =
        propose ? exchange::propose(context, rings, seed) : exchange::find(context, rings, seed);
    if (!found.proven)
      out.warn(msg("there is so much to choose from that others may match more; take these first"));
    const auto count = found.matches.size();
    if (!propose || count == 0) {
      out.show(shown(found.matches));
      if (count == 0) return;
      return out.note(counted(count, "{} match found; propose it: mk exchange match --propose",
                              "{} matches found; propose them: mk exchange match --propose"));
    }
    if (out.format() == print::Format::table) out.show(shown(found.matches));
    changed(
        out,
        counted(count, "{} match is proposed; answers are due by {}",
                "{} matches are proposed; answers are due by {}", found.matches.front().answer_by),
        shown(found.matches));
  }
};

// "F-1, F-3".
std::string parties_of(const Match& match) {
  std::string parties;
  for (const auto& member : match.members)
    parties += (parties.empty() ? "" : ", ") + member.party.text();
  return parties;
}

// What became of a match that somebody declined.
Message dissolved(const Context& context, const Match& match) {
  if (match.successors.empty()) return msg("{} is dissolved; its posts stand again", match.id);
  std::string instead;
  for (const auto id : match.successors)
    instead += (instead.empty() ? "" : ", ") + id.text() + " (" +
               parties_of(exchange::show(context, id)) + ")";
  if (match.successors.size() > 1)
    return msg("{} is dissolved; in its place are proposed: {}", match.id, instead);
  const auto next = exchange::show(context, match.successors.front());
  return msg("{} is dissolved; {} is proposed in its place to: {}", match.id, next.id,
             parties_of(next));
}

struct Accept {
  MatchId id;
  Party party;

  void declare(cli::Command& accept) {
    accept.needs(id, "match", tr("the match, such as X-2"));
    accept.needs(party, "facility", tr("who says yes: one of its members, or city"));
  }

  void run(const Context& context, print::Teller& out) const {
    const auto match = exchange::accept(context, id, party);
    out.changed(
        match.state == MatchState::agreed
            ? msg("all have accepted {}; each was told whom to call", id)
            : msg("{} has accepted {}; the others have time until {}", party, id, match.answer_by),
        shown(match));
    if (match.state != MatchState::agreed) return;
    for (const auto& post : exchange::rests(context, match))
      out.note(msg("{} stands with what is left of {}", post.id, *post.rest_of));
  }
};

struct Decline {
  MatchId id;
  Party party;

  void declare(cli::Command& decline) {
    decline.needs(id, "match", tr("the match, such as X-2"));
    decline.needs(party, "facility", tr("who says no: one of its members, or city"));
  }

  void run(const Context& context, print::Teller& out) const {
    const auto match = exchange::decline(context, id, party);
    out.changed(dissolved(context, match), shown(match));
  }
};

struct Done {
  MatchId id;

  void declare(cli::Command& done) { done.needs(id, "match", tr("the match, such as X-2")); }

  void run(const Context& context, print::Teller& out) const {
    out.changed(msg("{} is carried out", id), shown(exchange::done(context, id)));
  }
};

struct Fail {
  MatchId id;
  std::string reason;

  void declare(cli::Command& fail) {
    fail.needs(id, "match", tr("the match, such as X-2"));
    fail.needs(reason, "--reason", tr("why it did not take place"));
  }

  void run(const Context& context, print::Teller& out) const {
    out.changed(msg("{} has come to nothing; its posts stand again", id),
                shown(exchange::fail(context, id, reason)));
  }
};

struct Matches {
  std::optional<MatchId> id;
  std::optional<MatchState> state;

  void declare(cli::Command& matches) {
    matches.takes(id, "match", tr("show this one with all its members"));
    matches.takes(state, "--state", tr("proposed, agreed, done, failed or dissolved"));
  }

  void run(const Context& context, print::Teller& out) const {
    if (id) return out.show(shown(exchange::show(context, *id)));
    out.show(shown(exchange::matches(context, state)));
  }
};

}  // namespace

void exchange_matches(cli::Command& noun) {
  noun.verb<FindMatches>("match", tr("find who can give what to whom"));
  noun.verb<Matches>("matches", tr("the matches and how they stand"));
  noun.verb<Accept>("accept", tr("record that a member accepts a match"));
  noun.verb<Decline>("decline", tr("record that a member declines; the match dissolves"));
  noun.verb<Done>("done", tr("record that an agreed match was carried out"));
  noun.verb<Fail>("fail", tr("record that an agreed match was not carried out"));
}

}  // namespace mk::cmd
