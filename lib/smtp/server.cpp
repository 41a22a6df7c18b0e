#include "lib/base/address.hpp"
#include "lib/base/error.hpp"
#include "lib/base/remote.hpp"
#include "lib/mail/rules.hpp"
#include "lib/smtp/smtp.hpp"

#include <curl/curl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace mk::smtp {

namespace {

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

/// A part of `url`, or nothing.
std::optional<std::string> part(const Url& url, CURLUPart which) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, 0) != CURLUE_OK) return std::nullopt;
  const std::unique_ptr<char, decltype(&curl_free)> owned{text, curl_free};
  return text;
}

/// The server that the key `url` names. Throws `Error` (config).
Url parsed(const std::string& text) {
  Url url{curl_url(), curl_url_cleanup};
  if (text.find('@') != std::string::npos)  // It is not shown: it may be a password.
    throw Error{Exit::config,
                msg("the key mail.url names a server alone: give the user as mail.user "
                    "and the password in mail.password_file")};
  const bool known = text.starts_with("smtp://") || text.starts_with("smtps://");
  if (!known || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
    throw Error{Exit::config, msg("the key mail.url, “{}”, names no mail server: give one such as "
                                  "smtp://relay.city.example:587",
                                  text)};
  return url;
}

/// How we greet the server: this machine's name, as many want it in full, else the sender's domain.
std::string greeting(const std::string& from) {
  std::array<char, 256> name{};
  const bool known = ::gethostname(name.data(), name.size() - 1) == 0;
  const std::string host{name.data()};
  return known && host.find('.') != std::string::npos ? host : mail::domain_of(from);
}

/// Throws `Error` (config) unless `from` may stand in an envelope; mk@localhost may, for trials.
void need_sender(const std::string& from) {
  if (from.empty())
    throw Error{Exit::config,
                msg("mail goes by SMTP, but the key mail.from says no address that it comes from")};
  const bool here = from.ends_with("@localhost");
  if (const auto reason = why_not_address(here ? from + ".example" : from))
    throw Error{Exit::config, *reason};
}

/// Throws `Error` (config) when `file` is named and not to be read.
void need_authorities(const std::string& file) {
  if (file.empty() || ::access(file.c_str(), R_OK) == 0) return;
  throw Error{Exit::config, msg("the authorities in {}, the key mail.ca_file, cannot be read: {}",
                                file, std::strerror(errno))};
}

}  // namespace

Server server(const Settings& settings) {
  const auto& mail = settings.mail;
  const auto from = mail::sender_of(settings).address;
  need_sender(mail.from.empty() ? mail.from : from);
  need_authorities(mail.ca_file);
  const auto url = parsed(mail.url);
  const bool here = is_this_machine(part(url, CURLUPART_HOST).value_or(""));
  Server server{.url = mail.url,
                .from = from,
                .user = mail.user,
                .password = {},
                .encrypted = mail.tls == "required" || (mail.tls != "none" && !here),
                .ca_file = mail.ca_file};
  if (part(url, CURLUPART_PATH).value_or("/") == "/")
    server.url += (mail.url.ends_with('/') ? "" : "/") + greeting(from);
  if (server.user.empty()) return server;
  if (!here && !server.encrypted && !mail.url.starts_with("smtps:"))
    throw Error{
        Exit::config,
        msg("the password of {} would travel in the clear: set tls = \"required\"", mail.user)};
  server.password = mail.password_file.empty() ? password_of_service("relay-password")
                                               : password_in(mail.password_file);
  return server;
}

}  // namespace mk::smtp
