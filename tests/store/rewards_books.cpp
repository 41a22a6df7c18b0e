#include "lib/rewards/words.hpp"
#include "lib/store/inner.hpp"
#include "tests/store/rewards_city.hpp"
#include "tests/store/rewards_model.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace mk;
using namespace mk::rewards;

namespace {

#ifdef NDEBUG
constexpr unsigned worlds = 100;  // 100,000 actions, in the build that is installed.
#else
constexpr unsigned worlds = 6;
#endif
constexpr int actions = 1'000;
constexpr int between_counts = 100;

/// How a refusal begins, and the model's word for it.
constexpr std::array kinds{
    std::pair{"{} is suspended and cannot reserve", "suspended"},
    std::pair{"{} is withdrawn from the programme", "withdrawn"},
    std::pair{"{} has no accepted card", "no card"},
    std::pair{"{} is archived", "archived"},
    std::pair{"{} opens at the status", "status"},
    std::pair{"{} can be reserved from", "early"},
    std::pair{"{} could be reserved until", "over"},
    std::pair{"nothing is left of", "pool"},
    std::pair{"{} has {} left this season", "pool"},
    std::pair{"the limit of {} is", "limit"},
    std::pair{"others wait for", "others"},
    std::pair{"there is no budget line “{}” for", "no line"},
    std::pair{"the budget line {} has {} left", "money"},
    std::pair{"a quantity is from", "quantity"},
    std::pair{"the whole pool of", "whole pool"},
    std::pair{"{} waits for {} already", "waits"},
    std::pair{"{} was offered to", "offered otherwise"},
    std::pair{"the place of {} is taken", "taken"},
    std::pair{"the place of {} could be taken", "late"},
    std::pair{"{} is not active now", "not active now"},
    std::pair{"a place is offered to", "offered"},
    std::pair{"the reservation {} still waits", "waiting"},
    std::pair{"the reservation {} was delivered", "delivered"},
    std::pair{"the reservation {} was missed", "missed"},
    std::pair{"the reservation {} was cancelled", "cancelled"},
    std::pair{"the reservation {} has expired", "expired"},
    std::pair{"{} is agreed for {} already", "agreed already"},
    std::pair{"{} was made on", "before"},
    std::pair{"no date is agreed", "no date"},
    std::pair{"{} draws on no budget line", "draws on nothing"},
    std::pair{"the budget line {} has {} for", "dear"},
    std::pair{"{} is still to come", "to come"},
    std::pair{"the window would end", "backwards"},
    std::pair{"the pool of {} cannot be", "below pool"},
    std::pair{"the limit of {} cannot be", "below limit"},
    std::pair{"the budget line {} cannot be", "below line"},
    std::pair{"there is no budget line {}", "unknown line"},
    std::pair{"there is a budget line {} already", "there already"},
};

/// The model's word for what stops `work`, or empty.
template <class Work>
std::string answer(Work work) {
  try {
    work();
  } catch (const Error& error) {
    const auto& said = error.message().english;
    for (const auto& [beginning, kind] : kinds)
      if (said.starts_with(beginning)) return kind;
    return said;
  }
  return "";
}

constexpr std::array statuses{"growing", "standard", "premium", "vip"};

/// A city of the programme and the model of its books, to which the same happens.
class World {
 public:
  explicit World(unsigned seed) : seed_{seed}, random_{seed} {
    letters();
    city_.db.inner().db.exec("pragma synchronous = off");  // Nobody pulls the plug here.
    city_.settings.mail.letters = city_.scratch.folder();
    city_.settings.programme.coordinator_email = "koordynator@korzysci.example";
    books_.today = day("2026-09-01");
    for (int it = 1; it <= 6; ++it) {
      if (it > 2) city_.member("M" + std::to_string(it));
      books_.members[it] = {};
    }
    change("update status set since = '2026-09-01', until = '2099-12-31'");
    books_.goods[1] = {1, 3, 2, 50'000, "superwizje", day("2026-09-01"), day("2027-08-31")};
    books_.lines[{"superwizje", 2026}] = 200'000;
    for (int it = 0; it < 3; ++it) add_good();
  }

  void live() {
    for (int it = 1; it <= actions; ++it) {
      act();
      same_now();
      if (it % between_counts == 0) same_ever();
    }
  }

 private:
  // Chance.
  int up_to(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most + 1)); }
  bool chance(int percent) { return up_to(99) < percent; }
  int some_member() { return 1 + up_to(5); }
  /// A reward, mostly one that can be reserved today.
  int some_good() {
    const bool any = chance(15);
    return some_of(books_.goods, [&](const model::Good& it) {
      return any || (!it.archived && it.opens <= books_.today && books_.today <= it.closes);
    });
  }
  /// A claim in a state that begins so, if there is one; once in a while any.
  std::optional<int> some_claim(const std::string& state) {
    const bool any = chance(10);
    const auto fit = [&](const model::Claim& it) { return any || it.state.starts_with(state); };
    if (std::none_of(books_.claims.begin(), books_.claims.end(),
                     [&](const auto& entry) { return fit(entry.second); }))
      return std::nullopt;
    return some_of(books_.claims, fit);
  }
  /// The key of one that is `fit`, or of any when none is.
  template <class Things, class Fit>
  int some_of(const Things& things, Fit fit) {
    std::vector<int> keys;
    for (const auto& [key, it] : things)
      if (fit(it)) keys.push_back(key);
    if (keys.empty())
      for (const auto& [key, it] : things) keys.push_back(key);
    return keys[static_cast<std::size_t>(up_to(static_cast<int>(keys.size()) - 1))];
  }
  Day soon(int from, int to) {
    return books_.today + std::chrono::days{from} + std::chrono::days{up_to(to - from)};
  }
  model::Line some_line() {
    const int year = int{std::chrono::year_month_day{books_.today}.year()};
    return {chance(60) ? "superwizje" : "wyjazdy", year + (chance(40) ? 1 : 0)};
  }

