#include "lib/facility/clean.hpp"

#include "lib/base/address.hpp"
#include "lib/base/text.hpp"
#include "lib/facility/rules.hpp"
#include "lib/register/rules.hpp"

namespace mk::facility {

namespace {

void fail_if(Exit exit, std::optional<Message> reason) {
  if (reason) throw Error{exit, std::move(*reason)};
}

std::string cleaned_description(const std::string& text) {
  fail_if(Exit::data, why_not_description(text));
  return text::nfc(text);
}

}  // namespace

std::string cleaned_line(const char* what, const std::string& text) {
  const auto line = text::tidy(text);
  fail_if(Exit::usage, why_not_line(what, line));
  return line;
}

std::string needed_line(const char* what, const std::string& text) {
  auto line = cleaned_line(what, text);
  if (line.empty()) throw Error{Exit::usage, msg("{} is missing", phrase(what))};
  return line;
}

std::string cleaned_address(const std::string& text) {
  fail_if(Exit::usage, why_not_address(text));
  return text;
}

std::string cleaned_phone(const std::string& text) {
  const auto line = cleaned_line(tr_later("the telephone number"), text);
  const auto number = registry::phone_of(line);
  if (number.empty() && !line.empty())
    throw Error{Exit::usage,
                msg("“{}” is not a telephone number; give one such as +48 22 555 00 10", line)};
  return number;
}

std::string cleaned_reason(const std::string& text) {
  return needed_line(tr_later("the reason"), text);
}

Application cleaned(const Application& application) {
  return {needed_line(tr_later("the manager's name"), application.manager),
          cleaned_address(application.email), cleaned_phone(application.phone),
          cleaned_line(tr_later("the formal name"), application.formal_name),
          cleaned_line(tr_later("the informal name"), application.informal_name)};
}

Changes cleaned(const Changes& changes) {
  auto clean = changes;
  if (clean.manager) clean.manager = needed_line(tr_later("the manager's name"), *clean.manager);
  if (clean.email) clean.email = cleaned_address(*clean.email);
  if (clean.phone) clean.phone = cleaned_phone(*clean.phone);
  if (clean.formal_name)
    clean.formal_name = cleaned_line(tr_later("the formal name"), *clean.formal_name);
  if (clean.informal_name)
    clean.informal_name = cleaned_line(tr_later("the informal name"), *clean.informal_name);
  if (clean.description) clean.description = cleaned_description(*clean.description);
  if (clean.logo && !clean.logo->empty()) fail_if(Exit::data, why_not_logo(*clean.logo));
  return clean;
}

}  // namespace mk::facility
