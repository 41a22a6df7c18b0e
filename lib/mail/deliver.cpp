#include "lib/mail/deliver.hpp"

#include "lib/mail/carriers.hpp"
#include "lib/mail/letters.hpp"
#include "lib/mail/records.hpp"
#include "lib/mail/rules.hpp"
#include "lib/store/log.hpp"

#include <algorithm>
#include <deque>
#include <exception>

namespace mk::mail {

namespace {

using std::chrono::steady_clock;

/// A letter is handed over in less (the transports' own limits are below it).
constexpr std::chrono::minutes longest_try{7};
/// What went is written down, however long another program is busy with the database.
constexpr int patient_rounds = 30;

/// One way of the run.
struct Line {
  bool busy = false;
  bool closed = false;
  int lost = 0;  ///< How often in a row.
};

/// A letter that a way gets next.
struct Given {
  std::size_t line = 0;
  Outgoing letter;
};

/// The calling thread keeps the records; in each round it commits, all at once, what became of the
/// letters that came back, and which go next.
class Run {
 public:
  Run(const Context& context, const std::vector<HandOver>& ways, const Clock& clock, Bounds bounds)
      : context_{context},
        clock_{clock},
        bounds_{std::move(bounds)},
        deed_{context.deed("mail send")},
        lines_(ways.size()),
        carriers_{ways} {}

  Delivered all() {
    std::vector<Done> done;
    do {
      for (auto& [line, letter] : round(done)) {
        lines_[line].busy = true;
        ++under_way_;
        carriers_.give(line, std::move(letter));
      }
      if (under_way_ == 0 && !waits_) break;
      done = carriers_.wait(waits_ ? std::optional{next_look()} : std::nullopt);
    } while (true);
    if (stopped_) std::rethrow_exception(stopped_);
    if (!any_line()) done_.no_server = why_closed_;
    return std::move(done_);
  }

 private:
  std::vector<Given> round(const std::vector<Done>& done) {
    for (int tried = 1;; ++tried) {
      try {
        return store::together(context_.db, deed_, [&](store::Database& db) {
          for (const auto& it : done) settle(db, it);
          return choose(db);
        });
      } catch (const Error& error) {
        // Nothing was begun yet: SQLite waits for others at the beginning of a transaction alone.
        if (done.empty() || error.exit() != Exit::busy || tried == patient_rounds) throw;
      }
    }
  }

  void settle(store::Database& db, const Done& done) {
    auto& line = lines_[done.carrier];
    line.busy = false;
    --under_way_;
    if (done.failure) return fail(db, done);
    auto answer = done.answer;
    answer.why = one_line(answer.why);
    if (answer.why.empty()) answer.why = "?";
    judge(line, answer);
    keep(db, done.letter, answer);
  }

  /// What stops the run, such as a full disk, is told once the letters it took wait as before; what
  /// nobody foresaw may be this letter's doing.
  void fail(store::Database& db, const Done& done) {
    auto crashes = done.letter.crashes;
    try {
      std::rethrow_exception(done.failure);
    } catch (const Error&) {
      stopped_ = std::current_exception();
    } catch (const std::exception&) {
      stopped_ = std::current_exception();
      ++crashes;
    }
    records::put_back(db, done.letter, crashes);
  }

  /// What an answer tells of the way that it came by.
  void judge(Line& line, const Answer& answer) {
    using Kind = Answer::Kind;
    const bool lost = answer.kind == Kind::lost || answer.kind == Kind::not_now;
    line.lost = lost ? line.lost + 1 : 0;
    line.closed = answer.kind == Kind::no_server || line.lost == most_lost;
    if (line.closed) why_closed_ = answer.why;
    if (!lost && !line.closed) proven_ = true;
  }

  void keep(store::Database& db, const Outgoing& letter, const Answer& answer) {
    using Kind = Answer::Kind;
    const auto now = clock_();
    if (answer.kind == Kind::taken) {
      records::mark_sent(db, letter.id, now);
      ++done_.sent;
    } else if (answer.kind == Kind::no_server || answer.kind == Kind::lost) {
      records::put_back(db, letter, letter.crashes);
    } else if (answer.kind == Kind::never ||
               is_given_up(letter.first_tried_at.value_or(now), now)) {
      if (records::mark_failed(db, letter, now, answer.why))
        store::remember(db, "mail", letter.id.value, "state", "queued", "failed");
      done_.failed.push_back({letter.id, letter.to, answer.why});
    } else {
      records::mark_postponed(db, letter, now, next_try(letter.attempts + 1, now), answer.why);
      done_.postponed.push_back({letter.id, letter.to, answer.why});
    }
  }