  // Doing it in both.
  Context now() {
    return {city_.db, start_of(books_.today) + std::chrono::hours{9}, {"ola", ""}, city_.settings};
  }
  template <class... Values>
  void change(const char* sql, const Values&... values) {
    store::together(city_.db, {start_of(day("2026-09-01")), {"ola", ""}, "test", ""},
                    [&](store::Database& db) { store::change(db, sql, values...); });
  }
  /// Tells what is about to happen, in case it goes wrong.
  template <class... Values>
  void tell(fmt::format_string<Values...> what, Values&&... values) {
    told_.push_back(iso(books_.today) + " " + fmt::format(what, std::forward<Values>(values)...));
    if (told_.size() > 25) told_.pop_front();
  }
  void fail(const std::string& what, const std::string& model, const std::string& real) {
    std::string all;
    for (const auto& it : told_) all += "  " + it + "\n";
    FAIL(fmt::format("seed {}: {}\nmodel:\n{}\nreal:\n{}\nlast actions:\n{}", seed_, what, model,
                     real, all));
  }
  void same(const std::string& what, const std::string& model, const std::string& real) {
    if (model != real) fail(what, model, real);
  }
  template <class Work>
  void both(const std::string& model, Work work) {
    told_.back() += " -> " + model;
    same("the answer", model, answer(work));
  }

  void act();
  void act_rarely();
  void reserve();
  void accept_offer();
  void agree_day();
  void cancel_one();
  void finish();
  void edit();
  void move_clock();
  void duties();
  void add_good();
  void change_member();
  void budget();
  void letters();

  void same_now();
  void same_ever();
  std::string modelled(bool ended) const;
  std::string kept(bool ended);

  unsigned seed_;
  std::mt19937 random_;
  City city_;
  model::Books books_;
  std::deque<std::string> told_;
};

/// Short letters: what they say is of no matter here, how many there are is.
void World::letters() {
  const auto folder = std::filesystem::path{city_.scratch.folder()} / "pl";
  std::filesystem::create_directory(folder);
  for (const auto* event :
       {"reservation-made", "reservation-notice", "reservation-agreed", "reservation-cancelled",
        "reservation-expired", "reservation-missed", "reservation-end-notice", "hold-reminder",
        "waiting-made", "waiting-ended", "place-offered", "offer-expired"})
    std::ofstream{folder / (std::string{event} + ".txt")} << "{{number}}\n\n{{reward}}\n";
}

void World::act() {
  const int what = up_to(99);
  if (what < 36) return reserve();
  if (what < 43) return accept_offer();
  if (what < 53) return agree_day();
  if (what < 61) return finish();
  if (what < 72) return cancel_one();
  if (what < 78) return edit();
  if (what < 83) return budget();
  if (what < 90) return move_clock();
  if (what < 95) return duties();
  act_rarely();
}

