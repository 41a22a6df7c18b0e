#include "lib/exchange/rounds.hpp"

#include "lib/exchange/words.hpp"

#include <algorithm>

namespace mk::exchange {

namespace {

Outcome dissolved_by(const std::string& reason) {
  if (reason == declined) return Outcome::declined;
  if (reason == no_answer) return Outcome::no_answer;
  return reason == withdrawn ? Outcome::withdrawn : Outcome::otherwise;
}

Outcome outcome_before(Instant moment, const Course& course) {
  if (course.ended_at && *course.ended_at < moment) {
    if (course.state == MatchState::done) return Outcome::done;
    return course.state == MatchState::failed ? Outcome::failed : dissolved_by(course.reason);
  }
  const bool agreed = course.agreed_at && *course.agreed_at < moment;
  return agreed ? Outcome::agreed : Outcome::proposed;
}

Form form_of(const Course& course) {
  const auto& shares = course.shares;
  const bool open =
      std::ranges::any_of(shares, [](const Share& it) { return !it.gives || !it.gets; });
  if (shares.size() == 2) return open && !course.in_words ? Form::gift : Form::pair;
  if (open) return Form::chain;
  return shares.size() == 3 ? Form::three : Form::four;
}

/// The party that gets what `from` gives, or nullptr.
const Share* next(const std::vector<Share>& shares, const Share& from) {
  const auto found = std::ranges::find_if(
      shares, [&](const Share& it) { return from.gives && it.gets == from.gives; });
  return found == shares.end() ? nullptr : &*found;
}

void add(std::set<std::int64_t>& members, const Share& share) {
  if (share.facility) members.insert(share.facility->value);
}

std::vector<Given> given_in(const Course& course) {
  const auto& shares = course.shares;
  std::vector<Given> given;
  if (shares.empty()) return given;
  const auto first = std::ranges::find_if(shares, [](const Share& it) { return !it.gets; });
  const auto* giver = first == shares.end() ? &shares.front() : &*first;
  while (giver != nullptr && giver->gives && given.size() < shares.size()) {
    const auto* const receiver = next(shares, *giver);
    Given it{giver->category, giver->units, {}};
    add(it.members, *giver);
    if (receiver != nullptr) add(it.members, *receiver);
    given.push_back(std::move(it));
    giver = receiver;
  }
  return given;
}

}  // namespace

std::optional<Round> round_before(Instant moment, const Course& course) {
  if (course.proposed_at >= moment) return std::nullopt;
  Round round;
  round.form = form_of(course);
  round.outcome = outcome_before(moment, course);
  round.proposed_at = course.proposed_at;
  round.given = given_in(course);
  for (const auto& share : course.shares) {
    add(round.members, share);
    if (share.gives || course.in_words) add(round.givers, share);
    if (share.gets || course.in_words) add(round.receivers, share);
  }
  return round;
}

}  // namespace mk::exchange
