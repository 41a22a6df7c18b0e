#include "lib/config/settings.hpp"

#include "lib/base/address.hpp"
#include "lib/config/document.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

namespace mk {

namespace {

using config::Node;
using config::place;

/// Where the value of a key goes, which also says what type it must have.
using Target =
    std::variant<std::string*, std::int64_t*, CatchUp*, std::map<std::string, std::string>*>;
using Targets = std::map<std::string, Target>;

[[noreturn]] void wrong(const std::string& file, const Node& node, const Message& reason) {
  throw Error{Exit::config, msg("{}: {}", place(file, node), spoken(reason))};
}

class Reader {
 public:
  Reader(std::string file, Targets targets)
      : file_{std::move(file)}, targets_{std::move(targets)} {}

  void table(const Node& node, const std::string& prefix) const {
    for (const auto& [key, value] : node.entries) {
      const auto name = prefix.empty() ? key : prefix + "." + key;
      const auto found = targets_.find(name);
      if (found != targets_.end()) {
        take(value, name, found->second);
      } else if (is_section(name)) {
        section(value, name);
      } else {
        wrong(file_, value, msg("“{}” is not a key of mk.toml; see man mk.toml", name));
      }
    }
  }

 private:
  bool is_section(const std::string& name) const {
    const auto next = targets_.lower_bound(name + ".");
    return next != targets_.end() && next->first.starts_with(name + ".");
  }

  void section(const Node& value, const std::string& name) const {
    if (value.kind != Node::Kind::table)
      wrong(file_, value, msg("“{}” is a section: [{}]", name, name));
    table(value, name);
  }

  void take(const Node& value, const std::string& name, const Target& target) const {
    if (auto* const* text = std::get_if<std::string*>(&target)) {
      if (value.kind != Node::Kind::text)
        wrong(file_, value, msg("“{}” must be text in quotes", name));
      **text = value.text;
    } else if (auto* const* number = std::get_if<std::int64_t*>(&target)) {
      if (value.kind != Node::Kind::number || value.number < 0)
        wrong(file_, value, msg("“{}” must be a whole number, 0 or more", name));
      if (value.number > most) wrong(file_, value, msg("“{}” must be at most {}", name, most));
      **number = value.number;
    } else if (auto* const* policy = std::get_if<CatchUp*>(&target)) {
      take_policy(value, name, **policy);
    } else {
      take_words(value, name, *std::get<std::map<std::string, std::string>*>(target));
    }
  }

  /// Days, years, letters: nothing is counted in more.
  static constexpr std::int64_t most = 1'000'000;

  void take_policy(const Node& value, const std::string& name, CatchUp& policy) const {
    static const std::map<std::string, CatchUp> words{
        {"latest", CatchUp::latest}, {"all", CatchUp::all}, {"none", CatchUp::none}};
    const auto found = words.find(value.kind == Node::Kind::text ? value.text : "");
    if (found == words.end())
      wrong(file_, value, msg("“{}” may be: {}", name, "all, latest, none"));
    policy = found->second;
  }

  void take_words(const Node& value, const std::string& name,
                  std::map<std::string, std::string>& words) const {
    if (value.kind != Node::Kind::table)
      wrong(file_, value, msg("“{}” is a section: [{}]", name, name));
    for (const auto& [key, word] : value.entries) {
      if (word.kind != Node::Kind::text)
        wrong(file_, word, msg("“{}” must be text in quotes", name + "." + key));
      words[key] = word.text;
    }
  }

