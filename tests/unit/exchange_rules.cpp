#include "lib/exchange/rules.hpp"
#include "lib/exchange/words.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::exchange;

namespace {

const Day today = *parse_day("2026-11-22");

Post post() {
  Post it;
  it.id = {4};
  it.party = {FacilityId{12}};
  it.title = "Stoły";
  it.category = "meble";
  it.until = today;
  it.posted_at = start_of(today);
  return it;
}

Match match(MatchState state) {
  Match it;
  it.id = {2};
  it.state = state;
  it.answer_by = today;
  Member giver;
  giver.party = {FacilityId{12}};
  Member receiver;
  receiver.party = {FacilityId{13}};
  it.members = {giver, receiver};
  return it;
}

std::string column_of(const Post& post) {
  const auto bad = flaw(post, today);
  return bad ? bad->column + " " + bad->reason : "";
}

const std::vector<Category> categories{{"rzeczy", "", "Wyposażenie", false},
                                       {"meble", "rzeczy", "Meble", false},
                                       {"fajki", "rzeczy", "Fajki", true}};

}  // namespace

TEST_CASE("only an active facility whose first card was accepted posts") {
  using facility::State;
  CHECK_FALSE(why_not_post({{12}, State::active, true}));
  CHECK(why_not_post({{12}, State::active, false}));
  CHECK(why_not_post({{12}, State::suspended, true}));
  CHECK(why_not_post({{12}, State::approved, true}));
  CHECK(why_not_post({{12}, State::withdrawn, true}));
}

TEST_CASE("a post that is right has no flaw, on its last day too") {
  CHECK(column_of(post()).empty());
}

TEST_CASE("a flaw names its column and its reason") {
  auto it = post();
  it.until = today - std::chrono::days{1};
  CHECK(column_of(it) == "until until");
  it = post();
  it.title = " ";
  CHECK(column_of(it) == "title title");
  it.title = "a\tb";
  CHECK(column_of(it) == "title control_char");
  it.title =
      "a\xE2\x80\xAE"
      "b";
  CHECK(column_of(it) == "title control_char");
  it.title = "<script>";
  CHECK(column_of(it) == "title markup");
  it.title = "a < b i <3";
  CHECK(column_of(it).empty());
  it.title = std::string(120, 'x');
  CHECK(column_of(it).empty());
  it.title += "x";
  CHECK(column_of(it) == "title field_too_long");
  it = post();
  it.description = "w dwóch\nwierszach";
  CHECK(column_of(it).empty());
  it.description = "</p>";
  CHECK(column_of(it) == "description markup");
  it = post();
  it.quantity = 0;
  CHECK(column_of(it) == "quantity quantity");
  it.quantity = 1;
  CHECK(column_of(it).empty());
  it = post();
  it.type = Type::need;
  it.in_return.categories = {"meble"};
  CHECK(column_of(it) == "in_return_for in_return_for");
}

TEST_CASE("eleven digits warn and forbid nothing") {
  auto it = post();
  it.description = "dla 44051401359";
  CHECK(warning(it));
  CHECK(column_of(it).empty());
  it.description = "telefon 221234567";
  CHECK_FALSE(warning(it));
}

TEST_CASE("a category is known by code and by name, whatever the case, unless it is retired") {
  CHECK(category_named(categories, "meble")->code == "meble");
  CHECK(category_named(categories, " WYPOSAŻENIE ")->code == "rzeczy");
  CHECK_FALSE(category_named(categories, "fajki"));
  CHECK_FALSE(category_named(categories, ""));
}

TEST_CASE("an unknown category is told with the nearest known one") {
  CHECK(in_english(unknown_category(categories, "mebel")).find("nearest is meble") !=
        std::string::npos);
  CHECK(in_english(unknown_category(categories, "wyposazenia")).find("nearest is rzeczy") !=
        std::string::npos);
}

TEST_CASE("a district is known without its diacritics, and none is the whole city") {
  const std::vector<std::string> districts{"Włochy", "Wola"};
  CHECK(district_named(districts, "wlochy") == "Włochy");
  CHECK(district_named(districts, "") == "");
  CHECK_FALSE(district_named(districts, "Wolka"));
}

