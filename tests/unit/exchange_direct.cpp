#include "lib/exchange/direct.hpp"
#include "lib/exchange/direct_records.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace mk;
using namespace mk::exchange;

namespace {

enum Category : std::uint32_t { things, furniture, chairs, people };
const Tree tree{-1, things, furniture, -1};
constexpr std::uint32_t wola = 1;
constexpr std::uint32_t ochota = 2;

Lot lot(std::int64_t id, Type type, std::int64_t party, std::uint32_t category) {
  Lot it;
  it.id = {id};
  it.type = type;
  it.party = party;
  it.category = category;
  it.until = *parse_day("2026-10-01");
  it.posted_at = *parse_instant("2026-09-01");
  return it;
}
Lot offer(std::int64_t id, std::int64_t party, std::uint32_t category = furniture) {
  return lot(id, Type::offer, party, category);
}
Lot need(std::uint32_t category = furniture) { return lot(1, Type::need, 1, category); }

std::vector<std::int64_t> best(const Lot& own, const std::vector<Lot>& others, std::size_t most,
                               const Refusals& refusals = {}) {
  std::vector<const Lot*> lots;
  for (const auto& it : others) lots.push_back(&it);
  std::vector<std::int64_t> ids;
  for (const auto* const it : Counterparts{lots, tree, refusals}.best(own, most))
    ids.push_back(it->id.value);
  return ids;
}

bool fits(const Lot& own, const Lot& other) { return fit(tree, own, other).has_value(); }

}  // namespace

TEST_CASE("an offer fits a need of its category or of one above, from both sides") {
  CHECK(fits(need(), offer(2, 2)));
  CHECK(fits(need(things), offer(2, 2, chairs)));
  CHECK(fits(offer(2, 2, chairs), need(things)));
  CHECK_FALSE(fits(need(chairs), offer(2, 2)));
  CHECK_FALSE(fits(need(people), offer(2, 2)));
  CHECK_FALSE(fits(need(), offer(2, 1)));
  CHECK_FALSE(fits(need(), need()));
}

TEST_CASE("a district holds an offer and a need together unless one is for the whole city") {
  auto wanted = need();
  auto given = offer(2, 2);
  CHECK_FALSE(fit(tree, wanted, given)->same_district);
  wanted.district = wola;
  CHECK_FALSE(fit(tree, wanted, given)->same_district);
  given.district = wola;
  CHECK(fit(tree, wanted, given)->same_district);
  given.district = ochota;
  CHECK_FALSE(fits(wanted, given));
}

TEST_CASE("an offer has enough when it has all that is asked, in the same unit") {
  auto wanted = need();
  auto given = offer(2, 2);
  CHECK(supply(given, wanted) == Supply::enough);
  wanted.quantity = 6;
  CHECK(supply(given, wanted) == Supply::untold);
  given.quantity = 5;
  CHECK(supply(given, wanted) == Supply::fewer);
  given.quantity = 6;
  CHECK(supply(given, wanted) == Supply::enough);
  given.unit = 1;
  CHECK(supply(given, wanted) == Supply::untold);
  wanted.unit = 1;
  CHECK(supply(given, wanted) == Supply::enough);
}

TEST_CASE("too few fit a need unless it is not to be parted") {
  auto wanted = need();
  auto given = offer(2, 2);
  wanted.quantity = 6;
  given.quantity = 5;
  CHECK(fits(wanted, given));
  wanted.whole = true;
  CHECK_FALSE(fits(wanted, given));
  given.quantity = 6;
  CHECK(fits(wanted, given));
}

