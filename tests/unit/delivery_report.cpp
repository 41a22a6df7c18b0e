#include "lib/mail/delivery_report.hpp"

#include "lib/base/file.hpp"
#include "lib/mail/bounces.hpp"
#include "lib/mime/report.hpp"

#include <doctest/doctest.h>

using namespace mk;
using namespace std::chrono_literals;
using mail::Severity;

namespace {

const std::string letter = "<0123456789abcdefghjkmnpqrs@korzysci.example>";
const Instant noon = *parse_instant("2026-09-10T10:00:00Z");

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// A report as a server of some kind writes it, about our letter to `address`.
std::string report_of(const std::string& shape, const std::string& address) {
  auto text = read_file(MK_SOURCE_DIR "/tests/jobs/reports/" + shape + ".eml");
  auto coded = address;
  replace_all(coded, "+", "+2B");
  replace_all(text, "@MESSAGE-ID@", letter);
  replace_all(text, "@ADDRESS@", address);
  replace_all(text, "@XTEXT@", coded);
  return text;
}

std::optional<mail::DeliveryReport> parsed(const std::string& message) {
  const auto parts = mime::report_parts(message);
  return parts ? mail::delivery_report(*parts) : std::nullopt;
}

/// "hard 5.1.1 550 …" of the one recipient of a report, or what is wrong with it.
std::string told(const std::string& message, const std::string& address = "anna@klub.example") {
  const auto report = parsed(message);
  if (!report) return "no report";
  if (report->about != letter) return "about " + report->about;
  if (report->outcomes.size() != 1) return std::to_string(report->outcomes.size()) + " outcomes";
  const auto& outcome = report->outcomes.front();
  if (!mail::is_about(outcome, address)) return "about somebody else";
  const auto severity = mail::severity_of(outcome);
  return (severity ? mail::code(*severity) : "fine") + std::string{" "} + outcome.status +
         (outcome.said.empty() ? "" : " ") + outcome.said;
}

std::string told_of(const std::string& shape) {
  return told(report_of(shape, "anna@klub.example"));
}

Severity severity(const std::string& action, const std::string& status) {
  return mail::severity_of({"", "", action, status, ""}).value();
}

/// A report with these fields about its recipient.
std::string with_fields(const std::string& fields) {
  return "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
         "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n\r\n" +
         fields + "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: " + letter +
         "\r\n\r\n--b--\r\n";
}

}  // namespace

TEST_CASE("a mailbox that does not exist is told by every kind of server") {
  CHECK(told_of("postfix-unknown") ==
        "hard 5.1.1 550 5.1.1 <anna@klub.example>: recipient address rejected: user unknown in "
        "virtual mailbox table");
  CHECK(told_of("exim-unknown") == "hard 5.0.0 550 no such user here");
  CHECK(told_of("exchange-unknown") ==
        "hard 5.1.10 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP "
        "address lookup");
  CHECK(told_of("opensmtpd-refused") == "hard 5.3.0");
  CHECK(told_of("gmail-unknown") ==
        "hard 5.1.1 550-5.1.1 Nobody here has that name. Look for 550-5.1.1 typing errors and "
        "blanks. 550 5.1.1 https://pomoc.example/?p=NoSuchUser q12si1.12 - gsmtp");
}

TEST_CASE("what may pass is told apart from what will not") {
  CHECK(told_of("postfix-delayed") ==
        "soft 4.4.1 connect to mx.klub.example[192.0.2.25]:25: Connection timed out");
  CHECK(told_of("postfix-expired") ==
        "soft 4.4.1 connect to mx.klub.example: Connection timed out");
  CHECK(told_of("exchange-full") ==
        "soft 5.2.2 554 5.2.2 mailbox full; quota of the store is used up");
  CHECK(told_of("gmail-policy") ==
        "soft 5.7.26 550-5.7.26 unauthenticated mail is not accepted from this domain");
}

