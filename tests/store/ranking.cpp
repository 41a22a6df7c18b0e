#include "lib/exchange/actions.hpp"
#include "lib/facility/actions.hpp"
#include "lib/facility/views.hpp"
#include "lib/print/render.hpp"
#include "lib/programme/advise.hpp"
#include "lib/programme/withdraw.hpp"
#include "lib/survey/told.hpp"
#include "tests/store/office.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace mk;

namespace {

constexpr FacilityId own{1};

/// `thing` without what is allowed to depend on others: open offers and free places.
print::Thing without_offers(print::Thing thing) {
  std::erase_if(thing, [](const print::Field& field) {
    return field.key == "offers" || field.key == "rewards";
  });
  for (auto& field : thing) {
    if (auto* inside = std::get_if<print::Thing>(&field.value.is))
      *inside = without_offers(*inside);
    if (auto* list = std::get_if<print::List>(&field.value.is))
      for (auto& item : *list)
        if (auto* inside = std::get_if<print::Thing>(&item.is)) *inside = without_offers(*inside);
  }
  return thing;
}

/// Everything that is told about `own`: its cards, its status, and its way up.
std::string told_of_own(Desk& desk) {
  const auto context = desk.at("2026-04-02");
  std::string all;
  for (const auto id : {SurveyId{1}, SurveyId{2}})
    for (const bool plain : {true, false})
      all += print::as_json(survey::told(survey::view(desk.db(), id), plain), false);
  auto scores = survey::recompute(context, {});
  std::erase_if(scores, [](const survey::Scored& it) { return it.facility != own; });
  all += print::as_json(survey::told(scores, false));
  all += print::as_json(facility::thing(facility::show(desk.db(), own)), false);
  for (const auto* day : {"2025-10-01", "2026-03-31", "2026-11-01"}) {
    const auto now = survey::standing(desk.db(), own, *parse_day(day));
    const auto then = survey::standing_then(desk.db(), own, *parse_day(day));
    for (const auto& it : {now, then})
      all += std::to_string(static_cast<int>(it.status)) +
             (it.until ? iso(*it.until) : std::string{"never"});
  }
  all += print::as_json(without_offers(programme::advise(context, own, false)), false);
  for (const auto& growth : survey::growth(desk.db(), own))
    all += growth.term.text() + std::to_string(growth.score.levels[1].met);
  return all;
}

/// A facility among others, whose number, order, answers and deeds are drawn by lot.
class World {
 public:
  explicit World(unsigned lot) : random_{lot} {
    desk_.facility("Klub własny", "Wola");
    desk_.accepted("2025-09-20", own, "2025-09", 11, 13, 2);
    second_ = desk_.sent("2026-03-05", own, "2026-03", 11, 9, 0);
    const auto others = lot == 0 ? 0 : 1 + draw(12);
    for (int i = 0; i < others; ++i) add_another(i);
    survey::accept(desk_.at("2026-03-28"), std::vector{second_});
    if (others > 0 && draw(1) == 0)
      programme::withdraw(desk_.at("2026-03-30"), std::vector{FacilityId{2}}, "koniec");
  }

  Desk& desk() { return desk_; }

 private:
  int draw(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most + 1)); }

  void add_another(int number) {
    const auto name = std::string(1, static_cast<char>('A' + draw(25))) + std::to_string(number);
    const auto id = desk_.facility(name, draw(1) == 0 ? "Wola" : "Bemowo");
    if (draw(3) == 0) return;
    const int standard = draw(11);
    desk_.accepted("2026-03-10", id, "2026-03", draw(1) == 0 ? 11 : standard, draw(15), draw(15));
    if (draw(1) == 0) return;
    exchange::Draft draft;
    draft.party = {id};
    draft.category = "warsztaty";
    draft.title = "Miejsca " + name;
    exchange::post(desk_.at("2026-03-12"), draft);
  }

  std::mt19937 random_;
  Desk desk_;
  SurveyId second_;
};

}  // namespace

TEST_CASE(
    "nothing told about a facility changes by a byte when there are others, whoever they are") {
  World alone{0};
  const auto expected = told_of_own(alone.desk());
  CHECK(expected.find("\"next\": \"premium\"") != std::string::npos);
  for (unsigned lot = 1; lot <= 12; ++lot) {
    World world{lot};
    REQUIRE(told_of_own(world.desk()) == expected);
  }
}

TEST_CASE("the proof sees a difference in the facility's own answers") {
  World world{0};
  World other{0};
  other.desk().change([&] {
    survey::records::put_answer(other.desk().db(), SurveyId{2},
                                survey::card(other.desk().db(), 1).criterion("1P")->key,
                                {.met = false, .number = {}});
  });
  CHECK(told_of_own(world.desk()) != told_of_own(other.desk()));
}
