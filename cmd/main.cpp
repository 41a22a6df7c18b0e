#include "cmd/nouns.hpp"

#include <array>

namespace {

using namespace mk;

/// The menu: everything `mk` can do, one noun a line.
constexpr std::array menu{
    cli::Noun{"init", tr_later("make the database, or upgrade an older one"), cmd::init},
    cli::Noun{"status", tr_later("what waits for you, on one screen"), cmd::status},
    cli::Noun{"check", tr_later("whether all that must hold holds"), cmd::check},
    cli::Noun{"why", tr_later("what led to a state: why a post is not matched, say"), cmd::why},
    cli::Noun{"facility", tr_later("the register, and the accounts of its facilities"),
              cmd::facility},
    cli::Noun{"survey", tr_later("the card, the terms and what facilities answer"), cmd::survey},
    cli::Noun{"rewards", tr_later("the catalogue, its budget and the reservations"), cmd::rewards},
    cli::Noun{"exchange", tr_later("what facilities offer and need, and who gives what to whom"),
              cmd::exchange},
    cli::Noun{"mail", tr_later("the letters that go out"), cmd::mail},
    cli::Noun{"report", tr_later("how the programme goes, for those who may not see a facility"),
              cmd::report},
    cli::Noun{"audit", tr_later("who did what when"), cmd::audit},
};

}  // namespace

int main(int argc, char** argv) {
  return cli::run({"mk", tr_later("Runs the city's programme for day-support facilities."), menu,
                   nullptr, "mk facility list --district Wola"},
                  argc, argv);
}
