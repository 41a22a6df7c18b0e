#include "lib/mail/rules.hpp"

#include <algorithm>
#include <array>

namespace mk::mail {

namespace {

constexpr std::array codes{"queued", "sending", "sent", "failed", "held", "cancelled"};

}  // namespace

const char* code(State state) { return codes.at(static_cast<std::size_t>(state)); }

void read(const std::string& text, State& state) {
  const auto* const found = std::ranges::find(codes, text);
  if (found == codes.end())
    throw Error{Exit::usage,
                msg("“{}” is not a state of a letter; there are queued, sending, sent, "
                    "failed, held and cancelled",
                    text)};
  state = static_cast<State>(found - codes.begin());
}

Instant next_try(std::int64_t attempts, Instant now) {
  std::chrono::minutes wait = first_wait;
  for (auto tried = attempts; tried > 1 && wait < longest_wait; --tried) wait *= 2;
  return now + std::min<std::chrono::minutes>(wait, longest_wait);
}

bool is_given_up(Instant first, Instant now) { return now - first >= patience; }

namespace {

/// Whether a run has the letter at `now`.
bool is_under_way(const Outgoing& letter, Instant now) {
  return letter.state == State::sending && *letter.leased_until > now &&
         *letter.leased_until <= now + longest_lease;
}

}  // namespace

std::optional<Message> why_not_retry(const Outgoing& letter, Instant now) {
  if (is_under_way(letter, now)) return msg("{} is being sent right now", letter.id);
  switch (letter.state) {
    case State::sent:
      return msg("{} was sent already", letter.id);
    case State::cancelled:
      return msg("{} was cancelled", letter.id);
    case State::queued:
    case State::sending:
    case State::failed:
    case State::held:
      break;
  }
  if (letter.secret && letter.secret->empty() && letter.facility)
    return msg("{0} carried a link that is gone; send a fresh one: mk facility resend {1}",
               letter.id, *letter.facility);
  return std::nullopt;
}

std::optional<Message> why_not_cancel(const Outgoing& letter, Instant now) {
  if (letter.state == State::sent) return msg("{} was sent already", letter.id);
  if (letter.state == State::cancelled) return msg("{} was cancelled", letter.id);
  if (is_under_way(letter, now)) return msg("{} is being sent right now", letter.id);
  return std::nullopt;
}

std::string with_mask(std::string text, const std::string& secret) {
  if (secret.empty()) return text;
  const std::string stars = mask;
  for (auto at = text.find(secret); at != std::string::npos;
       at = text.find(secret, at + stars.size()))
    text.replace(at, secret.size(), stars);
  return text;
}

Mailbox sender_of(const Settings& settings) {
  const auto& from = settings.mail.from;
  auto sender = mailbox(from.empty() ? "mk@localhost" : from);
  if (sender.name.empty()) sender.name = settings.programme.name;
  return sender;
}

std::string domain_of(const std::string& address) {
  const auto at = address.find('@');
  return at == std::string::npos ? "localhost" : address.substr(at + 1);
}

}  // namespace mk::mail
