#include "cmd/nouns.hpp"
#include "cmd/rewards_shown.hpp"
#include "lib/base/file.hpp"
#include "lib/print/read_json.hpp"
#include "lib/print/render.hpp"
#include "lib/rewards/draw_file.hpp"

namespace mk::cmd {

namespace {

using namespace rewards;

struct Wish {
  RewardId reward;
  FacilityId facility;

  void declare(cli::Command& wish) {
    wish.needs(reward, "reward", tr("the reward, such as R-3"));
    wish.needs(facility, "facility", tr("the facility, such as F-12"));
    wish.example("mk rewards wish R-3 F-12");
  }

  void run(const Context& context, print::Teller& out) const {
    const auto it = rewards::wish(context, reward, facility).reservation;
    out.changed(msg("{}: the wish of {} for {} is noted; its ticket is {}", it.id, it.facility,
                    it.reward, it.ticket),
                shown(it));
  }
};

Message answer(const Drawing& drawing) {
  const auto& it = drawing.result;
  if (drawing.before)
    return msg("{} was drawn on {}; tickets: {}, places given: {}", it.reward, day_of(it.drawn_at),
               it.tickets.size(), it.places);
  if (!drawing.short_of_money.empty())
    return msg("{} is drawn; tickets: {}, places given: {}, as the budget line {} pays for no more",
               it.reward, it.tickets.size(), it.places, drawing.short_of_money);
  return msg("{} is drawn; tickets: {}, places given: {}", it.reward, it.tickets.size(), it.places);
}

struct Draw {
  std::optional<RewardId> reward;
  std::optional<Term> season;
  std::string output;
  std::string file;
  std::string ticket;

  void declare(cli::Command& draw) {
    draw.takes(reward, "reward", tr("the reward, such as R-3, whose window is over"));
    draw.takes(season, "--season", tr("tell an earlier draw again, such as that of 2026-09"));
    draw.takes(output, "--output", tr("a file to write, to be published: FILE.json"));
    draw.takes(file, "--verify", tr("check this published file, without any database"));
    draw.takes(ticket, "--ticket", tr("with --verify: tell where this ticket stands"));
    draw.example("mk rewards draw R-3 --output draw.json");
  }

  void run(const cli::Session& session) const {
    if (reward.has_value() == !file.empty())
      throw Error{Exit::usage,
                  msg("either a reward is drawn or a file is checked; say one of them: "
                      "mk rewards draw R-3, or mk rewards draw --verify FILE")};
    if (!file.empty() && (season || !output.empty()))
      throw Error{Exit::usage, msg("--season and --output do not go with --verify")};
    if (file.empty() && !ticket.empty())
      throw Error{Exit::usage, msg("--ticket goes with --verify alone")};
    if (file.empty())
      make(session.context(), session.out);
    else
      verify(session.out);
  }

 private:
  void make(const Context& context, print::Teller& out) const {
    std::optional<mk::Draft> draft;  // What cannot be written is not drawn.
    if (!output.empty()) draft.emplace(output);
    const auto drawing = rewards::draw(context, *reward, season);
    for (const auto& it : drawing.warnings) out.warn(it);
    const auto thing = published(drawing.result);
    const bool rehearsed = out.dry_run() && !drawing.before;
    if (rehearsed)
      out.warn(msg("this rehearsal drew with another seed and is not written anywhere"));
    if (draft && !rehearsed) {
      draft->add(print::as_json(thing, false));
      draft->keep();
    }
    out.changed(answer(drawing), thing);
    if (!draft && !rehearsed)
      out.note(msg("publish the result: mk rewards draw {} --output FILE.json", *reward));
  }

  void verify(print::Teller& out) const {
    const auto asked = ticket.empty() ? std::nullopt : ticket_typed(ticket);
    if (!ticket.empty() && !asked)
      throw Error{Exit::usage, msg("“{}” is not a ticket such as 7KQ2-M9XP", ticket)};
    const auto it = read_published(print::read_json(read_file(file, most_draw_bytes)));
    refuse_if(why_not_true(it.result, it.checksum));
    const auto& draw = it.result;
    out.note(
        msg("one thing is yours to compare: before the draw the SHA-256 of its seed was told, and "
            "it must be {}",
            draw.commitment));
    print::Thing thing{{"id", tr("Id"), draw.reward},
                       {"state", tr("State"), print::Code{"verified", tr_later("verified")}},
                       {"season", tr("Season"), draw.season},
                       {"tickets", tr("Tickets"), draw.tickets.size()},
                       {"commitment", tr("Commitment"), draw.commitment},
                       {"places", tr("Places"), draw.places}};
    if (!asked)
      return out.changed(msg("the draw of {} ({}) for {} follows its rule; tickets: {}, places: {}",
                             draw.name, draw.reward, draw.season, draw.tickets.size(), draw.places),
                         thing);
    const auto place = place_of(draw, *asked);
    if (!place) throw Error{Exit::refused, msg("the ticket {} was not in this draw", *asked)};
    const bool won = *place <= draw.places;
    thing.push_back({"ticket", tr("Ticket"), *asked});
    thing.push_back({"drawn", tr("Place in the draw"), *place});
    thing.push_back({"got_place", tr("Got a place"), won});
    out.changed(
        won ? msg("the ticket {} was drawn as number {} and got a place; the draw follows "
                  "its rule",
                  *asked, *place)
            : msg("the ticket {} was drawn as number {}, and there were {} places; the draw "
                  "follows its rule",
                  *asked, *place, draw.places),
        thing);
  }
};

}  // namespace

void rewards_draw(cli::Command& noun) {
  noun.verb<Wish>("wish", tr("note that a facility wishes for a reward that is drawn"));
  noun.verb<Draw>("draw", tr("draw who gets a reward, or check a published draw"));
}

}  // namespace mk::cmd
