#include "lib/exchange/heaps.hpp"
#include "lib/exchange/rounds.hpp"
#include "lib/exchange/shortage.hpp"
#include "lib/exchange/tallies.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace mk;
using namespace mk::exchange;

namespace {

Instant at(const char* moment) { return *parse_instant(moment); }

/// A party that gives the post `gives` and gets `gets`; 0 is none, facility 0 the city.
Share share(std::int64_t facility, std::int64_t gives, std::int64_t gets,
            const char* category = "meble") {
  Share share;
  if (facility > 0) share.facility = FacilityId{facility};
  if (gives > 0) share.gives = PostId{gives};
  if (gets > 0) share.gets = PostId{gets};
  share.category = gives > 0 ? category : "";
  return share;
}

/// Agreed on 5 March and carried out on 9 March.
Course course(std::vector<Share> shares) {
  Course course;
  course.state = MatchState::done;
  course.proposed_at = at("2026-03-02T08:00:00Z");
  course.agreed_at = at("2026-03-05T08:00:00Z");
  course.ended_at = at("2026-03-09T08:00:00Z");
  course.shares = std::move(shares);
  return course;
}

Round whole(const Course& course) { return *round_before(at("2027-01-01"), course); }

const Parents tree{{"wyposazenie", ""}, {"meble", "wyposazenie"},
                   {"stoly", "meble"},  {"ksiazki", "wyposazenie"},
                   {"ludzie", ""},      {"wolontariusze", "ludzie"}};

/// A thing of `category` that the facilities from `first` to `last` have a part in.
Heap heap(const char* category, std::int64_t first, std::int64_t last, std::int64_t count = 1) {
  Heap heap{{category}, {count, {}}, 10 * count};
  for (auto i = first; i <= last; ++i) heap.part.members.insert(i);
  return heap;
}

std::string told(const Heaps& heaps) {
  std::string all;
  for (const auto& it : heaps.heaps)
    all += it.about.front() + (it.rest ? " rest " : " ") +
           (it.count ? std::to_string(*it.count) : "-") + ", ";
  return all + (heaps.total ? std::to_string(*heaps.total) : "-");
}

Supply supply(std::int64_t facility, Type type, const char* category,
              std::vector<std::string> in_return = {}) {
  Supply post;
  if (facility > 0) post.party.facility = FacilityId{facility};
  post.type = type;
  post.category = category;
  post.in_return = std::move(in_return);
  return post;
}

std::string said(const std::vector<Line>& lines) {
  std::string all;
  for (const auto& it : lines)
    all +=
        (all.empty() ? "" : " ") + (it.counts.front() ? std::to_string(*it.counts.front()) : "-");
  return all;
}

}  // namespace

TEST_CASE("a match is told as it stood just before a moment") {
  const auto swap = course({share(1, 11, 12), share(2, 12, 11)});
  CHECK_FALSE(round_before(swap.proposed_at, swap));
  const auto second = std::chrono::seconds{1};
  CHECK(round_before(swap.proposed_at + second, swap)->outcome == Outcome::proposed);
  CHECK(round_before(*swap.agreed_at, swap)->outcome == Outcome::proposed);
  CHECK(round_before(*swap.agreed_at + second, swap)->outcome == Outcome::agreed);
  CHECK(round_before(*swap.ended_at, swap)->outcome == Outcome::agreed);
  CHECK(round_before(*swap.ended_at + second, swap)->outcome == Outcome::done);
}

TEST_CASE("a match that ended without being agreed tells why") {
  auto gift = course({share(1, 11, 0), share(2, 0, 11)});
  gift.state = MatchState::dissolved;
  gift.agreed_at.reset();
  for (const auto& [reason, outcome] :
       {std::pair{"declined", Outcome::declined}, std::pair{"no_answer", Outcome::no_answer},
        std::pair{"withdrawn", Outcome::withdrawn}, std::pair{"deszcz", Outcome::otherwise}}) {
    gift.reason = reason;
    CHECK(whole(gift).outcome == outcome);
    CHECK_FALSE(whole(gift).was_agreed());
  }
  gift.state = MatchState::failed;
  CHECK(whole(gift).was_agreed());
}

TEST_CASE("gifts, swaps, rings and chains are told apart by who gives and who gets") {
  CHECK(whole(course({share(1, 11, 0), share(2, 0, 11)})).form == Form::gift);
  CHECK(whole(course({share(1, 11, 12), share(2, 12, 11)})).form == Form::pair);
  CHECK(whole(course({share(1, 11, 13), share(2, 12, 11), share(3, 13, 12)})).form == Form::three);
  CHECK(whole(course({share(1, 11, 14), share(2, 12, 11), share(3, 13, 12), share(4, 14, 13)}))
            .form == Form::four);
  CHECK(whole(course({share(0, 11, 0), share(2, 12, 11), share(3, 0, 12)})).form == Form::chain);
  auto asked = course({share(1, 11, 0), share(2, 0, 11)});
  asked.in_words = true;
  CHECK(whole(asked).form == Form::pair);
  CHECK(whole(asked).givers == std::set<std::int64_t>{1, 2});
}

TEST_CASE("things are told in the order in which they go round, whatever that of the rows") {
  const auto chain =
      whole(course({share(3, 0, 12), share(2, 12, 11, "ksiazki"), share(0, 11, 0, "meble")}));
  REQUIRE(chain.given.size() == 2);
  CHECK(chain.given[0].category == "meble");
  CHECK(chain.given[0].members == std::set<std::int64_t>{2});  // The city is no facility.
  CHECK(chain.given[1].category == "ksiazki");
  CHECK(chain.given[1].members == std::set<std::int64_t>{2, 3});
  CHECK(chain.givers == std::set<std::int64_t>{2});
  CHECK(chain.receivers == std::set<std::int64_t>{2, 3});
  CHECK(turned({"meble", "ludzie", "ksiazki"}) == About{"ksiazki", "meble", "ludzie"});
  CHECK(turned({}).empty());
}

