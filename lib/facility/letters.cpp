#include "lib/facility/letters.hpp"

#include "lib/base/file.hpp"
#include "lib/base/place.hpp"
#include "lib/base/secret.hpp"
#include "lib/facility/actions.hpp"
#include "lib/facility/records.hpp"
#include "lib/facility/rules.hpp"
#include "lib/mail/actions.hpp"
#include "lib/store/log.hpp"

namespace mk::facility {

namespace {

std::string link_to(const std::string& base_url, Purpose purpose, const std::string& secret) {
  auto url = base_url;
  while (url.ends_with('/')) url.pop_back();
  return url + (purpose == Purpose::activation ? "/activate" : "/password") + "?token=" + secret;
}

/// "14:20", the hour of Warsaw at `moment`.
std::string hour_of(Instant moment) {
  const auto text = clock_text(moment);
  return text.substr(text.rfind(' ') + 1);
}

}  // namespace

std::string privacy_notice(const Settings& settings) {
  const auto& own = settings.privacy_notice;
  if (!own.empty()) return read_file(own);
  return read_file(shared_folder("mk") + "/privacy-notice." + settings.language + ".md");
}

mail::Letter letter_to(const Facility& facility, const std::string& event,
                       const std::string& occurrence) {
  mail::Letter letter;
  letter.to = facility.address();
  letter.event = event;
  letter.occurrence = occurrence;
  letter.facility = facility.id;
  letter.words = {{"id", just(facility.id)},
                  {"facility", just(facility.listing.name)},
                  {"operator", just(facility.listing.operator_name)},
                  {"manager", just(facility.account->manager)}};
  return letter;
}

std::string application_of(const Facility& facility) {
  return facility.id.text() + "/" + std::to_string(facility.applications);
}

mail::Letter application_received(const Context& context, const Facility& facility) {
  auto letter = letter_to(facility, "application-received", application_of(facility));
  letter.words["notice"] = just(privacy_notice(context.settings));
  return letter;
}

mail::Letter link_letter(const Context& context, const Facility& facility, const std::string& event,
                         const Token& token, const std::string& secret) {
  auto letter =
      letter_to(facility, event, facility.id.text() + "/link " + std::to_string(token.id));
  const auto& base_url = context.settings.programme.base_url;
  const auto link = base_url.empty() ? "" : link_to(base_url, token.purpose, secret);
  const auto code = base_url.empty() ? secret::grouped(secret) : "";
  letter.secret = link + code;
  letter.words["link"] = just(link);
  letter.words["code"] = just(code);
  letter.words["deadline"] = just(day_of(token.expires_at));
  letter.words["hour"] = just(hour_of(token.expires_at));
  const auto& approved = facility.account->approved_at;
  letter.words["lapses"] =
      approved
          ? just(lapse_day(*approved, context.settings.reminders.lapse_days) - std::chrono::days{1})
          : Message{};
  return letter;
}

void send_link(const Context& context, const Facility& facility, const std::string& event,
               Purpose purpose) {
  auto& db = context.db;
  const auto secret = secret::make();
  Token token{0,
              facility.id,
              purpose,
              facility.address(),
              context.now + std::chrono::days{context.settings.reminders.token_days},
              false};
  records::end_token(db, facility.id, purpose, context.now);
  token.id = records::add_token(db, token, secret::digest(secret), context.now);
  store::remember(db, "token", token.id, "address", "", token.address);
  mail::queue(context, link_letter(context, facility, event, token, secret));
}

}  // namespace mk::facility
