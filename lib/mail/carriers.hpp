#pragma once

#include "lib/mail/deliver.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace mk::mail {

/// A letter that was handed over, and what became of it.
struct Done {
  std::size_t carrier = 0;
  Outgoing letter;
  Answer answer;
  std::exception_ptr failure;  ///< What was thrown instead of an answer.
};

/// Threads that hand letters over, one a way; a way alone needs none. They touch no database.
class Carriers {
 public:
  /// No thread runs before a way gets its first letter.
  explicit Carriers(const std::vector<HandOver>& ways);
  Carriers(const Carriers&) = delete;
  Carriers& operator=(const Carriers&) = delete;
  ~Carriers();  ///< Waits for those that are under way.

  /// Lets `carrier`, which has none, hand over `letter`.
  void give(std::size_t carrier, Outgoing letter);

  /// What was done since the last call: at least one, unless `until` comes first.
  std::vector<Done> wait(const std::optional<std::chrono::steady_clock::time_point>& until);

 private:
  struct Carrier {
    HandOver hand_over;
    std::condition_variable called{};
    std::optional<Outgoing> letter{};
    std::thread thread{};
  };
  bool needs_thread() const { return carriers_.size() > 1; }
  void work(std::size_t number);
  Done handed_over(std::size_t number, Outgoing letter) const;

  std::mutex mutex_;
  std::condition_variable any_done_;
  std::vector<std::unique_ptr<Carrier>> carriers_;
  std::vector<Done> done_;
  bool over_ = false;
};

}  // namespace mk::mail
