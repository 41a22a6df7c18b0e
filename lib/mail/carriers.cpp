#include "lib/mail/carriers.hpp"

#include <utility>

namespace mk::mail {

Carriers::Carriers(const std::vector<HandOver>& ways) {
  for (const auto& way : ways) carriers_.push_back(std::make_unique<Carrier>(way));
}

Carriers::~Carriers() {
  {
    const std::scoped_lock lock{mutex_};
    over_ = true;
  }
  for (const auto& carrier : carriers_) {
    carrier->called.notify_one();
    if (carrier->thread.joinable()) carrier->thread.join();
  }
}

void Carriers::give(std::size_t carrier, Outgoing letter) {
  auto& it = *carriers_.at(carrier);
  {
    const std::scoped_lock lock{mutex_};
    it.letter = std::move(letter);
  }
  if (it.thread.joinable())
    it.called.notify_one();
  else if (needs_thread())
    it.thread = std::thread{[this, carrier] { work(carrier); }};
}

std::vector<Done> Carriers::wait(
    const std::optional<std::chrono::steady_clock::time_point>& until) {
  if (!needs_thread() && carriers_.front()->letter) {
    auto letter = std::exchange(carriers_.front()->letter, std::nullopt);
    std::vector<Done> done;
    done.push_back(handed_over(0, std::move(*letter)));
    return done;
  }
  std::unique_lock lock{mutex_};
  const auto some = [this] { return !done_.empty(); };
  if (until)
    any_done_.wait_until(lock, *until, some);
  else
    any_done_.wait(lock, some);
  return std::exchange(done_, {});
}

void Carriers::work(std::size_t number) {
  auto& carrier = *carriers_.at(number);
  std::unique_lock lock{mutex_};
  while (true) {
    carrier.called.wait(lock, [&] { return carrier.letter || over_; });
    if (!carrier.letter) return;
    auto letter = std::move(*carrier.letter);
    carrier.letter.reset();
    lock.unlock();
    auto done = handed_over(number, std::move(letter));
    lock.lock();
    done_.push_back(std::move(done));
    any_done_.notify_one();
  }
}

Done Carriers::handed_over(std::size_t number, Outgoing letter) const {
  Done done{number, std::move(letter), {}, {}};
  try {
    done.answer = carriers_.at(number)->hand_over(done.letter);
  } catch (...) {  // It is told by the thread that asked for it.
    done.failure = std::current_exception();
  }
  return done;
}

}  // namespace mk::mail
