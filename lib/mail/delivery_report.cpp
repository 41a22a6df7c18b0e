#include "lib/mail/delivery_report.hpp"

#include "lib/base/digest.hpp"
#include "lib/mail/letters.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace mk::mail {

namespace {

/// The fields of one block of headers by their names in lower case, unfolded; the first of each.
using Fields = std::map<std::string, std::string>;

constexpr std::string_view blanks = " \t\r\n";
/// A report tells of at most so many recipients; ours have one.
constexpr std::size_t most_blocks = 100;

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size());
  auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Takes one block off `rest`: up to a blank line.
Fields take_block(std::string_view& rest) {
  Fields fields;
  std::string* last = nullptr;
  while (!rest.empty()) {
    const auto line = take_line(rest);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') {
      if (last != nullptr) *last += " " + std::string{trimmed(line)};
      continue;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const auto [place, added] = fields.try_emplace(lower_case(trimmed(line.substr(0, colon))),
                                                   trimmed(line.substr(colon + 1)));
    last = added ? &place->second : nullptr;
  }
  return fields;
}

std::string field(const Fields& fields, const char* name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string{} : found->second;
}

/// What stands after the type: "5.1.1 no such user" of "smtp; 5.1.1 no such user".
std::string_view untyped(std::string_view text) {
  const auto end = text.find(';');
  return trimmed(end == std::string_view::npos ? text : text.substr(end + 1));
}

std::string address_in(std::string_view text) {
  auto address = untyped(text);
  if (address.starts_with('<') && address.ends_with('>'))
    address = address.substr(1, address.size() - 2);
  return lower_case(address);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The status code that begins `text`, such as "5.1.1", or "".
std::string status_in(std::string_view text) {
  constexpr std::string_view classes = "245";
  if (text.empty() || classes.find(text.front()) == std::string_view::npos) return {};
  std::size_t at = 1;
  for (int part = 0; part < 2; ++part) {
    if (at >= text.size() || text[at] != '.') return {};
    const auto from = ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == from || at - from > 3) return {};
  }
  return std::string{text.substr(0, at)};
}

/// The status in the server's words, such as "550 5.1.1 …", or its class alone: "5.0.0".
std::string status_said(std::string_view said) {
  const auto digits =
      static_cast<std::size_t>(std::ranges::find_if_not(said, is_digit) - said.begin());
  if (digits != 3) return status_in(said);
  auto enhanced = status_in(trimmed(said.substr(3)).substr(0, 11));
  if (!enhanced.empty()) return enhanced;
  return status_in(std::string{said.front()} + ".0.0");
}

Outcome outcome_in(const Fields& fields) {
  constexpr std::size_t longest_said = 300;
  const auto diagnosis = field(fields, "diagnostic-code");
  const std::string said{untyped(diagnosis)};
  auto status = status_in(field(fields, "status"));
  if (status.empty()) status = status_said(said);
  return {
      .address = address_in(field(fields, "final-recipient")),
      .original = address_in(field(fields, "original-recipient")),
      .action = lower_case(field(fields, "action").substr(0, field(fields, "action").find(' '))),
      .status = std::move(status),
      .said = one_line(said.substr(0, longest_said))};
}

int hexadecimal(char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto at = digits.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

/// An address as RFC 3461 spells it in xtext: "jan+2bpwd@…" is "jan+pwd@…".
std::string from_xtext(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool coded = text[at] == '+' && at + 2 < text.size() && hexadecimal(text[at + 1]) >= 0 &&
                       hexadecimal(text[at + 2]) >= 0;
    if (coded) {
      plain += static_cast<char>(hexadecimal(text[at + 1]) * 16 + hexadecimal(text[at + 2]));
      at += 2;
    } else {
      plain += text[at];
    }
  }
  return plain;
}

/// The first thing in angle brackets, with them, or "".
std::string message_id_in(std::string_view text) {
  const auto open = text.find('<');
  const auto close = text.find('>', open);
  if (open == std::string_view::npos || close == std::string_view::npos) return {};
  return std::string{text.substr(open, close - open + 1)};
}

/// Whether a report may be known by the Message-ID that it came with.
bool is_plain_id(std::string_view id) {
  constexpr std::size_t longest = 250;
  const auto printable = [](char c) { return c > ' ' && c < '\x7f'; };
  return !id.empty() && id.size() <= longest && std::ranges::all_of(id, printable);
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lower{text};
  for (auto& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

bool may_be_report(std::string_view message) {
  auto rest = message;
  return lower_case(field(take_block(rest), "content-type")).find("report") != std::string::npos;
}

std::optional<DeliveryReport> delivery_report(const ReportParts& parts) {
  std::string_view returned = parts.returned;
  DeliveryReport report;
  report.about = message_id_in(field(take_block(returned), "message-id"));
  if (report.about.empty()) return std::nullopt;
  report.id = is_plain_id(parts.id) ? parts.id : digest(parts.status + '\n' + report.about);
  std::string_view rest = parts.status;
  for (std::size_t block = 0; block < most_blocks && !rest.empty(); ++block) {
    const auto fields = take_block(rest);
    if (fields.contains("action")) report.outcomes.push_back(outcome_in(fields));
  }
  if (report.outcomes.empty()) return std::nullopt;
  return report;
}

const char* code(Severity severity) { return severity == Severity::hard ? "hard" : "soft"; }

std::optional<Severity> severity_of(const Outcome& outcome) {
  if (outcome.action == "delayed") return Severity::soft;
  if (outcome.action != "failed") return std::nullopt;
  // A full mailbox, time that ran out, a sender or a letter disliked: none of it says that nobody
  // is there, and one quarrel with our relay must not silence every address at once (RFC 3463).
  constexpr std::array curable{"5.1.7", "5.1.8", "5.2.2", "5.4.7", "5.6.", "5.7."};
  const bool may_pass = std::ranges::any_of(curable, [&](const std::string& beginning) {
    return beginning.ends_with('.') ? outcome.status.starts_with(beginning)
                                    : outcome.status == beginning;
  });
  return outcome.status.starts_with('5') && !may_pass ? Severity::hard : Severity::soft;
}

bool is_about(const Outcome& outcome, std::string_view address) {
  const auto wanted = lower_case(address);
  return outcome.address == wanted || outcome.original == wanted ||
         from_xtext(outcome.original) == wanted;
}

}  // namespace mk::mail
