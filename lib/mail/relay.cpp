#include "lib/mail/relay.hpp"

#include "lib/base/address.hpp"
#include "lib/base/error.hpp"
#include "lib/base/remote.hpp"
#include "lib/mail/delivery_report.hpp"
#include "lib/mail/rules.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <string_view>

namespace mk::mail {

namespace {

/// "smtp://HOST", "smtp://HOST:PORT" and "smtp://HOST/NAME", or the same with smtps.
struct Url {
  std::string host;  ///< An address of IPv6 in its brackets.
  std::string name;  ///< How we greet, or empty.
};

bool is_host(std::string_view host) {
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  const std::string_view allowed = bracketed ? "0123456789abcdefABCDEF:." : "-._";
  return !host.empty() && std::ranges::all_of(host, [&](char c) {
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool foreign = static_cast<unsigned char>(c) >= 0x80;  // "poczta.żuraw.example"
    return allowed.find(c) != std::string_view::npos || (!bracketed && (word || foreign));
  });
}

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), port);
  constexpr unsigned most = 65'535;
  return wrong == std::errc{} && end == text.data() + text.size() && port > 0 && port <= most;
}

/// The parts of `text`, or nothing when it names no server.
std::optional<Url> parts_of(std::string_view text) {
  if (!text.starts_with("smtp://") && !text.starts_with("smtps://")) return std::nullopt;
  text.remove_prefix(text.find("//") + 2);
  const auto slash = std::min(text.find('/'), text.size());
  const auto name = slash < text.size() ? text.substr(slash + 1) : "";
  const auto server = text.substr(0, slash);
  const auto colon = server.ends_with(']') ? std::string_view::npos : server.rfind(':');
  const auto host = server.substr(0, colon);
  if (!is_host(host) || (!name.empty() && !is_host(name))) return std::nullopt;
  if (colon != std::string_view::npos && !is_port(server.substr(colon + 1))) return std::nullopt;
  return Url{std::string{host}, std::string{name}};
}

/// The server that the key `url` names. Throws `Error` (config).
Url parsed(const std::string& text) {
  if (text.find('@') != std::string::npos)  // It is not shown: it may be a password.
    throw Error{Exit::config,
                msg("the key mail.url names a server alone: give the user as mail.user "
                    "and the password in mail.password_file")};
  auto url = parts_of(text);
  if (!url)
    throw Error{Exit::config, msg("the key mail.url, “{}”, names no mail server: give one such as "
                                  "smtp://relay.city.example:587",
                                  text)};
  return std::move(*url);
}

/// How we greet the server: this machine's name, as many want it in full, else the sender's domain.
std::string greeting(const std::string& from) {
  std::array<char, 256> name{};
  const bool known = ::gethostname(name.data(), name.size() - 1) == 0;
  const std::string host{name.data()};
  return known && host.find('.') != std::string::npos ? host : domain_of(from);
}

/// Throws `Error` (config) unless `from` may stand in an envelope; mk@localhost may, for trials.
void need_sender(const std::string& from) {
  if (from.empty())
    throw Error{Exit::config,
                msg("mail goes by SMTP, but the key mail.from says no address that it comes from")};
  if (const auto reason = why_not_sender(from)) throw Error{Exit::config, *reason};
}

/// To whom servers report what did not arrive: the mailbox of `reply_to`, where mk-bounces(8) reads
/// it, as long as it is in the domain of `from`, for which alone the relay is allowed to send
/// (SPF).
std::string envelope_sender(const Settings& settings, const std::string& from) {
  const auto reply_to = mailbox(settings.mail.reply_to).address;
  const bool usable = !reply_to.empty() && !why_not_address(reply_to) &&
                      lower_case(domain_of(reply_to)) == lower_case(domain_of(from));
  return usable ? reply_to : from;
}

/// Throws `Error` (config) when `file` is named and not to be read.
void need_authorities(const std::string& file) {
  if (file.empty() || ::access(file.c_str(), R_OK) == 0) return;
  throw Error{Exit::config, msg("the authorities in {}, the key mail.ca_file, cannot be read: {}",
                                file, std::strerror(errno))};
}

}  // namespace

Relay relay(const Settings& settings) {
  const auto& mail = settings.mail;
  const auto from = sender_of(settings).address;
  need_sender(mail.from.empty() ? mail.from : from);
  need_authorities(mail.ca_file);
  const auto url = parsed(mail.url);
  const bool here = is_this_machine(url.host);
  Relay relay{.url = mail.url,
              .from = envelope_sender(settings, from),
              .user = mail.user,
              .password = {},
              .encrypted = mail.tls == "required" || (mail.tls != "none" && !here),
              .ca_file = mail.ca_file};
  if (url.name.empty()) relay.url += (mail.url.ends_with('/') ? "" : "/") + greeting(from);
  if (relay.user.empty()) return relay;
  if (!here && !relay.encrypted && !mail.url.starts_with("smtps:"))
    throw Error{
        Exit::config,
        msg("the password of {} would travel in the clear: set tls = \"required\"", mail.user)};
  relay.password = password(mail.password_file, "relay-password");
  return relay;
}

}  // namespace mk::mail
