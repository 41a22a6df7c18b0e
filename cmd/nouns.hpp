#pragma once

#include "lib/cli/command.hpp"

/// The menu: everything `mk` can do, one noun a line.
namespace mk::cmd {

void init(cli::Command& noun);
void status(cli::Command& noun);
void check(cli::Command& noun);
void facility(cli::Command& noun);
/// The verbs of `facility` that take and give the register.
void facility_register(cli::Command& noun);
/// Those that tell what was taken in, take it back and let accounts follow the register.
void facility_batches(cli::Command& noun);
void survey(cli::Command& noun);
/// The verbs of `survey` by which a card is filled in: on the terminal; in a file or on paper.
void survey_fill(cli::Command& noun);
void survey_form(cli::Command& noun);
/// The verbs of `survey` that look ahead: the way up, and another card.
void survey_advise(cli::Command& noun);
void rewards(cli::Command& noun);
/// The verbs of `rewards` by which a reservation lives.
void rewards_reservations(cli::Command& noun);
/// Those for what a draw gives.
void rewards_draw(cli::Command& noun);
void exchange(cli::Command& noun);
/// The verbs of `exchange` by which a match lives.
void exchange_matches(cli::Command& noun);
/// Those by which a member asks for a post, or refuses what it does not want.
void exchange_asking(cli::Command& noun);
/// The one by which a facility stops its weekly letter.
void exchange_digest(cli::Command& noun);
/// Those of the matching engine alone, which need no database.
void exchange_engine(cli::Command& noun);
void mail(cli::Command& noun);
void report(cli::Command& noun);
void audit(cli::Command& noun);

}  // namespace mk::cmd
