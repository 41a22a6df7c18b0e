#pragma once

#include "lib/exchange/exchange.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// Matches as reports see them: what went round, among how many, and how it ended. Pure.
namespace mk::exchange {

/// What one party gives and gets in a match, as it is kept.
struct Share {
  std::optional<FacilityId> facility;  ///< None is the city.
  std::optional<PostId> gives;
  std::optional<PostId> gets;
  std::string category;    ///< Of what it gives, or "".
  std::int64_t units = 1;  ///< Of what it gives; 1 where nobody counted.
};

/// A match with its days.
struct Course {
  MatchState state = MatchState::proposed;  ///< Now.
  Instant proposed_at;
  std::optional<Instant> agreed_at;
  std::optional<Instant> ended_at;
  std::string reason;
  bool in_words = false;  ///< What is given in return was told in words, without a post.
  std::vector<Share> shares;
};

/// How things go round. A gift has a giver and a receiver; a chain begins with one that gets
/// nothing and ends with one that gives nothing; in a ring each gives one and gets one.
enum class Form { gift, pair, three, four, chain };

/// How a match stands or ended.
enum class Outcome { proposed, declined, no_answer, withdrawn, otherwise, agreed, done, failed };

/// Something that goes from one party to the next.
struct Given {
  std::string category;  ///< "" for what was told in words.
  std::int64_t units = 1;
  std::set<std::int64_t> members;  ///< The facilities that give and get it.
};

struct Round {
  Form form = Form::gift;
  Outcome outcome = Outcome::proposed;
  Instant proposed_at;
  std::vector<Given> given;        ///< In the order in which things go round.
  std::set<std::int64_t> members;  ///< The facilities that take part.
  std::set<std::int64_t> givers;
  std::set<std::int64_t> receivers;

  /// Whether all had accepted it, whatever came of it.
  bool was_agreed() const { return outcome >= Outcome::agreed; }
};

/// `course` as it stood just before `moment`; nothing when it was not proposed yet.
std::optional<Round> round_before(Instant moment, const Course& course);

}  // namespace mk::exchange