TEST_CASE("only a member answers a match, in time and once") {
  const Party member{FacilityId{12}};
  auto it = match(MatchState::proposed);
  CHECK_FALSE(why_not_answer(it, member, today));
  CHECK(why_not_answer(it, member, today + std::chrono::days{1}));
  CHECK(why_not_answer(it, {FacilityId{99}}, today));
  CHECK(why_not_answer(it, Party{}, today));
  it.members[0].answer = Answer::accepted;
  CHECK(why_not_answer(it, member, today));
  for (const auto state :
       {MatchState::agreed, MatchState::done, MatchState::failed, MatchState::dissolved})
    CHECK(why_not_answer(match(state), member, today));
}

TEST_CASE("a member may take its yes back until all have accepted") {
  const Party member{FacilityId{12}};
  auto it = match(MatchState::proposed);
  it.members[0].answer = Answer::accepted;
  CHECK_FALSE(why_not_decline(it, member));
  CHECK(why_not_decline(it, {FacilityId{99}}));
  CHECK(why_not_decline(match(MatchState::agreed), member));
  CHECK(why_not_decline(match(MatchState::dissolved), member));
}

TEST_CASE("only an agreed match is carried out or fails") {
  CHECK_FALSE(why_not_end(match(MatchState::agreed)));
  CHECK(why_not_end(match(MatchState::proposed)));
  CHECK(why_not_end(match(MatchState::done)));
  CHECK(why_not_end(match(MatchState::dissolved)));
}

TEST_CASE("a post is edited while it stands, taken back and renewed when it has expired too") {
  auto it = post();
  CHECK_FALSE(why_not_edit(it));
  it.state = PostState::expired;
  CHECK(why_not_edit(it));
  CHECK_FALSE(why_not_close(it));
  CHECK_FALSE(why_not_renew(it));
  for (const auto state :
       {PostState::matched, PostState::agreed, PostState::done, PostState::closed}) {
    it.state = state;
    CHECK(why_not_edit(it));
    CHECK(why_not_close(it));
    CHECK(why_not_renew(it));
  }
}

TEST_CASE("what is asked in return is another's offer that has not ended") {
  const Party other{FacilityId{13}};
  auto it = post();
  CHECK_FALSE(why_not_in_return(it, other));
  CHECK(why_not_in_return(it, it.party));
  it.state = PostState::closed;
  CHECK(why_not_in_return(it, other));
  it = post();
  it.type = Type::need;
  CHECK(why_not_in_return(it, other));
}

TEST_CASE("a post's end is told some days before, unless it stood no longer than that") {
  auto it = post();
  it.until = today + std::chrono::days{30};
  CHECK(notice_day(it, 7) == today + std::chrono::days{23});
  it.until = today + std::chrono::days{7};
  CHECK_FALSE(notice_day(it, 7));
}

TEST_CASE("a tree of categories has each code and name once, and a parent before its children") {
  CHECK_FALSE(why_not_install(categories));
  CHECK(why_not_install({}));
  CHECK(why_not_install({{"Meble", "", "Meble", false}}));
  CHECK(why_not_install({{"2meble", "", "Meble", false}}));
  CHECK(why_not_install({{"meble", "", "", false}}));
  CHECK(why_not_install({{"meble", "", "Meble", false}, {"meble", "", "Inne", false}}));
  CHECK(why_not_install({{"meble", "", "Meble", false}, {"inne", "", "MEBLE", false}}));
  CHECK(why_not_install({{"meble", "rzeczy", "Meble", false}, {"rzeczy", "", "Rzeczy", false}}));
}

TEST_CASE("every word of a table is read back") {
  for (const auto state : {PostState::open, PostState::matched, PostState::agreed, PostState::done,
                           PostState::expired, PostState::closed})
    CHECK(post_state_of(code(state).code) == state);
  for (const auto state : {MatchState::proposed, MatchState::agreed, MatchState::done,
                           MatchState::failed, MatchState::dissolved})
    CHECK(match_state_of(code(state).code) == state);
  CHECK(type_named("Potrzeba") == Type::need);
  CHECK(party_named("Miasto") == Party{});
  CHECK(party_named("f12") == Party{FacilityId{12}});
  CHECK_FALSE(party_named("P-12"));
}
