#pragma once

#include "lib/base/time.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The books of the rewards once more, as plain maps and loops: written from what the programme
/// says of them, and slow and simple enough to be believed. Asks nothing of lib/rewards.
namespace model {

using Count = std::int64_t;
using Line = std::pair<std::string, int>;  ///< Name and year of a budget line.
using Answer = std::string;                ///< Empty when granted; else the kind of the reason.

struct Member {
  std::string state = "active";
  int status = 1;  ///< 0 growing, 1 standard, 2 premium, 3 vip.
  bool card = true;
};

struct Good {
  int status = 1;
  Count pool = 1;
  Count limit = 1;
  Count cost = 0;
  std::string line;
  mk::Day opens;
  mk::Day closes;
  bool archived = false;

  bool operator==(const Good&) const = default;
};

struct Claim {
  int good = 0;
  int season = 0;
  int member = 0;
  Count quantity = 1;
  std::string state;
  Count cost = 0;
  Count committed = 0;
  std::optional<Line> line;
  mk::Day made;
  std::optional<mk::Day> expires;
  std::optional<mk::Day> offer_ends;
  std::optional<mk::Day> agreed;
  bool exception = false;
  bool reminded = false;
};

struct Wish {
  int good = 0;
  int member = 0;
  Count quantity = 1;
  bool wait = false;
  bool exceed = false;
};

/// What is asked of a reward's row; what is absent stays.
struct Edit {
  std::optional<Count> pool;
  std::optional<Count> limit;
  std::optional<Count> cost;
  std::optional<int> status;
  std::optional<mk::Day> opens;
  std::optional<mk::Day> closes;
};

class Books {
 public:
  mk::Day today;
  std::map<int, Member> members;
  std::map<int, Good> goods;
  std::map<std::pair<int, int>, std::pair<Count, Count>> seasons;  ///< Pool and limit once kept.
  std::map<Line, Count> lines;
  std::map<int, Claim> claims;
  std::map<std::string, Count> letters;
  int next_claim = 1;

  static int season_of(mk::Day day);  ///< Half years, counted.
  static mk::Day first_day(int season);
  int season_for(const Good& good) const;  ///< Whose pool counts for who asks today.
  Count pool(int good, int season) const;
  Count limit(int good, int season) const;
  Count taken(int good, int season, std::optional<int> member = {}) const;
  Count committed(const Line& line) const;
  Count spent(const Line& line) const;
  std::vector<int> line_of(int good) const;  ///< Offered, then waiting.

  Answer reserve(const Wish& wish);
  Answer accept(int id);
  Answer agree(int id, mk::Day day);
  Answer finish(int id, bool delivered, std::optional<Count> cost, std::optional<mk::Day> on);
  Answer cancel(int id);
  Answer edit(int good, const Edit& edit);
  void archive_or_delete(int good);
  Answer set_line(const Line& line, Count amount);
  Answer add_line(const Line& line, Count amount);
  void withdraw(int member);

  Count expire_holds();
  Count expire_offers();
  Count end_lines();
  Count serve();
  Count remind();

 private:
  enum class Turn { come, next, out };

  Answer why_not_member(const Member& member) const;
  Answer why_not_open(const Good& good, const Member& member, mk::Day first, mk::Day last) const;
  Answer why_no_money(const Good& good, Count cost) const;
  Answer why_not(const Wish& wish, int season) const;
  Answer in_line(const Wish& wish, int id);
  Turn turn_of(const Claim& claim) const;
  bool others_wait(const Wish& wish, int season) const;
  Count used_up(int good, int season) const;
  Count free(const Line& line) const;
  mk::Day line_ends(const Claim& claim) const;
  void end(Claim& claim, const std::string& state);
  void offer(Claim& claim);
};

}  // namespace model
