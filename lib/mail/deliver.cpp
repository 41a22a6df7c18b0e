#include "lib/mail/deliver.hpp"

#include "lib/mail/letters.hpp"
#include "lib/mail/records.hpp"
#include "lib/mail/rules.hpp"
#include "lib/store/log.hpp"

#include <algorithm>
#include <exception>

namespace mk::mail {

namespace {

/// Few enough that a run that dies leaves few letters waiting for their lease to end.
constexpr std::int64_t batch = 10;
/// A letter is handed over in less (the transports' own limits are below it).
constexpr std::chrono::minutes longest_try{4};

class Run {
 public:
  Run(const Context& context, const HandOver& hand_over, const Clock& clock)
      : context_{context}, hand_over_{hand_over}, clock_{clock} {}

  Delivered all(std::int64_t limit) {
    while (done_.tried() < limit && done_.no_server.empty()) {
      const auto letters = claim(std::min(batch, limit - done_.tried()));
      if (letters.empty()) break;
      for (const auto& letter : letters) one(letter);
    }
    if (stopped_) std::rethrow_exception(stopped_);
    return std::move(done_);
  }

 private:
  std::vector<Outgoing> claim(std::int64_t limit) {
    const auto now = clock_();
    return store::together(context_.db, context_.deed("mail send"), [&](store::Database& db) {
      return records::claim(db, now, now + lease, limit);
    });
  }

  void one(const Outgoing& letter) {
    // What is left of the lease must do, or another run may take the letter meanwhile.
    const bool in_time = clock_() + longest_try <= *letter.leased_until;
    if (!in_time || !done_.no_server.empty()) return keep(letter, {Answer::Kind::no_server, {}});
    auto answer = handed_over(letter);
    answer.why = one_line(answer.why);
    if (answer.why.empty()) answer.why = "?";
    keep(letter, answer);
  }

  /// What stops the run, such as a full disk, is told once the letters it took wait as before.
  Answer handed_over(const Outgoing& letter) {
    try {
      return hand_over_(letter);
    } catch (const Error& error) {
      stopped_ = std::current_exception();
      return {Answer::Kind::no_server, error.what()};
    }
  }

  /// Commits what became of `letter`, on its own: what was sent is never sent again.
  void keep(const Outgoing& letter, const Answer& answer) {
    store::together(context_.db, context_.deed("mail send"),
                    [&](store::Database& db) { settle(db, letter, answer); });
  }

  void settle(store::Database& db, const Outgoing& letter, const Answer& answer) {
    const auto now = clock_();
    if (answer.kind == Answer::Kind::taken) {
      records::mark_sent(db, letter.id, now);
      ++done_.sent;
    } else if (answer.kind == Answer::Kind::no_server) {
      records::put_back(db, letter.id);
      if (done_.no_server.empty()) done_.no_server = answer.why;
    } else if (answer.kind == Answer::Kind::never ||
               is_given_up(letter.first_tried_at.value_or(now), now)) {
      records::mark_failed(db, letter.id, now, answer.why);
      store::remember(db, "mail", letter.id.value, "state", "queued", "failed");
      done_.failed.push_back({letter.id, letter.to, answer.why});
    } else {
      records::mark_postponed(db, letter.id, now, next_try(letter.attempts + 1, now), answer.why);
      done_.postponed.push_back({letter.id, letter.to, answer.why});
    }
  }

  const Context& context_;
  const HandOver& hand_over_;
  const Clock& clock_;
  Delivered done_;
  std::exception_ptr stopped_;
};

}  // namespace

Delivered deliver(const Context& context, const HandOver& hand_over, const Clock& clock,
                  std::int64_t limit) {
  return Run{context, hand_over, clock}.all(limit);
}

}  // namespace mk::mail
