#include "lib/imap/imap.hpp"

#include "lib/base/error.hpp"
#include "lib/imap/conversation.hpp"
#include "lib/mail/delivery_report.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <exception>
#include <string_view>
#include <vector>

namespace mk::imap {

namespace {

using Uid = std::uint32_t;

/// So many messages are asked about in one command.
constexpr std::size_t batch = 200;

/// The number that begins `text`; 0 when none does, which no message has.
Uid number_in(std::string_view text) {
  Uid number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// The messages that are new to people, and those that say themselves that they are reports:
/// a person may have opened one before us.
std::vector<Uid> candidates(Conversation& server) {
  std::vector<Uid> found;
  for (const auto& answer :
       server.say("UID SEARCH UNDELETED OR UNSEEN HEADER Content-Type \"multipart/report\"")) {
    std::string_view rest = answer.line;
    if (!rest.starts_with("* SEARCH")) continue;
    for (auto at = rest.find(' ', 2); at != std::string_view::npos; at = rest.find(' ', at + 1))
      if (const auto uid = number_in(rest.substr(at + 1)); uid != 0) found.push_back(uid);
  }
  std::ranges::sort(found);
  return found;
}

/// "3,5,8" of the up to `batch` messages from `from` on.
std::string set_of(const std::vector<Uid>& uids, std::size_t from) {
  std::string set;
  for (auto i = from; i < std::min(uids.size(), from + batch); ++i)
    set += (set.empty() ? "" : ",") + std::to_string(uids[i]);
  return set;
}

/// The one header `name` among `headers`, as it stands there; "" when it is missing.
std::string header(std::string_view headers, std::string_view name) {
  const auto lower = mail::lower_case(headers);
  const auto at = lower.find(name);
  if (at == std::string::npos || (at > 0 && lower[at - 1] != '\n')) return {};
  const auto from = at + name.size();
  return std::string{headers.substr(from, lower.find('\n', from) - from)};
}

/// Whether the message was opened and noted before: it need not be fetched again.
bool is_done(const Answer& about, const Reading& reading) {
  if (about.line.find("\\Seen") == std::string::npos) return false;
  auto id = header(about.literals.front(), "message-id:");
  std::erase_if(id, [](char c) { return c == '<' || c == '>' || c == ' ' || c == '\r'; });
  return !id.empty() && reading.known(id);
}

/// Those of `uids` that may be reports and are not dealt with.
std::vector<Uid> reports(Conversation& server, const std::vector<Uid>& uids,
                         const Reading& reading) {
  std::vector<Uid> found;
  for (std::size_t from = 0; from < uids.size(); from += batch)
    for (const auto& answer :
         server.say("UID FETCH " + set_of(uids, from) +
                    " (UID FLAGS BODY.PEEK[HEADER.FIELDS (CONTENT-TYPE MESSAGE-ID)])")) {
      const auto at = answer.line.find("UID ");
      if (at == std::string::npos || answer.literals.empty()) continue;
      if (mail::may_be_report(answer.literals.front()) && !is_done(answer, reading))
        found.push_back(number_in(std::string_view{answer.line}.substr(at + 4)));
    }
  return found;
}

/// The beginning of the message `uid`; "" when it is gone.
std::string message(Conversation& server, Uid uid) {
  const auto answers = server.say("UID FETCH " + std::to_string(uid) + " BODY.PEEK[]<0." +
                                  std::to_string(mail::enough_of_a_message) + ">");
  for (const auto& answer : answers)
    if (!answer.literals.empty()) return answer.literals.front();
  return {};
}

std::string quoted(const std::string& text) {
  std::string inside;
  for (const char c : text) {
    if (c == '"' || c == '\\') inside += '\\';
    inside += c;
  }
  return '"' + inside + '"';
}

}  // namespace

void read(const Server& server, const Reading& reading) {
  Conversation with{server};
  with.say("SELECT " + quoted(server.mailbox));
  std::exception_ptr first;
  for (const auto uid : reports(with, candidates(with), reading)) {
    bool done = false;
    const auto text = message(with, uid);
    try {
      done = !text.empty() && reading.take(text);
    } catch (const Error&) {
      if (!first) first = std::current_exception();
    }
    if (done) with.say("UID STORE " + std::to_string(uid) + " +FLAGS.SILENT (\\Seen)");
  }
  with.say("LOGOUT");
  if (first) std::rethrow_exception(first);
}

}  // namespace mk::imap
