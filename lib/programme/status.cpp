#include "lib/programme/status.hpp"

#include "lib/mail/bounces.hpp"
#include "lib/programme/jobs.hpp"
#include "lib/programme/records.hpp"
#include "lib/survey/actions.hpp"

namespace mk::programme {

namespace {

/// As many ids of a row as a line of the screen holds.
constexpr std::size_t ids_shown = 5;

struct Work {
  const char* code;
  const char* title;  ///< English, marked.
  const char* look;   ///< The command that shows them.
};

template <class SomeId>
void add(print::List& rows, const Work& work, const std::vector<SomeId>& ids) {
  if (ids.empty()) return;
  print::List first;
  for (std::size_t i = 0; i < ids.size() && i < ids_shown; ++i) first.emplace_back(ids[i]);
  if (ids.size() > ids_shown) first.emplace_back("…");
  rows.emplace_back(print::Thing{{"what", tr("What"), print::Code{work.code, work.title}},
                                 {"count", tr("How many"), ids.size()},
                                 {"ids", tr("Which"), std::move(first)},
                                 {"command", tr("Look"), work.look}});
}

void add_facilities(print::List& rows, const Context& context) {
  auto& db = context.db;
  add(rows,
      {"applications", tr_later("applications to decide"), "mk facility list --state applied"},
      records::applied(db));
  add(rows,
      {"not_activated", tr_later("approved, not activated yet"),
       "mk facility list --state approved"},
      records::not_activated(db));
  add(rows, {"delisted", tr_later("missing from the register"), "mk facility list --delisted"},
      records::delisted(db));
  add(rows,
      {"unlisted", tr_later("added by hand, not in the register yet"), "mk facility show F-…"},
      records::by_hand(db));
  add(rows, {"differences", tr_later("differences with the register"), "mk facility show F-…"},
      records::differing(db));
}

void add_work(print::List& rows, const Context& context) {
  auto& db = context.db;
  add(rows, {"cards", tr_later("cards to accept or return"), "mk survey list --state submitted"},
      records::submitted(db));
  add(rows, {"reservations", tr_later("reservations without a day"), "mk rewards reservations"},
      records::reserved(db));
  add(rows,
      {"offered", tr_later("offered places, not taken yet"),
       "mk rewards reservations --state offered"},
      records::offered(db));
  add(rows,
      {"waiting", tr_later("in the line for a place"), "mk rewards reservations --state waiting"},
      records::in_line(db));
  add(rows,
      {"undelivered", tr_later("services past their day, delivered or missed?"),
       "mk rewards reservations"},
      records::undelivered(db, context.today()));
  add(rows, {"draws", tr_later("draws to be made"), "mk rewards draw R-…"},
      records::undrawn(db, context.today()));
  add(rows, {"matches_proposed", tr_later("matches waiting for answers"), "mk exchange matches"},
      records::matches(db, "proposed"));
  add(rows,
      {"matches_agreed", tr_later("matches agreed, not told done yet"), "mk exchange matches"},
      records::matches(db, "agreed"));
  add(rows, {"letters_failed", tr_later("letters that failed"), "mk mail list --state failed"},
      records::letters(db, "failed"));
  std::vector<std::string> addresses;
  for (auto& it : mail::held(db)) addresses.push_back(std::move(it.address));
  add(rows, {"addresses_held", tr_later("addresses on hold"), "mk mail held"}, addresses);
  add(rows, {"letters_held", tr_later("letters held back"), "mk mail list --state held"},
      records::letters(db, "held"));
  add(rows, {"letters_queued", tr_later("letters to be sent"), "mk mail list --state queued"},
      records::letters(db, "queued"));
}

print::Thing term_now(const Context& context) {
  const auto view = survey::term_view(context, survey::term_to_send(context, std::nullopt));
  const auto cards = records::cards(context.db, view.term);
  return {{"term", tr("Term"), view.term},
          {"state", tr("State"),
           view.open ? print::Code{"open", tr_later("open")}
                     : print::Code{"closed", tr_later("closed")}},
          {"from", tr("From"), view.window.first},
          {"until", tr("Until"), view.window.last},
          {"active", tr("Active facilities"), cards.active},
          {"sent", tr("Cards sent"), cards.sent},
          {"accepted", tr("Cards accepted"), cards.accepted}};
}

}  // namespace

print::Thing status(const Context& context) {
  print::List waiting;
  add_facilities(waiting, context);
  add_work(waiting, context);
  print::Thing out{{"term", tr("Term of self-evaluation"), term_now(context)}};
  out.push_back({"waiting", tr("Waiting for you"), waiting});
  if (waiting.empty()) out.push_back({"note", tr("Waiting for you"), msg("nothing")});
  out.push_back({"jobs", tr("Jobs"), jobs(context)});
  return out;
}

}  // namespace mk::programme
