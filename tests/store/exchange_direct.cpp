#include "lib/base/file.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/direct_matches.hpp"
#include "lib/exchange/why.hpp"
#include "lib/store/inner.hpp"
#include "lib/store/query.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace mk::exchange;

namespace {

/// The facilities of tests/cli/members.sql on 10 September, and what they post.
class Stand {
 public:
  Stand() : db_{scratch_.database()} {
    db_.inner().db.exec(read_file(MK_SOURCE_DIR "/tests/cli/members.sql"));
  }

  Context on(const char* day = "2026-09-10") {
    return {db_, start_of(*parse_day(day)) + std::chrono::hours{9}, {"ola", ""}, settings_};
  }

  PostId post(std::int64_t facility, Type type, const char* category, const char* in_return = "",
              const char* district = "") {
    exchange::Draft draft;
    draft.party = facility == 0 ? Party{} : Party{FacilityId{facility}};
    draft.type = type;
    draft.category = category;
    draft.title = "Coś";
    draft.in_return_for = in_return;
    draft.district = district;
    return exchange::post(on(), draft).post.id;
  }

  void change(const char* sql) {
    store::together(db_, on().deed("test"), [&](auto& db) { store::change(db, sql); });
  }

  /// "P-2 for P-1", in their order.
  static std::vector<std::string> told(const Direct& direct) {
    std::vector<std::string> pairs;
    for (const auto& pair : direct.pairs)
      pairs.push_back(direct.lots.lots[pair.offer].id.text() + " for " +
                      direct.lots.lots[pair.need].id.text());
    return pairs;
  }

  std::vector<std::string> codes(PostId id) {
    std::vector<std::string> codes;
    for (const auto& fact : why(on(), id).facts) codes.push_back(fact.code);
    return codes;
  }

 private:
  Scratch scratch_;
  store::Database db_;
  Settings settings_;
};

using Told = std::vector<std::string>;

}  // namespace

TEST_CASE("one post and all at once are told the same") {
  Stand stand;
  const auto need = stand.post(1, Type::need, "wyposazenie", "", "Wola");
  stand.post(2, Type::offer, "meble", "wolontariusze");
  stand.post(3, Type::offer, "wyposazenie");
  stand.post(4, Type::offer, "meble", "", "Wola");
  stand.post(3, Type::offer, "meble", "", "Ochota");
  const Told expected{"P-3 for P-1", "P-4 for P-1", "P-2 for P-1"};
  CHECK(Stand::told(direct_matches(stand.on(), need, 3)) == expected);
  CHECK(Stand::told(direct_matches(stand.on(), 3)) == expected);
  CHECK(Stand::told(direct_matches(stand.on(), PostId{4}, 3)) == Told{"P-4 for P-1"});
  CHECK(Stand::told(direct_matches(stand.on(), PostId{5}, 3)).empty());
}

TEST_CASE("words of the index bring the posts together that have them") {
  Stand stand;
  const auto need = stand.post(1, Type::need, "meble");
  stand.post(2, Type::offer, "meble");
  stand.post(3, Type::offer, "meble");
  stand.change("delete from post_words");
  stand.change(
      "insert into post_words (rowid, title, description) values (1, 'krzeslo dla', ''), "
      "(2, 'dla stol', ''), (3, '', 'bialy krzeslo')");
  CHECK(Stand::told(direct_matches(stand.on(), need, 3)) == Told{"P-3 for P-1", "P-2 for P-1"});
}

TEST_CASE("who left, what was refused and what came to nothing fits no more") {
  Stand stand;
  const auto need = stand.post(1, Type::need, "meble");
  stand.post(2, Type::offer, "meble");
  stand.post(3, Type::offer, "meble");
  stand.post(4, Type::offer, "meble");
  const auto match = propose(stand.on(), 3, 0).matches.at(0);
  CHECK(Stand::told(direct_matches(stand.on(), 3)).empty());
  decline(stand.on(), match.id, match.members.at(0).party);
  CHECK(Stand::told(direct_matches(stand.on(), 3)).size() <= 2);
  stand.change("delete from exchange_refusal");
  stand.change(
      "insert into exchange_refusal (facility, partner, since) "
      "values (3, 1, '2026-09-01T08:00:00Z')");
  stand.change("update facility set state = 'withdrawn' where id = 4");
  for (const auto& pair : Stand::told(direct_matches(stand.on(), 3))) {
    CHECK(pair != "P-3 for P-1");
    CHECK(pair != "P-4 for P-1");
  }
  CHECK(need == PostId{1});
}

TEST_CASE("what is told of a post follows its life") {
  Stand stand;
  const auto need = stand.post(1, Type::need, "meble");
  CHECK(stand.codes(need) == Told{"posted", "no_offer"});
  const auto offer = stand.post(2, Type::offer, "meble", "wolontariusze");
  CHECK(stand.codes(need) == Told{"posted", "asks"});
  CHECK(why(stand.on(), need).link->steps ==
        std::vector<Step>{{Step::Kind::offer, "wolontariusze"}});
  stand.post(3, Type::offer, "meble");
  CHECK(stand.codes(need) == Told{"posted", "waiting"});
  const auto match = propose(stand.on(), 3, 0).matches.at(0);
  CHECK(stand.codes(need) == Told{"posted", "not_standing", "waiting"});
  CHECK(why(stand.on(), match.id).facts.front().code == "proposed");
  close(stand.on(), offer);
  CHECK(stand.codes(offer) == Told{"posted", "not_standing"});
  CHECK_FALSE(why(stand.on(), offer).link);
}
