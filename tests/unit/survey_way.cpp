#include "lib/survey/card_file.hpp"
#include "lib/survey/way.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::survey;

namespace {

Card published() { return read_card(MK_SOURCE_DIR "/examples/card-2026.toml"); }

/// Who meets the first so many categories of each level.
Answers first(int standard, int premium, int vip) {
  Answers answers;
  const auto card = published();
  for (const auto& category : card.categories)
    for (const auto& criterion : category.criteria) {
      const int most = criterion.level == Level::standard  ? standard
                       : criterion.level == Level::premium ? premium
                                                           : vip;
      answers.criteria[criterion.code()] = {category.number <= most, {}};
    }
  return answers;
}

std::vector<std::string> codes(const Demand& demand) {
  std::vector<std::string> codes;
  for (const auto& step : demand.steps) codes.push_back(step.criterion.code());
  return codes;
}

}  // namespace

TEST_CASE("on the way to standard each missing criterion must be met") {
  const auto way = way_up(published(), first(9, 0, 0), {}, Status::growing);
  REQUIRE(way.demands.size() == 1);
  CHECK(way.next == Level::standard);
  CHECK(way.demands[0].each());
  CHECK(codes(way.demands[0]) == std::vector<std::string>{"10S", "11S"});
}

TEST_CASE("on the way to premium any three of six will do") {
  const auto way = way_up(published(), first(11, 9, 0), {}, Status::standard);
  REQUIRE(way.demands.size() == 1);
  CHECK(way.demands[0].choose == 3);
  CHECK_FALSE(way.demands[0].each());
  CHECK(codes(way.demands[0]) ==
        std::vector<std::string>{"10P", "11P", "12P", "13P", "14P", "15P"});
}

TEST_CASE("what was met in an earlier term comes first, else the order is the card's") {
  const Past old{*Term::parse("2025-03"), {"13P", "15P", "1P"}};
  const Past newer{*Term::parse("2025-09"), {"15P"}};
  const auto way = way_up(published(), first(11, 9, 0), {old, newer}, Status::standard);
  CHECK(codes(way.demands[0]) ==
        std::vector<std::string>{"13P", "15P", "10P", "11P", "12P", "14P"});
  CHECK(way.demands[0].steps[0].met_in == Term::parse("2025-03"));
  CHECK(way.demands[0].steps[1].met_in == Term::parse("2025-09"));
  CHECK_FALSE(way.demands[0].steps[2].met_in);
}

TEST_CASE("one more, none more: the border of a demand") {
  CHECK(way_up(published(), first(11, 11, 0), {}, Status::standard).demands[0].choose == 1);
  CHECK(way_up(published(), first(11, 12, 0), {}, Status::standard).demands.empty());
  CHECK(way_up(published(), first(11, 12, 8), {}, Status::premium).demands[0].choose == 1);
  CHECK(way_up(published(), first(11, 12, 9), {}, Status::premium).demands.empty());
}

TEST_CASE("levels below the next one that are not reached are asked too") {
  const auto way = way_up(published(), first(10, 11, 15), {}, Status::standard);
  REQUIRE(way.demands.size() == 2);
  CHECK(codes(way.demands[0]) == std::vector<std::string>{"11S"});
  CHECK(way.demands[1].choose == 1);
}

TEST_CASE("above VIP there is nothing") {
  const auto way = way_up(published(), first(11, 15, 15), {}, Status::vip);
  CHECK_FALSE(way.next);
  CHECK(way.demands.empty());
}

TEST_CASE("without a card everything of the first level is asked") {
  const auto way = way_up(published(), {}, {}, Status::growing);
  CHECK(way.demands.at(0).steps.size() == 11);
}