void World::accept_offer() {
  const auto id = some_claim("offered");
  if (!id) return reserve();
  tell("accept V-{}", *id);
  both(books_.accept(*id), [&] { accept(now(), {*id}); });
}

void World::agree_day() {
  const auto id = some_claim(chance(70) ? "reserved" : "agreed");
  if (!id) return reserve();
  const auto on = soon(-3, chance(30) ? 200 : 40);
  tell("agree V-{} for {}", *id, iso(on));
  both(books_.agree(*id, on), [&] { agree(now(), {*id}, on); });
}

void World::cancel_one() {
  constexpr std::array states{"waiting", "offered", "reserved", "reserved", "agreed"};
  const auto id = some_claim(states[static_cast<std::size_t>(up_to(4))]);
  if (!id) return reserve();
  tell("cancel V-{}", *id);
  both(books_.cancel(*id), [&] { cancel(now(), {*id}, "not needed"); });
}

void World::act_rarely() {
  if (chance(70)) return change_member();
  const int live = static_cast<int>(
      std::ranges::count_if(books_.goods, [](const auto& it) { return !it.second.archived; }));
  if (live < 4 || (live < 6 && chance(30))) return add_good();
  if (chance(70)) return move_clock();
  const auto good = some_good();
  if (books_.goods.at(good).archived) return;
  tell("delete R-{}", good);
  books_.archive_or_delete(good);
  both("", [&] { rewards::remove(now(), {good}); });
}

void World::reserve() {
  const model::Wish wish{some_good(), some_member(), chance(2) ? 0 : 1 + up_to(chance(60) ? 0 : 3),
                         chance(70), chance(5)};
  tell("reserve R-{} F-{} x{}{}{}", wish.good, wish.member, wish.quantity,
       wish.wait ? " --wait" : "", wish.exceed ? " --exceed" : "");
  Claim claim{{wish.good}, {wish.member}, wish.quantity};
  claim.wait = wish.wait;
  if (wish.exceed) claim.exceed_reason = "a flood";
  both(books_.reserve(wish), [&] { rewards::reserve(now(), claim); });
}

void World::finish() {
  const auto found = some_claim("agreed");
  if (!found) return reserve();
  const auto id = *found;
  const bool delivered = chance(70);
  std::optional<std::int64_t> cost;
  const auto planned = books_.claims.at(id).committed;
  if (chance(60)) cost = planned * up_to(4) / 2 + (chance(10) ? 100'000'000 : 0);
  std::optional<Day> on;
  if (delivered && chance(30)) on = soon(-6, 1);
  tell("{} V-{} cost {} on {}", delivered ? "deliver" : "miss", id, cost.value_or(-1),
       on ? iso(*on) : "-");
  Finish how;
  if (cost) how.cost = Money{*cost};
  how.on = on;
  both(books_.finish(id, delivered, cost, on), [&] {
    if (delivered) {
      deliver(now(), {id}, how);
    } else {
      miss(now(), {id}, how);
    }
  });
}

void World::edit() {
  const auto id = some_good();
  const auto& good = books_.goods.at(id);
  model::Edit wanted;
  Changes changes;
  const int what = up_to(9);
  if (what < 4) changes.pool = wanted.pool = 1 + up_to(6);
  if (what >= 3 && what < 7) changes.limit = wanted.limit = 1 + up_to(3);
  if (what == 7 && !good.line.empty()) {
    wanted.cost = 10'000 * up_to(6);
    changes.unit_cost = Money{*wanted.cost};
  }
  if (what == 8) {
    wanted.status = 1 + up_to(2);
    changes.status = static_cast<survey::Status>(*wanted.status);
  }
  if (what == 9) changes.closes_on = wanted.closes = soon(-5, 300);
  if (what == 9 && chance(40)) changes.opens_on = wanted.opens = soon(-60, 20);
  tell("edit R-{}: pool {} limit {} cost {} status {} from {} to {}", id, wanted.pool.value_or(-1),
       wanted.limit.value_or(-1), wanted.cost.value_or(-1), wanted.status.value_or(-1),
       wanted.opens ? iso(*wanted.opens) : "-", wanted.closes ? iso(*wanted.closes) : "-");
  both(books_.edit(id, wanted), [&] { rewards::edit(now(), {id}, changes); });
}