TEST_CASE("what few have goes under the uppermost category, and is hidden when still few") {
  CHECK(told(heaped({heap("meble", 1, 5), heap("stoly", 1, 3), heap("ksiazki", 4, 6)}, tree)) ==
        "meble 1, wyposazenie rest 2, 3");
  CHECK(told(heaped({heap("stoly", 1, 3), heap("wolontariusze", 1, 9)}, tree)) ==
        "wolontariusze -, wyposazenie rest -, 2");
  CHECK(told(heaped({heap("stoly", 1, 4)}, tree)) == "wyposazenie rest -, -");
  // The city's own alone tells of nobody.
  CHECK(told(heaped({heap("stoly", 1, 0, 3)}, tree)) == "stoly 3, 3");
  CHECK(told(heaped({}, tree)) == "0");
}

TEST_CASE("a total that would give something away is hidden with the part that fewest have") {
  auto heaps = heaped({heap("meble", 1, 5), heap("ksiazki", 1, 9)}, tree);
  heaps.hide_total();
  CHECK(told(heaps) == "ksiazki 1, meble -, -");
  heaps.hide_total();
  CHECK(told(heaps) == "ksiazki 1, meble -, -");
}

TEST_CASE("of random things no number tells of 1 to 4, by itself or by subtraction") {
  std::mt19937 random{2026};
  const std::vector<const char*> categories{"meble", "stoly", "ksiazki", "wyposazenie", "ludzie"};
  const auto few = [](std::size_t members) { return 0 < members && members < 5; };
  for (int round = 0; round < 2000; ++round) {
    std::vector<Heap> single;
    for (auto left = random() % 12; left > 0; --left) {
      const auto first = static_cast<std::int64_t>(random() % 12);
      single.push_back(heap(categories[random() % categories.size()], first,
                            first + static_cast<std::int64_t>(random() % 3)));
    }
    const auto heaps = heaped(single, tree);
    std::set<std::int64_t> behind;
    for (const auto& it : heaps.heaps) {
      CHECK((!it.count || !few(it.part.members.size())));
      if (!it.count) behind.insert(it.part.members.begin(), it.part.members.end());
    }
    CHECK((!heaps.total || !few(behind.size())));
    CHECK((!heaps.total || *heaps.total == static_cast<std::int64_t>(single.size())));
  }
}

TEST_CASE("where a size is hidden, how many matches were carried out is not told either") {
  std::vector<Round> rounds;
  for (std::int64_t i = 1; i < 20; i += 2)
    rounds.push_back(whole(course({share(i, 11, 12), share(i + 1, 12, 11)})));
  const auto swaps = agreed_by_form(rounds);
  CHECK(said(swaps) == "0 10 0 0 0");
  CHECK(said(ends_of_agreed(rounds, swaps)) == "10 0 0");
  rounds.push_back(whole(course({share(1, 11, 13), share(2, 12, 11), share(3, 13, 12)})));
  const auto both = agreed_by_form(rounds);
  CHECK(said(both) == "0 - - 0 0");
  CHECK(said(ends_of_agreed(rounds, both)) == "- 0 0");
  CHECK(said(facilities_by_part(rounds)) == "0 0 20 20");
}

TEST_CASE("facilities are counted once by what they did in matches that were carried out") {
  std::vector<Round> rounds;
  for (std::int64_t i = 1; i <= 5; ++i)
    rounds.push_back(whole(course({share(i, 11, 0), share(i + 10, 0, 11)})));
  rounds.push_back(whole(course({share(0, 11, 0), share(11, 0, 11)})));
  auto agreed = course({share(11, 11, 0), share(1, 0, 11)});
  agreed.ended_at.reset();
  rounds.push_back(whole(agreed));
  CHECK(said(facilities_by_part(rounds)) == "5 5 0 10");
}

TEST_CASE("a need is met by an offer of another in its category or below") {
  const auto need = supply(1, Type::need, "meble");
  const auto unmet = [&](const Supply& offer) {
    return unmet_needs({need, offer}, tree).size() == 1;
  };
  CHECK_FALSE(unmet(supply(2, Type::offer, "meble")));
  CHECK_FALSE(unmet(supply(0, Type::offer, "stoly")));
  CHECK(unmet(supply(2, Type::offer, "wyposazenie")));
  CHECK(unmet(supply(2, Type::offer, "ksiazki")));
  CHECK(unmet(supply(1, Type::offer, "meble")));
}

TEST_CASE("an offer is wanted when another needs it or asks it in return") {
  const auto offer = supply(1, Type::offer, "meble");
  const auto unwanted = [&](const Supply& other) {
    for (const auto& it : unwanted_offers({offer, other}, tree))
      if (it.about.front() == "meble") return true;
    return false;
  };
  CHECK_FALSE(unwanted(supply(2, Type::need, "wyposazenie")));
  CHECK_FALSE(unwanted(supply(2, Type::offer, "ludzie", {"meble"})));
  CHECK(unwanted(supply(2, Type::offer, "ludzie", {"stoly"})));
  CHECK(unwanted(supply(1, Type::need, "meble")));
  CHECK(unwanted(supply(2, Type::need, "ksiazki")));
}