TEST_CASE("a report is read however its server spells and codes it") {
  CHECK(told_of("no-status") == "hard 5.0.0 551 user has moved away");
  CHECK(told_of("encoded") == "hard 5.1.3");
  auto crlf = report_of("postfix-unknown", "anna@klub.example");
  replace_all(crlf, "\n", "\r\n");
  CHECK(told(crlf) == told_of("postfix-unknown"));
}

TEST_CASE("a letter that went on to another address is about the one it was sent to") {
  CHECK(told_of("forwarded") == "hard 5.1.2 550 5.1.2 no such domain");
  const auto coded = report_of("forwarded", "anna+mk@klub.example");
  CHECK(told(coded, "Anna+MK@klub.example") == "hard 5.1.2 550 5.1.2 no such domain");
  CHECK(told(coded, "anna@klub.example") == "about somebody else");
}

TEST_CASE("a letter that arrived, an automatic reply and a receipt are no bad news") {
  CHECK(told_of("delivered") == "fine 2.0.0");
  CHECK(told_of("vacation") == "no report");
  CHECK(told_of("read-receipt") == "no report");
}

TEST_CASE("a report without a letter, or without a recipient, says nothing") {
  auto message = report_of("postfix-unknown", "anna@klub.example");
  replace_all(message, "Message-ID: " + letter, "X-Other: 1");
  CHECK(told(message) == "no report");
  CHECK(told(with_fields("Final-Recipient: rfc822; anna@klub.example\r\n")) == "no report");
  CHECK(told("") == "no report");
  CHECK(told("\r\n\r\n") == "no report");
}

TEST_CASE("the class of the status decides, and some failures may pass") {
  CHECK(severity("failed", "5.1.1") == Severity::hard);
  CHECK(severity("failed", "5.4.4") == Severity::hard);
  CHECK(severity("failed", "5.2.1") == Severity::hard);
  CHECK(severity("failed", "5.2.20") == Severity::hard);
  CHECK(severity("failed", "5.2.2") == Severity::soft);
  CHECK(severity("failed", "5.4.7") == Severity::soft);
  CHECK(severity("failed", "5.7.1") == Severity::soft);
  CHECK(severity("failed", "4.2.2") == Severity::soft);
  CHECK(severity("failed", "") == Severity::soft);
  CHECK(severity("delayed", "5.1.1") == Severity::soft);
  CHECK_FALSE(mail::severity_of({"", "", "relayed", "5.1.1", ""}));
  CHECK_FALSE(mail::severity_of({"", "", "", "", ""}));
}

TEST_CASE("a status is three numbers, and nothing else") {
  const auto with = [](const std::string& status) {
    return told(
        with_fields("Final-Recipient: rfc822; anna@klub.example\r\nAction: failed\r\n"
                    "Status: " +
                    status + "\r\n"));
  };
  CHECK(with("5.1.1") == "hard 5.1.1");
  CHECK(with("5.1.1 (no such user)") == "hard 5.1.1");
  CHECK(with("5.1") == "soft ");
  CHECK(with("5.1.1234") == "soft ");
  CHECK(with("9.1.1") == "soft ");
  CHECK(with("5..1") == "soft ");
  CHECK(with("five") == "soft ");
}

TEST_CASE("a report is known by its Message-ID, or by what it says") {
  const auto one = parsed(report_of("postfix-unknown", "anna@klub.example"));
  REQUIRE(one);
  CHECK(one->id == "20260910071244.4Qn3Zk1xYz@relay.korzysci.example");
  const auto nameless = parsed(report_of("no-status", "anna@klub.example"));
  const auto again = parsed("Received: twice\n" + report_of("no-status", "anna@klub.example"));
  REQUIRE(nameless);
  REQUIRE(again);
  CHECK(nameless->id.size() == 64);
  CHECK(nameless->id == again->id);
}