void World::budget() {
  const auto line = some_line();
  const model::Count amount = 10'000 * up_to(chance(30) ? 20 : 80);
  if (chance(35)) {
    tell("budget add {}/{} {}", line.first, line.second, amount);
    both(books_.add_line(line, amount), [&] {
      add_line(now(), {0, line.first, line.second, "", {amount}});
    });
  } else {
    tell("budget edit {}/{} {}", line.first, line.second, amount);
    both(books_.set_line(line, amount),
         [&] { edit_line(now(), line.first, line.second, Money{amount}, std::nullopt); });
  }
}

void World::move_clock() {
  books_.today += std::chrono::days{1 + up_to(chance(10) ? 25 : 2)};
  tell("another day");
  if (chance(60))
    for (int it = 0; it < 5; ++it) duties();
}

/// One of the calendar's duties; mk-remind does them all, or may not have run for days.
void World::duties() {
  const auto what = up_to(4);
  tell("duty {}", what);
  const auto count = [&](model::Count model, std::uint64_t real) {
    same("how many", std::to_string(model), std::to_string(real));
  };
  if (what == 0) count(books_.expire_holds(), expire(now()));
  if (what == 1) count(books_.expire_offers(), expire_offers(now()));
  if (what == 2) count(books_.end_lines(), end_lines(now()));
  if (what == 3) count(books_.serve(), serve(now()));
  if (what == 4) count(books_.remind(), remind_holds(now()));
}

void World::add_good() {
  model::Good it{1 + up_to(chance(60) ? 0 : 2),
                 1 + up_to(5),
                 1 + up_to(2),
                 10'000 * up_to(5),
                 "",
                 soon(-20, 10),
                 soon(100, 500)};
  if (it.cost > 0) it.line = chance(60) ? "superwizje" : "wyjazdy";
  Reward reward;
  reward.name = "Nagroda " + std::to_string(books_.goods.rbegin()->first + 1) + "/" +
                std::to_string(random_());
  reward.status = static_cast<survey::Status>(it.status);
  reward.pool = it.pool;
  reward.limit = it.limit;
  reward.unit_cost = {it.cost};
  reward.budget = it.line;
  reward.opens_on = it.opens;
  reward.closes_on = it.closes;
  const auto id = add(now(), reward).reward.id;
  tell("add {}: status {} pool {} limit {} cost {} {} from {} to {}", id.text(), it.status, it.pool,
       it.limit, it.cost, it.line, iso(it.opens), iso(it.closes));
  books_.goods[static_cast<int>(id.value)] = it;
}

/// Its status rises or falls, it is suspended, resumed, withdrawn or comes back.
void World::change_member() {
  const auto id =
      some_of(books_.members, [](const auto& it) { return it.state != "active" || !it.card; });
  auto& member = books_.members.at(id);
  if (member.state != "active") {
    member.state = "active";
    tell("F-{} is active again", id);
    change("update facility set state = 'active' where id = ?", id);
  } else if (!member.card || chance(10)) {
    member.card = !member.card;
    tell("F-{} has {} accepted card", id, member.card ? "an" : "no");
    change("update status set revoked_at = ? where facility = ?",
           member.card ? std::nullopt : std::optional<std::string>{"2026-09-01T08:00:00Z"}, id);
  } else if (chance(60)) {
    member.status = chance(10) ? 0 : 1 + up_to(2);
    tell("F-{} has the status {}", id, member.status);
    change("update status set status = ? where facility = ?",
           statuses[static_cast<std::size_t>(member.status)], id);
  } else if (chance(70)) {
    member.state = "suspended";
    tell("F-{} is suspended", id);
    change("update facility set state = 'suspended' where id = ?", id);
  } else {
    tell("F-{} is withdrawn", id);
    change("update facility set state = 'withdrawn' where id = ?", id);
    books_.withdraw(id);
    cancel_all(now(), {id}, "withdrawn");
  }
}

std::string text_of(int id, const model::Claim& it) {
  const auto maybe = [](const std::optional<Day>& day) { return day ? iso(*day) : ""; };
  const auto line = it.line ? fmt::format("{}/{}", it.line->first, it.line->second) : "";
  return fmt::format(
      "V-{} {} R-{} season {} F-{} x{} {} of {} from {} by {} offered to {} on {}{}\n", id,
      it.state, it.good, it.season, it.member, it.quantity, it.cost, it.committed, line,
      maybe(it.expires), maybe(it.offer_ends), maybe(it.agreed), it.exception ? " exception" : "");
}

