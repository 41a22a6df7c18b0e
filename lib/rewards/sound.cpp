#include "lib/rewards/sound.hpp"

namespace mk::rewards {

namespace {

void add_money(std::vector<Message>& all, const Reservation& it) {
  const bool paid = it.state == State::delivered || it.state == State::missed;
  if (it.cost > Money{} && !it.budget_line)
    all.push_back(msg("{} costs {} and draws on no budget line", it.id, it.cost));
  if (it.cost > Money{} && !still_to_come(it.state) && !paid)
    all.push_back(msg("{} holds no place and takes {} from the budget", it.id, it.cost));
  if (still_to_come(it.state) && it.cost != it.committed)
    all.push_back(
        msg("{} was promised {} and takes {} from the budget", it.id, it.committed, it.cost));
}

void add_days(std::vector<Message>& all, const Reservation& it) {
  const bool dated =
      it.state == State::agreed || it.state == State::delivered || it.state == State::missed;
  if (it.state == State::offered && !it.offer_ends_on)
    all.push_back(msg("{} is offered without a last day to take it", it.id));
  if (it.state == State::reserved && !it.expires_on)
    all.push_back(msg("{} is held without a last day", it.id));
  if (dated && !it.agreed_on) all.push_back(msg("{} is past agreeing a day, and has none", it.id));
  if (it.state == State::delivered && !it.delivered_on)
    all.push_back(msg("{} is delivered, and not told on which day", it.id));
  if (it.state != State::delivered && it.delivered_on)
    all.push_back(msg("{} has a day of delivery and was not delivered", it.id));
}

void add_end(std::vector<Message>& all, const Reservation& it) {
  if (ended(it.state) && !it.ended_at) all.push_back(msg("{} has ended, and not told when", it.id));
  if (!ended(it.state) && it.ended_at)
    all.push_back(msg("{} has a time of its end and did not end", it.id));
  if (it.state == State::cancelled && it.end_reason.empty())
    all.push_back(msg("{} is cancelled without a reason", it.id));
}

}  // namespace

std::vector<Message> contradictions(const Reservation& reservation) {
  std::vector<Message> all;
  add_money(all, reservation);
  add_days(all, reservation);
  add_end(all, reservation);
  return all;
}

}  // namespace mk::rewards
