#include "cmd/nouns.hpp"
#include "cmd/rewards_shown.hpp"
#include "lib/rewards/actions.hpp"
#include "lib/rewards/words.hpp"

namespace mk::cmd {

namespace {

using namespace rewards;

/// Says what a person should know beside the answer.
void warn(print::Teller& out, const std::vector<Message>& warnings) {
  for (const auto& it : warnings) out.warn(it);
}

Message reserved(const Reservation& it) {
  return msg("{} is reserved for {}; agree a date before {}: mk rewards agree {} --date DATE",
             it.id, it.facility, *it.expires_on, it.id);
}

struct Reserve {
  Claim claim;

  void declare(cli::Command& reserve) {
    reserve.needs(claim.reward, "reward", tr("the reward, such as R-3"));
    reserve.needs(claim.facility, "facility", tr("the facility, such as F-12"));
    reserve.takes(claim.quantity, "--quantity", tr("how many units; one when left out"));
    reserve.takes(claim.wait, "--wait", tr("join the line when nothing is free"));
    reserve.takes(claim.exceed_reason, "--exceed",
                  tr("go beyond pool or limit, never beyond the budget, for this reason"));
    reserve.example("mk rewards reserve R-3 F-12");
  }

  void run(const Context& context, print::Teller& out) const {
    if (claim.wait && claim.exceed_reason)
      throw Error{Exit::usage,
                  msg("--wait joins the line and --exceed goes past it; give one of them")};
    const auto done = rewards::reserve(context, claim);
    const auto& it = done.reservation;
    warn(out, done.warnings);
    if (it.state == State::waiting)
      return out.changed(
          msg("nothing is free now; {} waits in the line as {}: mk rewards waiting {}", it.facility,
              it.id, it.reward),
          shown(it));
    out.changed(reserved(it), shown(it));
  }
};

struct Accept {
  ReservationId id;

  void declare(cli::Command& accept) {
    accept.needs(id, "reservation", tr("the reservation, such as V-7"));
  }

  void run(const Context& context, print::Teller& out) const {
    const auto done = rewards::accept(context, id);
    warn(out, done.warnings);
    out.changed(reserved(done.reservation), shown(done.reservation));
  }
};

struct Waiting {
  RewardId id;

  void declare(cli::Command& waiting) {
    waiting.needs(id, "reward", tr("the reward, such as R-3"));
  }

  void run(const Context& context, print::Teller& out) const {
    out.show(in_line(rewards::waiting(context, id)));
  }
};

struct Agree {
  ReservationId id;
  Day day;

  void declare(cli::Command& agree) {
    agree.needs(id, "reservation", tr("the reservation, such as V-7"));
    agree.needs(day, "--date", tr("the day of the service"));
    agree.example("mk rewards agree V-7 --date 2026-12-05");
  }

  void run(const Context& context, print::Teller& out) const {
    const auto done = rewards::agree(context, id, day);
    warn(out, done.warnings);
    out.changed(msg("{} is agreed for {}", id, day), shown(done.reservation));
  }
};

struct Deliver {
  ReservationId id;
  Finish how;

  void declare(cli::Command& deliver) {
    deliver.needs(id, "reservation", tr("the reservation, such as V-7"));
    deliver.takes(how.cost, "--cost", tr("what it really cost; as committed when left out"));
    deliver.takes(how.on, "--date", tr("the day on which it took place; as agreed when left out"));
    deliver.takes(how.note, "--note", tr("what is to be remembered of it"));
    deliver.example("mk rewards deliver V-7 --cost 1150,50 --note \"12 people came\"");
  }

  void run(const Context& context, print::Teller& out) const {
    const auto done = rewards::deliver(context, id, how);
    out.changed(msg("{} is delivered; it cost {}", id, done.reservation.cost),
                shown(done.reservation));
  }
};

struct Miss {
  ReservationId id;
  Finish how;

  void declare(cli::Command& miss) {
    miss.needs(id, "reservation", tr("the reservation, such as V-7"));
    miss.takes(how.cost, "--cost", tr("what it really cost; as committed when left out"));
    miss.takes(how.note, "--note", tr("what is to be remembered of it"));
  }

  void run(const Context& context, print::Teller& out) const {
    const auto done = rewards::miss(context, id, how);
    out.changed(
        msg("{} is missed; its place stays used, and it cost {}", id, done.reservation.cost),
        shown(done.reservation));
  }
};

struct Cancel {
  ReservationId id;
  std::string reason;
  Side side = Side::city;

  void declare(cli::Command& cancel) {
    cancel.needs(id, "reservation", tr("the reservation, such as V-7"));
    cancel.needs(reason, "--reason", tr("why; the facility is told"));
    cancel.takes(side, "--by", tr("who cancels: city (the default) or facility"));
  }

  void run(const Context& context, print::Teller& out) const {
    const auto done = rewards::cancel(context, id, reason, side);
    const auto& it = done.reservation;
    const bool held = it.expires_on || it.offer_ends_on;
    out.changed(held ? msg("{} is cancelled; place, limit and money are free again", id)
                     : msg("{} is cancelled; it waits no longer", id),
                shown(it));
  }
};

struct Reservations {
  Filter filter;

  void declare(cli::Command& reservations) {
    reservations.takes(filter.facility, "--facility", tr("only those of this facility"));
    reservations.takes(filter.reward, "--reward", tr("only those of this reward"));
    reservations.takes(filter.state, "--state", tr("only those in this state"));
    reservations.takes(filter.season, "--season", tr("only those of this season, such as 2026-09"));
  }

  void run(const Context& context, print::Teller& out) const {
    out.show(listed(rewards::reservations(context, filter)));
  }
};

}  // namespace

void rewards_reservations(cli::Command& noun) {
  noun.verb<Reserve>("reserve", tr("reserve a reward for a facility"));
  noun.verb<Accept>("accept", tr("take a place offered from the line"));
  noun.verb<Waiting>("waiting", tr("list those who wait for a reward"));
  rewards_draw(noun);
  noun.verb<Agree>("agree", tr("keep the date agreed with the facility"));
  noun.verb<Deliver>("deliver", tr("note that the service took place"));
  noun.verb<Miss>("miss", tr("note that the facility did not come"));
  noun.verb<Cancel>("cancel", tr("cancel a reservation that was not delivered"));
  noun.verb<Reservations>("reservations", tr("list the reservations"));
}

}  // namespace mk::cmd
