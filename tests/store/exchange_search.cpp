#include "lib/base/file.hpp"
#include "lib/exchange/actions.hpp"
#include "lib/exchange/records.hpp"
#include "lib/store/inner.hpp"
#include "lib/store/query.hpp"
#include "tests/store/scratch.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace mk;
using namespace mk::exchange;

namespace {

using Texts = std::vector<std::string>;

/// Posts of the facilities of tests/cli/members.sql, to be searched.
class Board {
 public:
  Board() : db{scratch.database()} {
    db.inner().db.exec(read_file(MK_SOURCE_DIR "/tests/cli/members.sql"));
  }

  Context now() { return {db, *parse_instant("2026-09-10T09:00:00Z"), {"ola", ""}, settings}; }

  PostId post(const char* title, const char* description = "", const char* category = "meble") {
    exchange::Draft draft;
    draft.party = {FacilityId{1}};
    draft.category = category;
    draft.title = title;
    draft.description = description;
    return exchange::post(now(), draft).post.id;
  }

  /// The titles of what is found for `text`.
  Texts titles(const std::string& text, const Filter& filter = {}) {
    Texts titles;
    for (const auto& hit : search(now(), text, filter)) titles.push_back(hit.post.title);
    return titles;
  }

  std::string kept(PostId id) {
    return store::one(
               db,
               [](const store::Row& row) {
                 return row.text("title") + "|" + row.text("description");
               },
               "select title, description from post_words where rowid = ?", id)
        .value_or("none");
  }

  void forget_words() { db.inner().db.exec("delete from post_words"); }

  Scratch scratch;
  store::Database db;
  Settings settings;
};

}  // namespace

TEST_CASE("a post is found by any form of its words, and tells which") {
  Board board;
  const auto id = board.post("Sześć krzeseł", "Mocne, dla dzieci.\nRównież stoły");
  board.post("Biurko");
  CHECK(board.kept(id) ==
        "szesc krzesel krzeslo|mocne mocny dla dzieci dziecko rowniez stoly stol");
  for (const auto* text : {"krzesła", "krzesel", "krzesło szesc", "dziecko", "stół", "DZIECMI"})
    CHECK(board.titles(text) == Texts{"Sześć krzeseł"});
  CHECK(board.titles("krzesła biurko").empty());
  CHECK(search(board.now(), "stolow krzesła", {}).at(0).matched == Texts{"stoły", "krzeseł"});
}

TEST_CASE("an edited post is found by its new words alone") {
  Board board;
  const auto id = board.post("Sześć krzeseł");
  Change change;
  change.title = "Dwa regały";
  edit(board.now(), id, change);
  CHECK(board.titles("krzesła").empty());
  CHECK(board.titles("regał") == Texts{"Dwa regały"});
  change = {};
  change.quantity = 2;
  edit(board.now(), id, change);
  CHECK(board.kept(id) == "dwa regaly regal|");
}

TEST_CASE("what has ended is found when its state is asked for") {
  Board board;
  const auto id = board.post("Sześć krzeseł");
  close(board.now(), id);
  Filter standing;
  standing.standing = true;
  CHECK(board.titles("krzesel", standing).empty());
  Filter closed;
  closed.state = PostState::closed;
  CHECK(board.titles("krzesel", closed) == Texts{"Sześć krzeseł"});
  CHECK(board.titles("krzesel") == Texts{"Sześć krzeseł"});
}

TEST_CASE("a post is found by the name of its category and of those above it") {
  Board board;
  board.post("Sześć krzeseł");
  board.post("Sala w piątki", "", "sala-warsztatowa");
  CHECK(board.titles("mebli") == Texts{"Sześć krzeseł"});
  CHECK(board.titles("wyposażenie krzesła") == Texts{"Sześć krzeseł"});
  CHECK(board.titles("lokal") == Texts{"Sala w piątki"});
  CHECK(search(board.now(), "mebel", {}).at(0).matched == Texts{"Meble"});
}

