#include "lib/base/digest.hpp"
#include "lib/base/error.hpp"
#include "lib/base/secret.hpp"
#include "lib/print/read_json.hpp"
#include "lib/print/render.hpp"
#include "lib/rewards/draw_file.hpp"
#include "lib/rewards/draw_rules.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace mk;
using namespace mk::rewards;

namespace {

using Tickets = std::vector<std::string>;

// Drawn once by hand with sha256sum and sort, as mk-rewards(1) tells.
const std::string seed = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const Tickets in_order{"3FK9-PV7E", "H4SW-Q8TN", "0A1B-2C3D", "ZZZZ-0000", "7KQ2-M9XP"};

Day day(const char* text) { return *parse_day(text); }

Result by_hand() {
  return {{3},
          "Wyjazd do Łodzi",
          {2026, false},
          *parse_instant("2026-11-01T08:00:00Z"),
          "6c86c6aac5fb24bcf5d9939cb7d7d5645ce39418f449e03b262dd4fa14b4b92b",
          seed,
          2,
          in_order};
}

/// What a file with this text is refused with: 0 and empty when it is right.
struct Verdict {
  Exit exit = Exit::ok;
  std::string why;
};

Verdict verdict(const std::string& text) {
  try {
    const auto it = read_published(print::read_json(text));
    const auto why = why_not_true(it.result, it.checksum);
    return why ? Verdict{Exit::refused, in_english(*why)} : Verdict{};
  } catch (const Error& error) {
    return {error.exit(), in_english(error.message())};
  }
}

std::string file_of(const Result& result) { return print::as_json(published(result), false); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// The sum of the squares of what differs from `expected`, over `expected`.
template <class Counts>
double chi_square(const Counts& counts, double expected) {
  double sum = 0;
  for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

/// Ten thousand seeds, always the same ones.
constexpr int seeds = 10'000;
std::string seed_number(int number) { return sha256("seed " + std::to_string(number)); }

Tickets some_tickets(std::size_t count) {
  Tickets tickets;
  for (std::size_t i = 0; i < count; ++i) tickets.push_back("0000-00" + std::to_string(10 + i));
  return tickets;
}

Reward trip() {
  Reward it;
  it.id = {3};
  it.status = survey::Status::premium;
  it.pool = 5;
  it.limit = 1;
  it.unit_cost = {50'000};
  it.opens_on = day("2026-09-01");
  it.closes_on = day("2026-10-31");
  it.allocation = Allocation::draw;
  return it;
}

Applicant member(survey::Status status = survey::Status::premium) {
  return {{7}, facility::State::active, {status, true, {}, {}}};
}

Usage used(std::int64_t taken, std::int64_t own) { return {{2026, false}, 5, 1, taken, own}; }

std::optional<Funds> line(std::int64_t amount) {
  return Funds{{1, "wyjazdy", 2026, "", {amount}}, {}, {}};
}

std::string english(const std::optional<Message>& message) {
  return message ? in_english(*message) : "";
}

Reservation wished(std::int64_t id) {
  Reservation it;
  it.id = {id};
  it.season = {2026, false};
  it.state = State::waiting;
  it.ticket = "7KQ2-M9XP";
  return it;
}

}  // namespace

TEST_CASE("a draw comes out as sha256sum and sort make it, whatever order the tickets come in") {
  CHECK(commitment_of(seed) == by_hand().commitment);
  auto tickets = in_order;
  std::ranges::sort(tickets);
  do CHECK(drawn_order(seed, tickets) == in_order);
  while (std::ranges::next_permutation(tickets).found);
  CHECK(checksum(by_hand()) == "a578099bb62bb2e89950df0939012d3bb118d3e15105d253288233159afc6318");
  CHECK(drawn_order(seed, {}).empty());
  CHECK(drawn_order(seed, {"7KQ2-M9XP"}) == Tickets{"7KQ2-M9XP"});
}

TEST_CASE("over 10,000 seeds every ticket comes in every place equally often") {
  constexpr std::size_t count = 10;
  const auto tickets = some_tickets(count);
  std::map<std::string, std::array<double, count>> places;
  for (int number = 0; number < seeds; ++number) {
    const auto drawn = drawn_order(seed_number(number), tickets);
    for (std::size_t place = 0; place < count; ++place) ++places[drawn[place]][place];
  }
  double sum = 0;
  for (const auto& [ticket, counts] : places) sum += chi_square(counts, 1.0 * seeds / count);
  // Rows and columns add up, so 81 of the 100 counts are free: chance exceeds 137 once in 10,000.
  CHECK(sum * (count - 1) / count < 137);
  std::vector<double> won;
  for (const auto& [ticket, counts] : places) won.push_back(counts[0] + counts[1] + counts[2]);
  // Three of ten get a place, and a ticket that was drawn is not put back; nine are free.
  CHECK(chi_square(won, 3.0 * seeds / count) * (count - 1) / (count - 3) < 34);
}

TEST_CASE("over 10,000 seeds every order of four tickets comes equally often") {
  std::map<Tickets, double> orders;
  for (int number = 0; number < seeds; ++number)
    ++orders[drawn_order(seed_number(number), some_tickets(4))];
  REQUIRE(orders.size() == 24);
  std::vector<double> counts;
  for (const auto& [order, count] : orders) counts.push_back(count);
  CHECK(chi_square(counts, seeds / 24.0) < 56);  // 23 are free: once in 10,000.
}

TEST_CASE("one ticket more or less makes another draw of the rest") {
  int same = 0;
  for (int number = 0; number < 100; ++number) {
    auto drawn = drawn_order(seed_number(number), some_tickets(6));
    std::erase(drawn, "0000-0015");
    same += drawn == drawn_order(seed_number(number), some_tickets(5)) ? 1 : 0;
  }
  CHECK(same < 6);  // One order of 120.
}

TEST_CASE("a published draw comes back as it was, and is right") {
  const auto text = file_of(by_hand());
  CHECK(read_published(print::read_json(text)).result == by_hand());
  CHECK(verdict(text).exit == Exit::ok);
  auto nobody = by_hand();
  nobody.tickets.clear();
  nobody.places = 0;
  CHECK(verdict(file_of(nobody)).exit == Exit::ok);
}

TEST_CASE("every changed byte of a published draw is found") {
  const auto text = file_of(by_hand());
  for (std::size_t at = 0; at < text.size(); ++at)
    for (const char other : {static_cast<char>(text[at] ^ 1), static_cast<char>(text[at] ^ 32),
                             static_cast<char>(text[at] ^ 128), '0', '"', 'a', '\0'}) {
      if (other == text[at]) continue;
      auto changed = text;
      changed[at] = other;
      CAPTURE(changed);
      CHECK(verdict(changed).exit != Exit::ok);
    }
}

TEST_CASE("a published draw that was tampered with says where") {
  const auto text = file_of(by_hand());
  const auto says = [&](const std::string& from, const std::string& to) {
    const auto found = verdict(replaced(text, from, to));
    CHECK(found.exit == Exit::refused);
    return found.why;
  };
  CHECK(says("\"seed\": \"00", "\"seed\": \"01").starts_with("the seed is not the one"));
  CHECK(says("H4SW-Q8TN", "H4SW-Q8TM").starts_with("the tickets are not in the order"));
  CHECK(says("\"places\": 2", "\"places\": 6") == "6 places were given to 5 tickets");
  CHECK(says("\"places\": 2", "\"places\": 3").starts_with("the file was changed"));
  CHECK(says("Wyjazd", "Wyjazdy").starts_with("the file was changed"));
  CHECK(says("2026-09", "2027-03").starts_with("the file was changed"));
}

TEST_CASE("tickets in another order than drawn are found at the first of them") {
  auto swapped = by_hand();
  std::swap(swapped.tickets[1], swapped.tickets[3]);
  CHECK(verdict(file_of(swapped)).why ==
        "the tickets are not in the order of the rule mk-draw-1: number 2 should be H4SW-Q8TN, not "
        "ZZZZ-0000");
}

TEST_CASE("what is no published draw is refused as a whole, whatever it is") {
  const auto text = file_of(by_hand());
  for (const auto& [from, to] : std::map<std::string, std::string>{
           {"\"R-3\"", "\"r3\""},
           {"\"R-3\"", "3"},
           {"\"R-3\"", "\"F-3\""},
           {"\"drawn\"", "\"waiting\""},
           {"Wyjazd", ""},
           {"Wyjazd", "\\u202e"},
           {"Wyjazd", "\\u0007"},
           {"Wyjazd", std::string(201, 'x')},
           {"\"2026-09\"", "\"2026-10\""},
           {"mk-draw-1", "mk-draw-2"},
           {"2026-11-01T", "2026-13-01T"},
           {"\"000102", "\"000102ff"},
           {"\"000102", "\"00010G"},
           {"\"places\": 2", "\"places\": -1"},
           {"\"places\": 2", "\"places\": 2.0"},
           {"\"places\": 2", "\"places\": \"2\""},
           {"\"places\": 2", "\"places\": 99999999999999999999"},
           {"\"places\": 2", "\"places\": 2, \"places\": 2"},
           {"\"places\": 2", "\"places\": 2, \"winner\": \"F-1\""},
           {"\"places\": 2", "\"places\": null"},
           {"\"H4SW-Q8TN\"", "\"3FK9-PV7E\""},
           {"\"H4SW-Q8TN\"", "\"H4SW-Q8TU\""},
           {"\"H4SW-Q8TN\"", "\"H4SWQ8TN\""},
           {"\"H4SW-Q8TN\"", "[\"H4SW-Q8TN\"]"},
           {"\"checksum\"", "\"sum\""},
       }) {
    CAPTURE(to);
    CHECK(verdict(replaced(text, from, to)).exit == Exit::data);
  }
  for (const std::string& whole :
       {std::string{}, std::string{"{}"}, std::string{"[]"}, std::string{"null"}, text + "x",
        text + '\0' + "x", "[" + text + "]", text.substr(0, text.size() / 2),
        std::string(100'000, '['), "\xff" + text,
        std::string{"{\"id\": \"R-3\", \"id\": \"R-3\"}"}}) {
    CAPTURE(whole.substr(0, 40));
    CHECK(verdict(whole).exit == Exit::data);
  }
}

TEST_CASE("a JSON document is read to a depth and a length, and no further") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK_NOTHROW(print::read_json(nested(print::deepest_json)));
  CHECK_THROWS_AS(print::read_json(nested(print::deepest_json + 1)), Error);
  std::string many = "[0";
  for (std::size_t i = 1; i + 1 < print::most_json_values; ++i) many += ",0";
  CHECK_NOTHROW(print::read_json(many + "]"));
  CHECK_THROWS_AS(print::read_json(many + ",0]"), Error);
}

TEST_CASE("what is no JSON is told with its line") {
  try {
    print::read_json("{\n\"a\": 1,\n\"b\" 2}");
    CHECK(false);
  } catch (const Error& error) {
    CHECK(error.line() == 3);
    CHECK(error.reason() == "json");
  }
}

TEST_CASE("a ticket is two groups that nobody misreads, and never the same") {
  std::set<std::string> made;
  for (int i = 0; i < 1000; ++i) made.insert(secret::ticket());
  CHECK(made.size() == 1000);
  CHECK(std::ranges::all_of(made, is_ticket));
  CHECK_FALSE(is_ticket("7KQ2-M9X"));
  CHECK_FALSE(is_ticket("7KQ2M9XPP"));
  CHECK_FALSE(is_ticket("7kq2-m9xp"));
  CHECK(ticket_typed(" 7kq2 m9xp ") == "7KQ2-M9XP");
  CHECK(ticket_typed("7KQ2M9XP") == "7KQ2-M9XP");
  CHECK(ticket_typed("OKQ2-M9XI") == "0KQ2-M9X1");
  CHECK_FALSE(ticket_typed("7KQ2"));
  CHECK_FALSE(ticket_typed("7KQ2-M9XPA"));
}

TEST_CASE("a seed is 256 bits of hexadecimal digits") {
  const auto one = secret::seed();
  CHECK(one.size() == 64);
  CHECK(one.find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(one != secret::seed());
}

TEST_CASE("who may not reserve may not wish, but for the pool and the budget") {
  const auto today = day("2026-09-10");
  const auto why = [&](const Applicant& who, const Usage& usage, bool drawn, Day on) {
    return english(why_not_wish(trip(), who, usage, drawn, on));
  };
  CHECK(why(member(), used(0, 0), false, today).empty());
  CHECK(why(member(), used(5, 0), false, today).empty());
  CHECK(why(member(), used(0, 1), false, today).starts_with("the limit of R-3 is 1"));
  CHECK(why(member(survey::Status::standard), used(0, 0), false, today)
            .starts_with("R-3 opens at the status premium"));
  CHECK(why(member(), used(0, 0), false, day("2026-08-31"))
            .starts_with("wishes for R-3 are taken from"));
  CHECK(why(member(), used(0, 0), false, day("2026-10-31")).empty());
  CHECK(why(member(), used(0, 0), false, day("2026-11-01"))
            .starts_with("wishes for R-3 are taken from"));
  CHECK(why(member(), used(0, 0), true, today).starts_with("the draw of R-3"));
  auto order = trip();
  order.allocation = Allocation::order;
  CHECK(english(why_not_wish(order, member(), used(0, 0), false, today)) ==
        "R-3 is given in order of asking; reserve it instead: mk rewards reserve R-3 F-7");
}

TEST_CASE("a draw is made after the window, when somebody wished") {
  CHECK(english(why_not_draw(trip(), 1, day("2026-10-31")))
            .starts_with("wishes for R-3 are taken until 2026-10-31"));
  CHECK_FALSE(why_not_draw(trip(), 1, day("2026-11-01")));
  CHECK(english(why_not_draw(trip(), 0, day("2026-11-01"))).starts_with("nobody has wished"));
}

TEST_CASE("who fell below the status or was suspended is not drawn, and is told in plain words") {
  CHECK_FALSE(why_not_enter(trip(), member(), used(0, 0)));
  CHECK(english(why_not_enter(trip(), member(survey::Status::standard), used(0, 0))) ==
        "the reward opens at the status premium, and the facility has the status standard");
  auto suspended = member();
  suspended.state = facility::State::suspended;
  CHECK(english(why_not_enter(trip(), suspended, used(0, 0))) == "the facility is suspended");
  CHECK(english(why_not_enter(trip(), member(), used(0, 1))) ==
        "the facility has used up its limit");
}

TEST_CASE("pool, budget and tickets each bound the places") {
  const auto places = [](const Usage& usage, std::int64_t money, std::int64_t tickets) {
    const auto it = places_for(trip(), usage, line(money), tickets);
    return std::pair{it.count, it.short_of_money};
  };
  CHECK(places(used(0, 0), 1'000'000, 9) == std::pair{std::int64_t{5}, false});
  CHECK(places(used(4, 0), 1'000'000, 9) == std::pair{std::int64_t{1}, false});
  CHECK(places(used(0, 0), 1'000'000, 2) == std::pair{std::int64_t{2}, false});
  CHECK(places(used(0, 0), 149'999, 9) == std::pair{std::int64_t{2}, true});
  CHECK(places(used(0, 0), 149'999, 2) == std::pair{std::int64_t{2}, false});
  CHECK(places(used(0, 0), -5, 9) == std::pair{std::int64_t{0}, true});
  auto free = trip();
  free.unit_cost = {};
  CHECK(places_for(free, used(0, 0), std::nullopt, 9).count == 5);
}

TEST_CASE("wishes keep the way a reward is given and the season of its draw") {
  const auto today = day("2026-09-10");
  auto order = trip();
  order.allocation = Allocation::order;
  auto later = trip();
  later.closes_on = day("2026-12-31");
  auto spring = trip();
  spring.closes_on = day("2027-03-31");
  const std::vector wishes{wished(4), wished(6)};
  CHECK(english(why_not_reallot(trip(), order, wishes, today)).ends_with("(V-4, V-6)"));
  CHECK(english(why_not_reallot(trip(), spring, wishes, today)).ends_with("2027-03 (V-4, V-6)"));
  CHECK_FALSE(why_not_reallot(trip(), later, wishes, today));
  CHECK_FALSE(why_not_reallot(trip(), order, {}, today));
  auto drawn = wished(4);
  drawn.drawn = 1;
  drawn.state = State::delivered;
  CHECK_FALSE(why_not_reallot(trip(), spring, std::vector{drawn}, today));
  CHECK(why_not_reallot(trip(), order, std::vector{drawn}, today));
  drawn.state = State::cancelled;
  CHECK_FALSE(why_not_reallot(trip(), order, std::vector{drawn}, today));
}
