#include "lib/base/text.hpp"
#include "lib/mail/actions.hpp"
#include "lib/rewards/draw_records.hpp"
#include "lib/rewards/waiting.hpp"
#include "tests/store/rewards_city.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace mk;
using namespace mk::rewards;

namespace {

const Term autumn{2026, false};

/// A city that draws two places of a trip among five members, whose budget pays for four.
struct Lottery : City {
  std::vector<FacilityId> members{first, second, member("Iskra"), member("Klon"), member("Most")};

  explicit Lottery(std::int64_t pool = 2) {
    settings.language = "en";
    auto trip = group_supervision();
    trip.name = "Wyjazd";
    trip.pool = pool;
    trip.limit = 1;
    trip.opens_on = day("2026-09-01");
    trip.closes_on = day("2026-10-31");
    trip.allocation = Allocation::draw;
    reward = add(on("2026-09-01"), trip).reward.id;
  }

  ReservationId wish(FacilityId who, const std::string& when = "2026-09-20") {
    return rewards::wish(on(when), reward, who).reservation.id;
  }
  void all_wish() {
    for (const auto who : members) wish(who);
  }
  Drawing draw(const std::string& when = "2026-11-02") { return rewards::draw(on(when), reward); }

  records::Draw row() { return *records::draw(db, reward, autumn); }
  std::vector<Reservation> drawn() { return records::drawn(db, reward, autumn); }
  void work(const char* sql) {
    store::together(db, {Instant{}, {"ola", ""}, "test", ""},
                    [&](store::Database& some) { store::change(some, sql); });
  }
  /// The text of a letter as one line.
  std::string letter(const std::string& event, FacilityId who) {
    const auto body = store::one(
        db, [](const store::Row& row) { return row.text("body"); },
        "select body from mail where event = ? and facility = ?", event, who);
    return text::tidy(body.value_or(""));
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a reward that is drawn is bound to a seed before anybody wishes, and tells no seed") {
  Lottery city;
  const auto draw = city.row();
  CHECK(commitment_of(draw.seed) == draw.commitment);
  CHECK(offer(city.on("2026-09-02"), city.reward).commitment == draw.commitment);
  CHECK(offer(city.on("2026-09-02"), {1}).commitment.empty());
  CHECK(store::count(city.db, "select count(*) as n from change where before = ?1 or after = ?1",
                     draw.seed) == 0);
  CHECK(store::count(city.db, "select count(*) as n from change where thing = 'draw' and after = ?",
                     draw.commitment) == 1);
}

TEST_CASE("a reward that becomes one to be drawn is bound then, and its seed stays") {
  Lottery city;
  const auto seed = city.row().seed;
  edit(city.on("2026-09-02"), city.reward, {.pool = 3});
  CHECK(city.row().seed == seed);
  edit(city.on("2026-09-02"), {1}, {.allocation = Allocation::draw});
  REQUIRE(records::draw(city.db, {1}, {2027, false}));
  CHECK(records::draw(city.db, {1}, {2027, false})->seed != seed);
}

TEST_CASE("an import binds what it says is drawn") {
  Lottery city;
  csv::Table table;
  const std::string rows =
      "name;type;status;unit;pool;limit;unit_cost;budget;from;to;allocation\n"
      "Obóz;trip;standard;place;2;1;500;superwizje;2026-09-01;2026-10-31;draw\n";
  REQUIRE(import(city.on("2026-09-02"), csv::read_table(rows)).added == 1);
  CHECK(records::draw(city.db, {3}, autumn));
}

TEST_CASE("a wish has a ticket of its own, holds no place and no money, and is told") {
  Lottery city;
  const auto made = records::reservation(city.db, city.wish(city.first));
  CHECK(made.state == State::waiting);
  CHECK(is_ticket(made.ticket));
  CHECK(made.season == autumn);
  CHECK(city.taken() == 0);
  CHECK(city.funds().committed == Money{});
  const auto text = city.letter("wish-made", city.first);
  CHECK(has(text, made.ticket));
  CHECK(has(text, city.row().commitment));
  CHECK_FALSE(has(text, city.row().seed));
  city.wish(city.second);
  CHECK_FALSE(has(city.letter("wish-made", city.second), made.ticket));
  CHECK(breaches(city.db).empty());
}

TEST_CASE("a facility wishes once, and again when it took its wish back") {
  Lottery city;
  const auto id = city.wish(city.first);
  CHECK(refusal([&] { city.wish(city.first); }) == "F-1 has wished for R-2 already (V-1)");
  CHECK(refusal([&] { city.reserve(city.first); }) == "F-1 waits for R-2 already (V-1)");
  CHECK(refusal([&] { city.reserve(city.second, 1, "2026-09-20"); }) ==
        "R-2 is given by a draw; note the wish instead: mk rewards wish R-2 F-2");
  cancel(city.on("2026-09-21"), id, "no need", Side::facility);
  CHECK(city.letters("wish-cancelled") == 1);
  CHECK(city.letters("reservation-cancelled") == 0);
  city.wish(city.first);
  CHECK(waiting(city.on("2026-09-21"), city.reward).size() == 1);
}

TEST_CASE("before the draw those who wished are listed in the order of asking, and in no line") {
  Lottery city;
  city.all_wish();
  const auto all = waiting(city.on("2026-09-21"), city.reward);
  REQUIRE(all.size() == 5);
  for (std::size_t at = 0; at < all.size(); ++at) CHECK(all[at].facility == city.members[at]);
  CHECK(serve(city.on("2026-09-21")) == 0);
  CHECK(end_lines(city.on("2027-03-01")) == 0);
}

TEST_CASE("the draw gives the places to those drawn first and puts the others in the line") {
  Lottery city;
  city.all_wish();
  const auto done = city.draw();
  CHECK(done.result.places == 2);
  CHECK(done.result.commitment == city.row().commitment);
  CHECK(commitment_of(done.result.seed) == done.result.commitment);
  CHECK_FALSE(why_not_true(done.result, checksum(done.result)));
  const auto drawn = city.drawn();
  REQUIRE(drawn.size() == 5);
  for (std::size_t at = 0; at < drawn.size(); ++at) {
    CHECK(drawn[at].ticket == done.result.tickets[at]);
    CHECK(drawn[at].state == (at < 2 ? State::reserved : State::waiting));
    CHECK(drawn[at].cost == (at < 2 ? Money{50'000} : Money{}));
  }
  CHECK(drawn[0].expires_on == day("2026-12-02"));
  CHECK(city.taken() == 2);
  CHECK(city.funds().committed == Money{100'000});
  CHECK(city.letters("reservation-made") == 2);
  CHECK(city.letters("reservation-notice") == 2);
  CHECK(city.letters("draw-lost") == 3);
  CHECK(breaches(city.db).empty());
}

TEST_CASE("each is told its own ticket, its place in the line, and no other's") {
  Lottery city;
  city.all_wish();
  city.draw();
  const auto drawn = city.drawn();
  CHECK(has(city.letter("reservation-made", drawn[1].facility), drawn[1].ticket));
  const auto lost = city.letter("draw-lost", drawn[3].facility);
  CHECK(has(lost, "on place 2;"));
  CHECK(has(lost, city.row().seed));
  for (const auto& it : drawn) CHECK(has(lost, it.ticket) == (it.id == drawn[3].id));
}

TEST_CASE("a draw is made once, whoever asks again, and tells the same") {
  Lottery city;
  city.all_wish();
  const auto done = city.draw();
  const auto entries = store::count(city.db, "select count(*) as n from entry");
  const auto again = city.draw("2026-12-24");
  CHECK(again.before);
  CHECK(again.result == done.result);
  CHECK(store::count(city.db, "select count(*) as n from entry") == entries);
  cancel(city.on("2026-12-24"), city.drawn()[0].id, "ill");
  CHECK(city.draw("2026-12-24").result == done.result);
  CHECK(breaches(city.db).empty());
}

TEST_CASE("a draw is told again by its season when the reward has gone on to the next") {
  Lottery city;
  city.all_wish();
  const auto done = city.draw();
  edit(city.on("2027-03-02"), city.reward,
       {.opens_on = day("2027-03-01"), .closes_on = day("2027-03-31")});
  CHECK(rewards::draw(city.on("2027-03-02"), city.reward, autumn).result == done.result);
  CHECK(refusal([&] {
          rewards::draw(city.on("2027-03-02"), city.reward, Term{2025, true});
        }) == "R-2 was not drawn for the season 2025-03");
  CHECK(records::draw(city.db, city.reward, {2027, true})->seed != done.result.seed);
  CHECK(breaches(city.db).empty());
}

TEST_CASE("nothing is drawn while wishes may come, nor when none came") {
  Lottery city;
  CHECK(refusal([&] { city.draw(); }).starts_with("nobody has wished for R-2"));
  city.all_wish();
  CHECK(
      refusal([&] { city.draw("2026-10-31T22:59:59Z"); }).starts_with("wishes for R-2 are taken"));
  CHECK_NOTHROW(city.draw("2026-10-31T23:00:00Z"));  // Midnight in Warsaw.
  edit(city.on("2026-11-01"), city.reward, {.closes_on = day("2026-11-30")});
  CHECK(refusal([&] { city.wish(city.member("Nowa"), "2026-11-02"); }) ==
        "the draw of R-2 for the season 2026-09 is made; wishes came too late");
}

TEST_CASE("who may not have it any more is left out with the reason, and told") {
  Lottery city;
  city.all_wish();
  city.work("update facility set state = 'suspended' where id = 1");
  city.work("update status set until = '2026-10-15' where facility = 2");
  const auto done = city.draw();
  CHECK(done.result.tickets.size() == 3);
  CHECK(done.warnings.size() == 2);
  const auto out = records::reservation(city.db, {1});
  CHECK(out.state == State::cancelled);
  CHECK(out.end_reason == "the facility is suspended");
  CHECK(out.cancelled_by == Side::city);
  CHECK_FALSE(out.drawn);
  CHECK(has(city.letter("wish-cancelled", city.second),
            "the reward opens at the status standard, and the facility has the status growing"));
  CHECK(breaches(city.db).empty());
}

TEST_CASE("a draw from which all are left out is made all the same") {
  Lottery city;
  city.wish(city.first);
  city.work("update facility set state = 'suspended' where id = 1");
  CHECK(city.draw().result.tickets.empty());
  CHECK(city.draw().before);
  CHECK(breaches(city.db).empty());
}

TEST_CASE("a budget that pays for fewer places gives fewer, and says so") {
  Lottery city{5};
  city.all_wish();
  edit_line(city.on("2026-11-01"), "superwizje", 2026, Money{149'999}, std::nullopt);
  const auto done = city.draw();
  CHECK(done.result.places == 2);
  CHECK(done.short_of_money == "superwizje/2026");
  CHECK(city.funds().committed == Money{100'000});
  CHECK(breaches(city.db).empty());
  // More money serves the line in the drawn order.
  edit_line(city.on("2026-11-03"), "superwizje", 2026, Money{150'000}, std::nullopt);
  CHECK(city.drawn()[2].state == State::offered);
  CHECK(city.drawn()[3].state == State::waiting);
}

TEST_CASE("without a budget line nothing is drawn") {
  Lottery city;
  city.all_wish();
  CHECK(refusal([&] { city.draw("2027-01-05"); }) ==
        "there is no budget line “superwizje” for 2027; add it first: mk rewards budget add");
  CHECK_FALSE(city.row().drawn_at);
}

TEST_CASE("a place that is given back goes to the next in the drawn order") {
  Lottery city;
  city.all_wish();
  city.draw();
  cancel(city.on("2026-11-05"), city.drawn()[0].id, "ill");
  CHECK(city.drawn()[2].state == State::offered);
  CHECK(city.drawn()[3].state == State::waiting);
  accept(city.on("2026-11-06"), city.drawn()[2].id);
  CHECK(city.taken() == 2);
  CHECK(end_lines(city.on("2027-03-01")) == 2);
  CHECK(breaches(city.db).empty());
}

TEST_CASE("a draw made after its season leaves nobody waiting") {
  Lottery city;
  city.all_wish();
  add_line(city.on("2027-01-02"), {0, "superwizje", 2027, "", {200'000}});
  city.draw("2027-03-02");
  CHECK(city.drawn()[1].state == State::reserved);
  CHECK(city.drawn()[2].state == State::expired);
  CHECK_FALSE(has(city.letter("draw-lost", city.drawn()[2].facility), "waiting list"));
  CHECK(breaches(city.db).empty());
}

TEST_CASE("a rehearsal draws with another seed and keeps nothing") {
  Lottery city;
  city.all_wish();
  const auto real = city.row();
  auto rehearsal = store::open(city.scratch.file("mk.db"), store::Mode::rehearse);
  const Context context{rehearsal, *parse_instant("2026-11-02"), {"ola", ""}, city.settings};
  const auto done = rewards::draw(context, city.reward);
  CHECK(done.result.tickets.size() == 5);
  CHECK(done.result.seed != real.seed);
  CHECK(done.result.commitment != real.commitment);
  CHECK_FALSE(city.row().drawn_at);
  CHECK(city.drawn().empty());
}

TEST_CASE("a draw whose letter cannot be queued is not made") {
  Lottery city;
  city.all_wish();
  city.work("update account set email = 'no address@nowhere' where facility = 4");
  CHECK_FALSE(refusal([&] { city.draw(); }).empty());
  CHECK_FALSE(city.row().drawn_at);
  CHECK(city.drawn().empty());
  CHECK(city.taken() == 0);
  CHECK(city.letters("draw-lost") == 0);
}

TEST_CASE("while wishes stand the way of giving stays, and so does the season of the draw") {
  Lottery city;
  city.all_wish();
  CHECK(refusal(
            [&] { edit(city.on("2026-09-21"), city.reward, {.allocation = Allocation::order}); }) ==
        "R-2 was wished for or reserved, so the way in which it is given stays (V-1, V-2, "
        "V-3, V-4, V-5)");
  CHECK(refusal([&] {
          edit(city.on("2026-09-21"), city.reward, {.closes_on = day("2027-03-15")});
        }).starts_with("R-2 was wished for, so its draw cannot move to the season 2027-03"));
  edit(city.on("2026-09-21"), city.reward, {.closes_on = day("2026-11-15")});
}

TEST_CASE("withdrawing takes a wish back, and archiving ends them all") {
  Lottery city;
  city.all_wish();
  CHECK(cancel_all(city.on("2026-09-22"), city.first, "withdrawn") == 1);
  rewards::remove(city.on("2026-09-22"), city.reward);
  CHECK(waiting(city.on("2026-09-22"), city.reward).empty());
  CHECK(refusal([&] { city.draw(); }) == "R-2 is archived, so nothing is drawn");
  CHECK(breaches(city.db).empty());
}

TEST_CASE("a facility that has wished sees that instead of the way to wish") {
  Lottery city;
  city.wish(city.first);
  const auto seen = [&](FacilityId who) {
    for (const auto& it : offers(city.on("2026-09-21"), who))
      if (it.reward.id == city.reward) return in_english(it.way.value_or(Message{}));
    return std::string{};
  };
  CHECK(seen(city.first) == "the wish is noted (V-1); the draw is after 2026-10-31");
  CHECK(seen(city.second) == "wishes until 2026-10-31: mk rewards wish R-2 F-2");
}

TEST_CASE("the check draws again and finds what was tampered with") {
  const auto found = [](const char* sql) {
    Lottery city;
    city.all_wish();
    city.draw();
    city.work(sql);
    std::set<std::string> all;
    for (const auto& it : breaches(city.db)) all.insert(in_english(it));
    return all;
  };
  CHECK(found("update draw set seed = replace(seed, substr(seed, 1, 1), 'g') where drawn_at > ''")
            .contains("the seed of the draw of R-2 for 2026-09 is not the one that was bound"));
  CHECK(found("update reservation set ticket = '0000-0000' where drawn = 3")
            .contains("the draw of R-2 for 2026-09 is not in the order of its rule"));
  CHECK_FALSE(found("update reservation set drawn = 9 where drawn = 5").empty());
  CHECK_FALSE(found("update draw set places = 3 where drawn_at > ''").empty());
  CHECK(found("update draw set places = 7 where drawn_at > ''")
            .contains("the draw of R-2 for 2026-09 gave 7 places to 5 tickets"));
  CHECK_FALSE(found("update reservation set drawn = null where drawn = 5").empty());
}