TEST_CASE("hostile messages are read to their end, quickly and without harm") {
  std::string deep = "Content-Type: multipart/report; report-type=delivery-status; boundary=b0\n\n";
  for (int i = 0; deep.size() < mail::enough_of_a_message; ++i)
    deep += "--b" + std::to_string(i) + "\nContent-Type: multipart/mixed; boundary=b" +
            std::to_string(i + 1) + "\n\n";
  CHECK(told(deep) == "no report");
  std::string nested = "Content-Type: multipart/report; boundary=b\n\n--b\n";
  while (nested.size() < mail::enough_of_a_message) nested += "Content-Type: message/rfc822\n\n";
  CHECK(told(nested) == "no report");
  CHECK(told(std::string(mail::enough_of_a_message, '\0')) == "no report");
  CHECK(told("Content-Type: multipart/report; boundary=" + std::string(400'000, 'b') + "\n\n--b") ==
        "no report");
  const auto folded = "Final-Recipient: rfc822; anna@klub.example\r\nAction: failed\r\nStatus: " +
                      std::string(300'000, '5') + "\r\n";
  CHECK(told(with_fields(folded)) == "soft ");
  std::string crowd;
  for (int i = 0; i < 5'000; ++i)
    crowd += "Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n\r\n";
  CHECK(told(with_fields(crowd)) == "99 outcomes");
}

TEST_CASE("no part of a report that is cut off anywhere does harm") {
  const auto whole = report_of("gmail-unknown", "anna@klub.example");
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    const auto said = told(whole.substr(0, size));
    CHECK((said == "no report" || said.starts_with("hard 5.1.1")));
  }
}

TEST_CASE("what a server said is one line without what only harms") {
  const auto said = told(with_fields(
      "Final-Recipient: rfc822; anna@klub.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
      "Diagnostic-Code: smtp; 550 \x1b[31mno\xe2\x80\xae such\r\n\tuser\x07 \xff\xfe\r\n"));
  CHECK(said.starts_with("hard 5.1.1 550 [31mno such user"));
  CHECK(said.find('\x1b') == std::string::npos);
  CHECK(said.find('\x07') == std::string::npos);
}

TEST_CASE("only what begins as a report is looked into") {
  CHECK(
      mail::may_be_report("Subject: a\r\nCONTENT-TYPE:\r\n Multipart/Report; boundary=b\r\n\r\n"));
  CHECK_FALSE(
      mail::may_be_report("Content-Type: text/plain\r\n\r\nContent-Type: multipart/report"));
  CHECK_FALSE(mail::may_be_report(""));
}

TEST_CASE("soft reports on three different days within thirty are too many") {
  using std::chrono::days;
  const auto twice = {noon - days{2}, noon - days{1}};
  CHECK_FALSE(mail::too_many_soft(twice, {}, noon));
  CHECK_FALSE(mail::too_many_soft({noon - 3h, noon - 2h, noon - 1h, noon}, {}, noon));
  CHECK(mail::too_many_soft({noon - days{2}, noon - days{1}, noon}, {}, noon));
  CHECK(mail::too_many_soft({noon - days{30}, noon - days{1}, noon}, {}, noon));
  CHECK_FALSE(mail::too_many_soft({noon - days{31}, noon - days{1}, noon}, {}, noon));
}

TEST_CASE("the days of soft reports are Warsaw's") {
  const auto midnight = start_of(day_of(noon));
  CHECK(mail::too_many_soft({midnight - 24h - 1s, midnight - 1s, midnight}, {}, midnight));
  CHECK_FALSE(mail::too_many_soft({midnight - 24h, midnight - 1s, midnight}, {}, midnight));
}

TEST_CASE("a letter that arrived later forgives soft reports") {
  using std::chrono::days;
  const std::vector<Instant> thrice{noon - days{2}, noon - days{1}, noon};
  CHECK(mail::too_many_soft(thrice, noon - days{2}, noon));
  CHECK_FALSE(mail::too_many_soft(thrice, noon - days{2} + 1s, noon));
}
