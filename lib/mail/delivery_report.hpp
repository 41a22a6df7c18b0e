#pragma once

#include "lib/base/export.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What mail servers write back about a letter (RFC 3464). Whoever can send mail can write such a
/// report: what stands in one is a claim, until our own records hold the letter that it returns.
namespace mk::mail {

/// So much of a message is read, in bytes: a report says what it has to say long before.
constexpr std::size_t enough_of_a_message = 512UL << 10U;

/// The parts of a message of the type multipart/report that tell of a delivery.
struct ReportParts {
  std::string id;        ///< The report's own Message-ID; may be empty.
  std::string status;    ///< Its message/delivery-status.
  std::string returned;  ///< The headers of the letter that it returns; may be empty.
};

/// What a report says of one recipient.
struct Outcome {
  std::string address;   ///< Whom the server tried, in lower case; may be empty.
  std::string original;  ///< Whom the letter was to, in lower case; may be empty.
  std::string action;    ///< In lower case: "failed", "delayed", "delivered" …
  std::string status;    ///< Such as "5.1.1"; empty when it says none.
  std::string said;      ///< The server's words, without the protocol; may be empty.

  bool operator==(const Outcome&) const = default;
};

struct DeliveryReport {
  std::string id;     ///< What tells this report from every other; never empty.
  std::string about;  ///< The Message-ID of the letter that it returns, with its angle brackets.
  std::vector<Outcome> outcomes;
};

/// Whether the headers that begin `message` may be those of a delivery report: cheap to ask.
MK_API bool may_be_report(std::string_view message);

/// What `parts` say, or nothing when they name no letter or no recipient.
MK_API std::optional<DeliveryReport> delivery_report(const ReportParts& parts);

/// How bad it is that a letter did not arrive.
enum class Severity {
  soft,  ///< It may work another day: a full mailbox, a server that is down, a letter disliked.
  hard   ///< Nothing will arrive there: no such mailbox, no such domain.
};

/// "hard", as it is kept and as programs see it.
MK_API const char* code(Severity severity);

/// How bad `outcome` is, or nothing when the letter arrived or went on.
MK_API std::optional<Severity> severity_of(const Outcome& outcome);

/// Whether `outcome` is about a letter to `address`.
MK_API bool is_about(const Outcome& outcome, std::string_view address);

/// `text` with the capitals of ASCII made small: how addresses are compared.
MK_API std::string lower_case(std::string_view text);

}  // namespace mk::mail