  bool usable(std::size_t line) const { return !lines_[line].closed && (proven_ || line == 0); }

  bool any_line() const {
    for (std::size_t line = 0; line < lines_.size(); ++line)
      if (usable(line)) return true;
    return false;
  }

  /// The letters that go next, marked as begun.
  std::vector<Given> choose(store::Database& db) {
    waits_ = false;
    std::vector<Given> given;
    if (stopped_ || !any_line() || bounds_.told_to_end()) {
      put_back_stock(db);
      return given;
    }
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      if (lines_[line].busy || !usable(line)) continue;
      auto letter = take(db, under_way_ + given.size());
      if (!letter) break;
      given.push_back({line, std::move(*letter)});
    }
    return given;
  }

  /// The next letter, begun; nothing when there is none or it is too early.
  std::optional<Outgoing> take(store::Database& db, std::size_t under_way) {
    while (true) {
      stock_up(db, under_way);
      if (stock_.empty() || !is_time()) return std::nullopt;
      auto letter = std::move(stock_.front());
      stock_.pop_front();
      if (records::begin(db, letter)) return letter;  // Else it was taken back meanwhile.
    }
  }

  /// Takes the next letters, when there are none left or the lease of those gets short: another run
  /// might take them meanwhile.
  void stock_up(store::Database& db, std::size_t under_way) {
    if (alone_ && under_way > 0) return;
    alone_ = false;
    const auto now = clock_();
    if (!stock_.empty() && now + longest_try > *stock_.front().leased_until) put_back_stock(db);
    if (!stock_.empty()) return;
    const auto left = bounds_.letters - done_.tried() - static_cast<std::int64_t>(under_way);
    if (left <= 0) return;
    for (auto& it : records::claim(db, now, now + lease, std::min(batch, left)))
      stock_.push_back(std::move(it));
    if (!stock_.empty() || under_way > 0) return;
    hold_what_crashes(db, now);
    alone_ = true;
    for (auto& it : records::claim_crashed(db, now, now + lease)) stock_.push_back(std::move(it));
  }

  void hold_what_crashes(store::Database& db, Instant now) {
    const auto why = spoken(msg("{} runs that sent it broke off", most_crashes));
    for (const auto& it : records::crashed(db, now, most_crashes)) {
      records::mark_held(db, it.id, why);
      store::remember(db, "mail", it.id.value, "state", "queued", "held");
      done_.held.push_back({it.id, it.to, why});
    }
  }

  void put_back_stock(store::Database& db) {
    for (const auto& it : stock_) records::put_back(db, it, it.crashes);
    stock_.clear();
  }

  /// Whether the rate lets another letter go now; else when is noted.
  bool is_time() {
    if (bounds_.a_minute <= 0) return true;
    const auto now = steady_clock::now();
    waits_ = now < next_at_;
    if (!waits_)
      next_at_ = now + std::chrono::microseconds{std::chrono::minutes{1}} / bounds_.a_minute;
    return !waits_;
  }

  /// Until when the rate makes the run wait, but no longer than it may be told to end unheard.
  steady_clock::time_point next_look() const {
    return std::min(next_at_, steady_clock::now() + std::chrono::seconds{1});
  }

  const Context& context_;
  const Clock& clock_;
  const Bounds bounds_;
  const store::Deed deed_;
  std::vector<Line> lines_;
  std::deque<Outgoing> stock_;  ///< Taken and not begun.
  std::size_t under_way_ = 0;
  bool proven_ = false;  ///< The server said something about a letter.
  bool alone_ = false;   ///< What is under way crashed a run before.
  bool waits_ = false;   ///< For `next_at_`, as the rate says.
  steady_clock::time_point next_at_{};
  std::string why_closed_;
  Delivered done_;
  std::exception_ptr stopped_;
  Carriers carriers_;
};

}  // namespace

Delivered deliver(const Context& context, const std::vector<HandOver>& ways, const Clock& clock,
                  const Bounds& bounds) {
  return Run{context, ways, clock, bounds}.all();
}

}  // namespace mk::mail