TEST_CASE("each part of a fit counts more than all those after it") {
  const auto later = *parse_day("2026-12-01");
  const Fit plain{
      false, 0, false, Supply::fewer, *parse_day("2026-10-01"), *parse_instant("2026-09-02"), {9}};
  Fit low = plain;
  low.id = {8};
  CHECK(better(low, plain));
  Fit old = plain;
  old.posted_at -= std::chrono::seconds{1};
  CHECK(better(old, low));
  Fit standing = plain;
  standing.until += std::chrono::days{1};
  CHECK(better(standing, old));
  Fit untold = plain;
  untold.supply = Supply::untold;
  CHECK(better(untold, standing));
  Fit enough = plain;
  enough.supply = Supply::enough;
  CHECK(better(enough, untold));
  Fit near = plain;
  near.same_district = true;
  CHECK(better(near, enough));
  Fit word = plain;
  word.words = 1;
  CHECK(better(word, near));
  Fit same = plain;
  same.same_category = true;
  CHECK(better(same, word));
  same.until = later;
  CHECK_FALSE(better(word, same));
  CHECK_FALSE(better(plain, plain));
}

TEST_CASE("the best come first, no more than are wanted, and none that is refused") {
  auto wanted = need();
  wanted.words = {3, 5, 7};
  auto alike = offer(4, 4);
  alike.words = {3, 7};
  auto near = offer(5, 5);
  near.words = {3};
  const std::vector<Lot> offers{offer(2, 2, chairs), offer(3, 3), alike, near};
  CHECK(best(wanted, offers, 4) == std::vector<std::int64_t>{4, 5, 3, 2});
  CHECK(best(wanted, offers, 2) == std::vector<std::int64_t>{4, 5});
  CHECK(best(wanted, offers, 0).empty());
  CHECK(best(wanted, offers, 4, {{{4, 1}}, {}, {}}) == std::vector<std::int64_t>{5, 3, 2});
  CHECK(best(wanted, offers, 4, {{{1, 5}}, {}, {}}) == std::vector<std::int64_t>{4, 3, 2});
  CHECK(best(wanted, offers, 4, {{}, {{1, {3}}}, {}}) == std::vector<std::int64_t>{4, 5, 2});
  CHECK(best(wanted, offers, 4, {{}, {{2, {1}}}, {}}) == std::vector<std::int64_t>{4, 5, 3});
  CHECK(best(wanted, offers, 4, {{}, {}, {{{4}, {1}}}}) == std::vector<std::int64_t>{5, 3, 2});
  CHECK(best(wanted, offers, 1, {{{3, 2}}, {{1, {9}}}, {{{1}, {4}}}}) ==
        std::vector<std::int64_t>{4});
}

TEST_CASE("what is found quickly is what looking at every pair finds") {
  std::mt19937 random{7};
  const auto below = [&](std::uint32_t most) {
    return static_cast<std::uint32_t>(random() % most);
  };
  const auto drawn = [&](std::int64_t id, Type type) {
    auto it = lot(id, type, below(6), below(4));
    it.district = below(3);
    it.unit = below(3);
    it.quantity = below(4);
    it.until += std::chrono::days{below(4)};
    it.posted_at += std::chrono::seconds{below(3)};
    for (std::uint32_t word = 0; word < 8; ++word)
      if (below(4) == 0) it.words.push_back(word);
    return it;
  };
  for (int round = 0; round < 500; ++round) {
    const auto type = below(2) == 0 ? Type::offer : Type::need;
    const auto own = drawn(1, type);
    std::vector<Lot> others;
    for (std::int64_t id = 2; id < 40; ++id)
      others.push_back(drawn(id, type == Type::offer ? Type::need : Type::offer));
    Refusals refusals;
    if (below(2) == 0) refusals.partners.insert({below(6), 1 + below(5)});
    std::vector<Fit> all;
    for (const auto& other : others)
      if (const auto found = fit(tree, own, other); found && !refusals.between(own, other))
        all.push_back(*found);
    std::ranges::sort(all, better);
    const std::size_t most = 1 + below(5);
    all.resize(std::min(all.size(), most));
    std::vector<std::int64_t> ids;
    for (const auto& it : all) ids.push_back(it.id.value);
    CHECK(best(own, others, most, refusals) == ids);
  }
}

TEST_CASE("short words and those of every post say nothing") {
  CHECK(says_nothing(""));
  CHECK(says_nothing("do"));
  CHECK(says_nothing("dla"));
  CHECK(says_nothing("wszystek"));
  CHECK_FALSE(says_nothing("gra"));
  CHECK_FALSE(says_nothing("krzeslo"));
}
