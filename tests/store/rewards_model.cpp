#include "tests/store/rewards_model.hpp"

#include "lib/base/working_days.hpp"

#include <algorithm>
#include <set>

namespace model {

namespace {

using std::chrono::days;

const days hold{30};
const days reminder_before{10};

int year_of(mk::Day day) { return int{std::chrono::year_month_day{day}.year()}; }

/// Whether a claim in this state uses a place, a part of the limit and money.
bool holds(const Claim& it) {
  return it.state == "offered" || it.state == "reserved" || it.state == "agreed" ||
         it.state == "delivered" || it.state == "missed";
}

bool ended(const Claim& it) {
  return it.state == "delivered" || it.state == "missed" || it.state == "cancelled" ||
         it.state == "expired";
}

}  // namespace

int Books::season_of(mk::Day day) {
  const std::chrono::year_month_day date{day};
  const int year = int{date.year()};
  const auto month = unsigned{date.month()};
  if (month <= 2) return 2 * year - 1;  // Of the autumn before.
  return month <= 8 ? 2 * year : 2 * year + 1;
}

mk::Day Books::first_day(int season) {
  using namespace std::chrono;
  const year in{season / 2};
  return mk::Day{season % 2 == 0 ? in / March / 1 : in / September / 1};
}

int Books::season_for(const Good& good) const { return season_of(std::max(today, good.opens)); }

Count Books::pool(int good, int season) const {
  const auto kept = seasons.find({good, season});
  return kept == seasons.end() ? goods.at(good).pool : kept->second.first;
}

Count Books::limit(int good, int season) const {
  const auto kept = seasons.find({good, season});
  return kept == seasons.end() ? goods.at(good).limit : kept->second.second;
}

Count Books::taken(int good, int season, std::optional<int> member) const {
  Count sum = 0;
  for (const auto& [id, it] : claims)
    if (it.good == good && it.season == season && holds(it) && (!member || it.member == *member))
      sum += it.quantity;
  return sum;
}

Count Books::used_up(int good, int season) const {
  Count sum = 0;
  for (const auto& [id, it] : claims)
    if (it.good == good && it.season == season && (it.state == "delivered" || it.state == "missed"))
      sum += it.quantity;
  return sum;
}

Count Books::committed(const Line& line) const {
  Count sum = 0;
  for (const auto& [id, it] : claims)
    if (it.line == line && holds(it) && !ended(it)) sum += it.cost;
  return sum;
}

Count Books::spent(const Line& line) const {
  Count sum = 0;
  for (const auto& [id, it] : claims)
    if (it.line == line && holds(it) && ended(it)) sum += it.cost;
  return sum;
}

Count Books::free(const Line& line) const { return lines.at(line) - committed(line) - spent(line); }

mk::Day Books::line_ends(const Claim& claim) const {
  return std::min(first_day(claim.season + 1) - days{1}, goods.at(claim.good).closes);
}

std::vector<int> Books::line_of(int good) const {
  std::vector<int> all;
  for (const auto* state : {"offered", "waiting"})
    for (const auto& [id, it] : claims)
      if (it.good == good && it.state == state) all.push_back(id);
  return all;
}

Answer Books::why_not_member(const Member& member) const {
  if (member.state != "active") return member.state;
  return member.card ? "" : "no card";
}

Answer Books::why_not_open(const Good& good, const Member& member, mk::Day first,
                           mk::Day last) const {
  if (good.archived) return "archived";
  if (member.status < good.status) return "status";
  if (today < first) return "early";
  return today > last ? "over" : "";
}

Answer Books::why_no_money(const Good& good, Count cost) const {
  if (cost == 0) return "";
  const Line line{good.line, year_of(today)};
  if (!lines.contains(line)) return "no line";
  return cost > free(line) ? "money" : "";
}

Answer Books::why_not(const Wish& wish, int season) const {
  const auto& good = goods.at(wish.good);
  const auto& member = members.at(wish.member);
  if (wish.quantity < 1 || wish.quantity > 100'000) return "quantity";
  if (auto why = why_not_member(member); !why.empty()) return why;
  if (auto why = why_not_open(good, member, good.opens, good.closes); !why.empty()) return why;
  if (!wish.exceed) {
    const auto room = pool(wish.good, season) - taken(wish.good, season);
    if (wish.quantity > std::max<Count>(0, room)) return "pool";
    if (taken(wish.good, season, wish.member) + wish.quantity > limit(wish.good, season))
      return "limit";
    if (others_wait(wish, season)) return "others";
  }
  return why_no_money(good, good.cost * wish.quantity);
}

/// A claim in a line is to be served, is to be served next, or is out: not by itself, or for more
/// than could become free if all that is not used up yet were given back.
Books::Turn Books::turn_of(const Claim& it) const {
  const auto& good = goods.at(it.good);
  const auto& member = members.at(it.member);
  if (!why_not_member(member).empty()) return Turn::out;
  // It asked in time, whatever the window is by now.
  if (!why_not_open(good, member, today, line_ends(it)).empty()) return Turn::out;
  if (taken(it.good, it.season, it.member) + it.quantity > limit(it.good, it.season))
    return Turn::out;
  const auto whole = pool(it.good, it.season);
  const auto cost = good.cost * it.quantity;
  const Line line{good.line, year_of(today)};
  if (it.quantity > whole - used_up(it.good, it.season)) return Turn::out;
  if (lines.contains(line) && cost > lines.at(line) - spent(line)) return Turn::out;
  if (it.quantity > whole - taken(it.good, it.season)) return Turn::next;
  return why_no_money(good, cost).empty() ? Turn::come : Turn::next;
}

bool Books::others_wait(const Wish& wish, int season) const {
  return std::ranges::any_of(claims, [&](const auto& entry) {
    const auto& it = entry.second;
    return it.state == "waiting" && it.good == wish.good && it.season == season &&
           it.member != wish.member && turn_of(it) != Turn::out;
  });
}

Answer Books::in_line(const Wish& wish, int id) {
  const auto& it = claims.at(id);
  if (it.state == "waiting") return "waits";
  if (it.quantity != wish.quantity) return "offered otherwise";
  return accept(id);
}

Answer Books::reserve(const Wish& wish) {
  const auto& good = goods.at(wish.good);
  const auto season = season_for(good);
  for (const auto& [id, it] : claims)
    if (it.good == wish.good && it.season == season && it.member == wish.member &&
        (it.state == "waiting" || it.state == "offered"))
      return in_line(wish, id);

  const auto why = why_not(wish, season);
  const auto own = taken(wish.good, season, wish.member) + wish.quantity;
  if (!why.empty()) {
    if (!wish.wait || wish.exceed) return why;
    if (why != "pool" && why != "others" && why != "money") return why;
    if (wish.quantity > pool(wish.good, season)) return "whole pool";
    if (own > limit(wish.good, season)) return "limit";
  }
  Claim it{wish.good, season, wish.member, wish.quantity, "waiting", 0, 0, {}, today,
           {},        {},     {},          false,         false};
  if (why.empty()) {
    it.state = "reserved";
    it.cost = it.committed = good.cost * wish.quantity;
    if (it.cost > 0) it.line = Line{good.line, year_of(today)};
    it.expires = today + hold;
    it.exception = wish.quantity > pool(wish.good, season) - taken(wish.good, season) ||
                   own > limit(wish.good, season) || others_wait(wish, season);
    ++letters["reservation-made"];
    ++letters["reservation-notice"];
  } else {
    ++letters["waiting-made"];
  }
  seasons.try_emplace({wish.good, season}, good.pool, good.limit);
  claims[next_claim++] = it;
  return "";
}

Answer Books::accept(int id) {
  auto& it = claims.at(id);
  if (it.state == "reserved" || it.state == "agreed") return "taken";
  if (it.state != "offered") return it.state;
  if (members.at(it.member).state != "active") return "not active now";
  if (today > *it.offer_ends) return "late";
  it.state = "reserved";
  it.expires = today + hold;
  ++letters["reservation-made"];
  ++letters["reservation-notice"];
  return "";
}

Answer Books::agree(int id, mk::Day day) {
  auto& it = claims.at(id);
  if (it.state != "reserved" && it.state != "agreed") return it.state;
  if (it.agreed == day) return "agreed already";
  if (day < it.made) return "before";
  const auto moves =
      it.line && it.line->second != year_of(day) && lines.contains({it.line->first, year_of(day)});
  if (moves) {
    const Line other{it.line->first, year_of(day)};
    if (it.cost > free(other)) return "money";
    it.line = other;
  }
  it.state = "agreed";
  it.agreed = day;
  ++letters["reservation-agreed"];
  if (moves) serve();
  return "";
}

Answer Books::finish(int id, bool delivered, std::optional<Count> cost, std::optional<mk::Day> on) {
  auto& it = claims.at(id);
  if (it.state == "reserved") return "no date";
  if (it.state != "agreed") return it.state;
  const auto real = cost.value_or(it.cost);
  if (real > 0 && !it.line) return "draws on nothing";
  if (real > 0 && real > free(*it.line) + it.cost) return "dear";
  const auto day = on.value_or(std::min(*it.agreed, today));
  if (delivered && day > today) return "to come";
  if (delivered && day < it.made) return "before";
  it.state = delivered ? "delivered" : "missed";
  it.cost = real;
  if (!delivered) ++letters["reservation-missed"];
  if (real < it.committed) serve();
  return "";
}

void Books::end(Claim& it, const std::string& state) {
  const bool phoned = it.state == "reserved" || it.state == "agreed";
  it.state = state;
  it.cost = 0;
  if (phoned) ++letters["reservation-end-notice"];
}

Answer Books::cancel(int id) {
  auto& it = claims.at(id);
  if (ended(it)) return it.state;
  end(it, "cancelled");
  ++letters["reservation-cancelled"];
  serve();
  return "";
}

Answer Books::edit(int id, const Edit& edit) {
  const auto& before = goods.at(id);
  if (before.archived) return "archived";
  auto after = before;
  after.pool = edit.pool.value_or(after.pool);
  after.limit = edit.limit.value_or(after.limit);
  after.cost = edit.cost.value_or(after.cost);
  after.status = edit.status.value_or(after.status);
  after.opens = edit.opens.value_or(after.opens);
  after.closes = edit.closes.value_or(after.closes);
  if (after.closes < after.opens) return "backwards";

  std::map<int, Count> held;
  std::map<std::pair<int, int>, Count> held_by;
  for (const auto& [number, it] : claims) {
    if (it.good != id || it.season < season_for(after) || !holds(it) || it.exception) continue;
    held[it.season] += it.quantity;
    held_by[{it.season, it.member}] += it.quantity;
  }
  for (const auto& [season, sum] : held)
    if (sum > after.pool) return "below pool";
  for (const auto& [whose, sum] : held_by)
    if (sum > after.limit) return "below limit";
  if (after != before)
    for (auto& [key, kept] : seasons)
      if (key.first == id && key.second >= season_for(after)) kept = {after.pool, after.limit};
  goods[id] = after;
  serve();
  return "";
}

void Books::archive_or_delete(int good) {
  bool ever = false;
  for (auto& [id, it] : claims) {
    if (it.good != good) continue;
    ever = true;
    if (it.state != "waiting") continue;
    end(it, "expired");
    ++letters["waiting-ended"];
  }
  if (ever) {
    goods.at(good).archived = true;
  } else {
    goods.erase(good);
  }
}

Answer Books::set_line(const Line& line, Count amount) {
  if (!lines.contains(line)) return "unknown line";
  if (amount < committed(line) + spent(line)) return "below line";
  lines[line] = amount;
  serve();
  return "";
}

Answer Books::add_line(const Line& line, Count amount) {
  if (lines.contains(line)) return "there already";
  lines[line] = amount;
  serve();
  return "";
}

void Books::withdraw(int member) {
  members.at(member).state = "withdrawn";
  bool any = false;
  for (auto& [id, it] : claims) {
    if (it.member != member || ended(it)) continue;
    end(it, "cancelled");
    any = true;
  }
  if (any) serve();
}

Count Books::expire_holds() {
  Count count = 0;
  for (auto& [id, it] : claims) {
    if (it.state != "reserved" || *it.expires > today) continue;
    end(it, "expired");
    ++letters["reservation-expired"];
    ++count;
  }
  if (count > 0) serve();
  return count;
}

Count Books::expire_offers() {
  Count count = 0;
  for (auto& [id, it] : claims) {
    if (it.state != "offered" || *it.offer_ends >= today) continue;
    end(it, "expired");
    ++letters["offer-expired"];
    ++count;
  }
  serve();
  return count;
}

Count Books::end_lines() {
  Count count = 0;
  for (auto& [id, it] : claims) {
    if (it.state != "waiting" || today <= line_ends(it)) continue;
    end(it, "expired");
    ++letters["waiting-ended"];
    ++count;
  }
  return count;
}

void Books::offer(Claim& it) {
  const auto& good = goods.at(it.good);
  it.state = "offered";
  it.cost = it.committed = good.cost * it.quantity;
  if (it.cost > 0) it.line = Line{good.line, year_of(today)};
  it.offer_ends = mk::after_working_days(today, 3);
  ++letters["place-offered"];
}

/// In the order of asking; who is next and cannot be served yet stops its line, and no other.
Count Books::serve() {
  std::set<std::pair<int, int>> stopped;
  Count count = 0;
  for (auto& [id, it] : claims) {
    if (it.state != "waiting" || stopped.contains({it.good, it.season})) continue;
    const auto turn = turn_of(it);
    if (turn == Turn::next) stopped.insert({it.good, it.season});
    if (turn != Turn::come) continue;
    offer(it);
    ++count;
  }
  return count;
}

Count Books::remind() {
  Count count = 0;
  for (auto& [id, it] : claims) {
    if (it.state != "reserved" || it.reminded || *it.expires > today + reminder_before) continue;
    if (*it.expires <= today) continue;
    it.reminded = true;
    ++letters["hold-reminder"];
    ++count;
  }
  return count;
}

}  // namespace model