TEST_CASE(
    "a post that was written before words were kept is found, and has them with the next one") {
  Board board;
  const auto id = board.post("Sześć krzeseł", "Dla dzieci");
  board.post("Biurko");
  board.forget_words();
  CHECK(breaches(board.db).size() == 2);
  CHECK(board.titles("krzesło dziecko") == Texts{"Sześć krzeseł"});
  CHECK(board.titles("krzesło biurka").empty());
  CHECK(board.titles("mebel").size() == 2);
  CHECK(search(board.now(), "krzesła", {}).at(0).matched == Texts{"krzeseł"});
  board.post("Regał");
  CHECK(board.kept(id) == "szesc krzesel krzeslo|dla dzieci dziecko");
  CHECK(breaches(board.db).empty());
}

TEST_CASE("words kept by the dictionary and words kept without it are found with it and without") {
  Board board;
  board.settings.exchange.dictionary = board.scratch.folder();
  const auto id = board.post("Sześć krzeseł");
  CHECK(board.kept(id) == "szesc krzesel|");
  CHECK(board.titles("krzesła") == Texts{"Sześć krzeseł"});
  CHECK(board.titles("krzes") == Texts{"Sześć krzeseł"});
  CHECK(board.titles("biurko").empty());
  board.settings.exchange.dictionary = Settings{}.exchange.dictionary;
  CHECK(board.titles("krzesel") == Texts{"Sześć krzeseł"});
  board.post("Krzesło");
  board.settings.exchange.dictionary = board.scratch.folder();
  CHECK(board.titles("krzesłami") == Texts{"Sześć krzeseł", "Krzesło"});
}

TEST_CASE("what is left of a post has its words, and they go when a post is erased") {
  Board board;
  const auto whole = board.post("Sześć krzeseł");
  auto left = records::post(board.db, whole);
  left.rest_of = whole;
  const auto rest = records::add_post(board.db, left);
  CHECK(board.kept(rest) == board.kept(whole));
  records::put_words(board.db, whole, "", "");
  CHECK(board.kept(whole) == "|");
  CHECK(search(board.now(), "szesc", {}).at(0).post.id == rest);
  CHECK(breaches(board.db).empty());
}

TEST_CASE("a file of irregular words that is not there is told") {
  Board board;
  board.settings.exchange.words = "/nowhere/words.txt";
  CHECK_THROWS_AS(board.post("Biurko"), Error);
  CHECK(records::posts(board.db).empty());
}

TEST_CASE("a list holds the posts of a district with those of the whole city") {
  Board board;
  exchange::Draft draft;
  draft.category = "meble";
  for (const auto* district : {"Wola", "Ochota", ""}) {
    draft.title = draft.district = district;
    if (draft.title.empty()) draft.title = "Całe miasto";
    exchange::post(board.now(), draft);
  }
  Filter filter;
  filter.district = "wola";
  Texts titles;
  for (const auto& post : list(board.now(), filter)) titles.push_back(post.title);
  CHECK(titles == Texts{"Wola", "Całe miasto"});
  filter.district = "Wolka";
  CHECK_THROWS_AS(list(board.now(), filter), Error);
}

TEST_CASE("whether a post may be taken in parts comes back as it went in") {
  Board board;
  const auto id = board.post("Sześć krzeseł");
  CHECK_FALSE(records::post(board.db, id).whole);
  Change change;
  change.whole = true;
  CHECK(edit(board.now(), id, change).post.whole);
  CHECK(records::post(board.db, id).whole);
  change = {};
  change.title = "Siedem krzeseł";
  CHECK(edit(board.now(), id, change).post.whole);
  change = {};
  change.in_parts = true;
  CHECK_FALSE(edit(board.now(), id, change).post.whole);
}

TEST_CASE("whatever is searched for is found, not found or refused") {
  Board board;
  board.post("Sześć krzeseł", "a* OR b");
  std::mt19937 random{7};
  const Texts pieces{"krzesła", "\"",  "*", "OR", "NEAR(", "title:", "-",  "(",
                     ")",       "^",   "{", "'",  ";",     "ż",      "\\", "%",
                     "AND",     "NOT", "+", "\t", "\xff",  " ",      "0",  "z"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (auto length = random() % 8; length > 0; --length)
      text += pieces.at(random() % pieces.size());
    try {
      search(board.now(), text, {});
    } catch (const Error& error) {
      CHECK_MESSAGE(error.exit() == Exit::usage, text);
    }
  }
}