model::Claim claim_of(const Reservation& it) {
  model::Claim claim;
  claim.good = static_cast<int>(it.reward.value);
  claim.season = 2 * it.season.year + (it.season.march ? 0 : 1);
  claim.member = static_cast<int>(it.facility.value);
  claim.quantity = it.quantity;
  claim.state = code(it.state).code;
  claim.cost = it.cost.grosze;
  claim.committed = it.committed.grosze;
  if (!it.budget.empty()) {
    const auto slash = it.budget.find('/');
    claim.line = {it.budget.substr(0, slash), std::stoi(it.budget.substr(slash + 1))};
  }
  claim.expires = it.expires_on;
  claim.offer_ends = it.offer_ends_on;
  claim.agreed = it.agreed_on;
  claim.exception = !it.exceed_reason.empty();
  return claim;
}

/// The claims that are alive, or all of them.
std::string World::modelled(bool ended) const {
  std::string all;
  for (const auto& [id, it] : books_.claims)
    if (ended || it.state == "waiting" || it.state == "offered" || it.state == "reserved" ||
        it.state == "agreed")
      all += text_of(id, it);
  return all;
}

std::string World::kept(bool ended) {
  const auto ids = store::all(
      city_.db, [](const store::Row& row) { return row.id<ReservationId>("id"); },
      ended ? "select id from reservation order by id"
            : "select id from reservation "
              "where state in ('waiting', 'offered', 'reserved', 'agreed') order by id");
  std::string all;
  for (const auto id : ids)
    all += text_of(static_cast<int>(id.value), claim_of(records::reservation(city_.db, id)));
  return all;
}

/// What an action can have changed at once: the claims alive, the budget, and for one reward and
/// one facility what is taken and left and who waits.
void World::same_now() {
  same("the claims", modelled(false), kept(false));

  std::string model;
  std::string real;
  for (const auto& [line, amount] : books_.lines)
    model += fmt::format("{}/{} {} {} {}\n", line.first, line.second, amount,
                         books_.committed(line), books_.spent(line));
  std::map<model::Line, Funds> funds;
  for (const auto& it : rewards::lines(now(), std::nullopt))
    funds[{it.line.name, static_cast<int>(it.line.year)}] = it;
  for (const auto& [line, it] : funds)
    real += fmt::format("{}/{} {} {} {}\n", line.first, line.second, it.line.amount.grosze,
                        it.committed.grosze, it.spent.grosze);
  same("the budget", model, real);

  const int good = some_good();
  const int member = some_member();
  const auto season = books_.season_for(books_.goods.at(good));
  const auto taken = books_.taken(good, season);
  model =
      fmt::format("R-{} pool {} limit {} taken {} own {} left {}", good, books_.pool(good, season),
                  books_.limit(good, season), taken, books_.taken(good, season, member),
                  std::max<std::int64_t>(0, books_.pool(good, season) - taken));
  const Term term{season / 2, season % 2 == 0};
  const auto usage =
      records::usage(city_.db, records::reward(city_.db, {good}), term, FacilityId{member});
  real = fmt::format("R-{} pool {} limit {} taken {} own {} left {}", good, usage.pool, usage.limit,
                     usage.taken, usage.own, usage.left());
  for (const auto id : books_.line_of(good)) model += fmt::format(" V-{}", id);
  for (const auto& it : waiting(now(), {good})) real += " " + it.id.text();
  same("the reward", model, real);
}

/// All that ever was, and the room's own check.
void World::same_ever() {
  same("all claims", modelled(true), kept(true));
  std::string broken;
  for (const auto& it : breaches(city_.db)) broken += in_english(it) + "\n";
  same("the check", "", broken);
  std::string model;
  std::string real;
  for (const auto& [event, count] : books_.letters) model += fmt::format("{} {}\n", event, count);
  store::all(
      city_.db,
      [&](const store::Row& row) {
        return real += fmt::format("{} {}\n", row.text("event"), row.number("n"));
      },
      "select event, count(*) as n from mail group by event order by event");
  same("the letters", model, real);
}

}  // namespace

TEST_SUITE("books") {
  TEST_CASE("the books of random seasons are those of a simple model") {
    for (unsigned seed = 1; seed <= worlds; ++seed) World{seed}.live();
  }
}