  std::string file_;
  Targets targets_;
};

Targets targets(Settings& it) {
  return {{"database", &it.database},
          {"language", &it.language},
          {"programme.name", &it.programme.name},
          {"programme.city", &it.programme.city},
          {"programme.base_url", &it.programme.base_url},
          {"programme.coordinator_name", &it.programme.coordinator_name},
          {"programme.coordinator_email", &it.programme.coordinator_email},
          {"programme.coordinator_phone", &it.programme.coordinator_phone},
          {"register.columns", &it.register_columns},
          {"mail.transport", &it.mail.transport},
          {"mail.folder", &it.mail.folder},
          {"mail.url", &it.mail.url},
          {"mail.from", &it.mail.from},
          {"mail.reply_to", &it.mail.reply_to},
          {"mail.user", &it.mail.user},
          {"mail.password_file", &it.mail.password_file},
          {"mail.tls", &it.mail.tls},
          {"mail.ca_file", &it.mail.ca_file},
          {"mail.rate", &it.mail.rate},
          {"mail.connections", &it.mail.connections},
          {"mail.letters", &it.mail.letters},
          {"terms.grace_days", &it.terms.grace_days},
          {"terms.return_days", &it.terms.return_days},
          {"terms.notice_days", &it.terms.notice_days},
          {"retention.application_days", &it.retention.application_days},
          {"retention.draft_days", &it.retention.draft_days},
          {"retention.survey_years", &it.retention.survey_years},
          {"retention.log_years", &it.retention.log_years},
          {"exchange.need_days", &it.exchange.need_days},
          {"exchange.offer_days", &it.exchange.offer_days},
          {"exchange.answer_days", &it.exchange.answer_days},
          {"exchange.notice_days", &it.exchange.notice_days},
          {"exchange.dictionary", &it.exchange.dictionary},
          {"exchange.words", &it.exchange.words},
          {"actors", &it.actors},
          {"privacy.notice", &it.privacy_notice}};
}

Targets reminder_targets(Settings::Reminders& it) {
  return {{"reminders.middle_day", &it.middle_day},
          {"reminders.days_before_end", &it.days_before_end},
          {"reminders.activation_days", &it.activation_days},
          {"reminders.lapse_days", &it.lapse_days},
          {"reminders.token_days", &it.token_days},
          {"reminders.hold_days", &it.hold_days},
          {"reminders.hold_reminder_days", &it.hold_reminder_days},
          {"reminders.missed.activation_reminders", &it.missed.activation_reminders},
          {"reminders.missed.status_notices", &it.missed.status_notices},
          {"reminders.missed.card_reminders", &it.missed.card_reminders},
          {"reminders.missed.hold_reminders", &it.missed.hold_reminders},
          {"reminders.missed.post_notices", &it.missed.post_notices},
          {"reminders.missed.digests", &it.missed.digests}};
}

Targets mailbox_targets(Settings& it) {
  return {{"bounces.transport", &it.bounces.transport},
          {"bounces.folder", &it.bounces.folder},
          {"bounces.url", &it.bounces.url},
          {"bounces.mailbox", &it.bounces.mailbox},
          {"bounces.user", &it.bounces.user},
          {"bounces.password_file", &it.bounces.password_file},
          {"bounces.tls", &it.bounces.tls},
          {"bounces.ca_file", &it.bounces.ca_file}};
}

/// The node at `section.key` of `document`, for the place in a message.
const Node& at(const Node& document, const std::string& section, const std::string& key) {
  const auto* const inside = section.empty() ? &document : document.find(section);
  const auto* const found = inside == nullptr ? nullptr : inside->find(key);
  return found == nullptr ? document : *found;
}

void refuse_no_addresses(const Settings& it, const Node& document) {
  const auto check = [&](const std::string& section, const std::string& key,
                         const std::string& value) {
    const auto reason = why_not_sender(mailbox(value).address);
    if (!value.empty() && reason) wrong(it.file, at(document, section, key), *reason);
  };
  check("mail", "from", it.mail.from);
  check("mail", "reply_to", it.mail.reply_to);
  check("programme", "coordinator_email", it.programme.coordinator_email);
}

/// Links begin with it, and are found again by it to be masked.
void refuse_no_web_address(const Settings& it, const Node& document) {
  const auto& url = it.programme.base_url;
  constexpr std::string_view allowed = "-._~:/[]%";
  const bool plain = std::ranges::all_of(url, [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           allowed.find(c) != std::string_view::npos;
  });
  if (url.empty() || (plain && (url.starts_with("https://") || url.starts_with("http://")))) return;
  wrong(it.file, at(document, "programme", "base_url"),
        msg("“{}” must be an address of the web such as {}, or empty", "base_url",
            "https://korzysci.example"));
}

/// More than a relay bears from one machine (default of ours).
constexpr std::int64_t most_connections = 50;

void refuse_other_words(const Settings& it, const Node& document) {
  const auto among = [&](const std::string& section, const std::string& key,
                         const std::string& value, const std::set<std::string>& allowed) {
    std::string list;
    for (const auto& word : allowed) list += (list.empty() ? "" : ", ") + word;
    if (!allowed.contains(value))
      wrong(it.file, at(document, section, key), msg("“{}” may be: {}", key, list));
  };
  among("", "language", it.language, {"pl", "en"});
  among("mail", "transport", it.mail.transport, {"folder", "smtp"});
  if (!it.mail.tls.empty()) among("mail", "tls", it.mail.tls, {"required", "none"});
  if (it.mail.connections < 1 || it.mail.connections > most_connections)
    wrong(it.file, at(document, "mail", "connections"),
          msg("“{}” must be a whole number from 1 to {}", "mail.connections", most_connections));
  if (!it.bounces.transport.empty())
    among("bounces", "transport", it.bounces.transport, {"maildir", "imap"});
  among("bounces", "tls", it.bounces.tls, {"required", "none"});
  if (it.mail.transport == "smtp" && at(document, "mail", "from").kind != Node::Kind::text)
    wrong(it.file, at(document, "mail", "transport"),
          msg("sending by smtp needs a sender: from = \"…\" under [mail]"));
  if (it.mail.transport == "smtp" && it.mail.url.empty())
    wrong(it.file, at(document, "mail", "transport"),
          msg("sending by smtp needs a server: url = \"smtp://…:587\" under [mail]"));
}

/// What `[bounces]` lacks for the way that it names.
void refuse_half_a_mailbox(const Settings& it, const Node& document) {
  const auto& bounces = it.bounces;
  const auto* const table = document.find("bounces");
  if (table != nullptr && !table->entries.empty() && table->find("transport") == nullptr)
    wrong(it.file, *table,
          msg("[bounces] does not say how its mailbox is read: transport = \"maildir\" or "
              "\"imap\""));
  const auto& transport = at(document, "bounces", "transport");
  if (bounces.transport == "maildir" && bounces.folder.empty())
    wrong(it.file, transport,
          msg("reading a Maildir needs its place: folder = \"…\" under [bounces]"));
  if (bounces.transport == "imap" && (bounces.url.empty() || bounces.user.empty()))
    wrong(it.file, transport,
          msg("reading by imap needs a server and a user: url = \"imaps://…\" and user = \"…\" "
              "under [bounces]"));
}

}  // namespace

Settings read_settings(const std::string& file) {
  Settings settings;
  settings.file = file;
  const auto document = config::read_document(file, Exit::config);
  auto all = targets(settings);
  all.merge(reminder_targets(settings.reminders));
  all.merge(mailbox_targets(settings));
  Reader{file, std::move(all)}.table(document, "");
  refuse_other_words(settings, document);
  refuse_half_a_mailbox(settings, document);
  refuse_no_addresses(settings, document);
  refuse_no_web_address(settings, document);
  return settings;
}

}  // namespace mk
